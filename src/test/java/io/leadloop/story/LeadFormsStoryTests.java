package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.googleleads.AGoogleForm;
import io.leadloop.crm.linkedinleads.ALinkedInForm;
import io.leadloop.crm.tiktokleads.ATikTokForm;
import io.leadloop.lead.Lead;
import io.leadloop.support.Resources;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leads of the platforms' own forms, from the door to a lead at its first stage. */
class LeadFormsStoryTests extends LeadForms {

    @Test
    void metas_lead_begins_at_captured_with_campaign_and_consent_and_no_name_rests_anywhere() {
        metaHas("8123456789012301");
        metaTells("8123456789012301");
        Lead lead = house.lead("meta-form", "8123456789012301").orElseThrow();
        assertThat(lead.stage()).isEqualTo("CAPTURED");
        assertThat(lead.consent().adUserData().name()).isEqualTo("GRANTED");
        assertThat(house.texts("select utm_source || ' ' || utm_medium || ' ' || utm_campaign || ' ' || landing_page"
                        + " from leadloop.lead_origin where lead_id = '"
                        + lead.id().value() + "'"))
                .containsExactly("meta lead form Autumn offers /lead-form/4444444444");
        assertThat(house.texts("select kind || ' ' || value from leadloop.click_id where lead_id = '"
                        + lead.id().value() + "'"))
                .containsExactly("META_LEAD_ID 8123456789012301");
        assertThat(house.tablesThatHold("jane.doe@example.com")).isEmpty();
        assertThat(house.tablesThatHold("Jane Doe")).isEmpty();
    }

    @Test
    void googles_and_tiktoks_leads_begin_without_a_question() {
        assertThat(post("google-form", AGoogleForm.lead(it -> {}), Map.of()).body())
                .isEqualTo("{}");
        String tiktok = Resources.text("crm/tiktokleads/lead.json");
        assertThat(post("tiktok-form", tiktok, Map.of("X-Open-Signature", ATikTokForm.signature(tiktok)))
                        .statusCode())
                .isEqualTo(200);
        house.settles();
        assertThat(house.lead("google-form", "CjwKCAjw-lead-1").orElseThrow().stage())
                .isEqualTo("CAPTURED");
        assertThat(house.lead("tiktok-form", "7126711421177430274")
                        .orElseThrow()
                        .stage())
                .isEqualTo("CAPTURED");
        assertThat(house.tablesThatHold(AGoogleForm.KEY)).isEmpty();
    }

    @Test
    void a_repeated_and_a_late_delivery_change_nothing() {
        metaHas("8123456789012302");
        metaTells("8123456789012302");
        long before = stored();
        clock.pass(Duration.ofHours(30));
        metaTells("8123456789012302");
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void an_address_is_proven_by_get_where_the_platform_asks_for_it_and_nowhere_else() {
        String meta = "/webhooks/meta-form?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";
        HttpResponse<String> right = house.send(house.request(meta + "story-verify-token"));
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(right.body()).isEqualTo("1158201444");
        assertThat(right.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        HttpResponse<String> wrong = house.send(house.request(meta + "guessed"));
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.headers().firstValue("Content-Type").orElse("")).isEqualTo("application/problem+json");
        assertThat(wrong.body()).contains("verify-token").doesNotContain("story-verify-token", "guessed");
        String code = "890e4665-4dfe-4ab1-b689-ed553bceeed0";
        assertThat(house.send(house.request("/webhooks/linkedin-form?challengeCode=" + code))
                        .body())
                .contains(code, "challengeResponse");
        for (String other :
                new String[] {"/webhooks/meta-form", "/webhooks/google-form?hub.mode=subscribe", "/webhooks/x"}) {
            HttpResponse<String> none = house.send(house.request(other));
            assertThat(none.statusCode()).isEqualTo(405);
            assertThat(none.headers().firstValue("Allow").orElse("")).isEqualTo("POST");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta-form", "google-form", "linkedin-form", "tiktok-form"})
    void what_is_not_proven_or_no_json_is_a_problem_and_nothing_is_stored(String source) {
        long before = stored();
        for (String body :
                new String[] {"", "{", "[]", "null", "\u00ff", "{\"google_key\":1}", "{\"a\":".repeat(2_000)}) {
            HttpResponse<String> answer = post(source, body, Map.of("X-Open-Signature", "00", "X-LI-Signature", "00"));
            assertThat(answer.statusCode()).isIn(400, 401);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).isEqualTo("application/problem+json");
        }
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void a_test_lead_is_shown_as_test_and_begins_no_lead() {
        String test = AGoogleForm.lead(it -> it.put("is_test", true).put("lead_id", "TeSter-123-a"));
        assertThat(post("google-form", test, Map.of()).statusCode()).isEqualTo(200);
        house.settles();
        assertThat(page("/ops/sources"))
                .contains(">test</span>", "Test lead of lead form 40000000000", "Read of it: mail, phone, gclid");
        assertThat(house.lead("google-form", "TeSter-123-a")).isEmpty();
    }

    @Test
    void a_revoked_token_is_shown_and_the_lead_waits_until_a_good_one_is_set() {
        metaHas("8123456789012303");
        META.answersOnce(
                400,
                "{\"error\":{\"message\":\"Error validating access token for jane.doe@example.com\",\"code\":190}}");
        metaTells("8123456789012303");
        assertThat(page("/ops/sources"))
                .contains("refuses LeadLoop", "access-token")
                .doesNotContain("jane.doe");
        assertThat(house.lead("meta-form", "8123456789012303")).isEmpty();
        clock.pass(Duration.ofSeconds(10));
        house.settles();
        assertThat(page("/ops/sources")).doesNotContain("refuses LeadLoop");
        assertThat(house.lead("meta-form", "8123456789012303")).isPresent();
    }

    @Test
    void a_lead_that_meta_never_shows_is_asked_for_again_and_parked_in_the_end() {
        String unknown =
                "{\"error\":{\"message\":\"Object does not exist\",\"type\":\"GraphMethodException\",\"code\":100,\"error_subcode\":33}}";
        META.answersOnce(400, unknown);
        metaTells("8123456789012304");
        assertThat(house.inboxState("Meta does not show this lead")).isEqualTo("LOOKUP");
        for (int i = 0; i < 8; i++) {
            META.answersOnce(400, unknown);
            clock.pass(Duration.ofHours(12));
            house.settles();
        }
        assertThat(house.inboxState("Meta does not show this lead")).isEqualTo("PARKED");
    }

    @Test
    void the_sweep_brings_a_lead_whose_webhook_was_lost() {
        clock.set("2026-10-03T10:45:00Z");
        META.has(META_LEAD.replace("8123456789012345", "8123456789012305").replace("10:20:30", "10:40:00"));
        LINKEDIN.has(it -> it.put("id", "story-swept-6"));
        sweeps.sweep();
        sweeps.sweep();
        house.settles();
        assertThat(house.lead("meta-form", "8123456789012305").orElseThrow().stage())
                .isEqualTo("CAPTURED");
        assertThat(house.lead("linkedin-form", "story-swept-6")).isPresent();
        assertThat(house.count("select sum(lost) from leadloop.crm_sweep where source = 'meta-form'"))
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void a_lead_that_linkedin_deletes_is_forgotten_and_does_not_come_back() {
        String created = Resources.text("crm/linkedinleads/notification.json");
        assertThat(post("linkedin-form", created, ALinkedInForm.signed(created)).statusCode())
                .isEqualTo(200);
        house.settles();
        String deleted = created.replace("CREATED", "DELETED");
        assertThat(post("linkedin-form", deleted, ALinkedInForm.signed(deleted)).statusCode())
                .isEqualTo(200);
        house.settles();
        assertThat(house.lead("linkedin-form", ALinkedInForm.ID)).isEmpty();
    }
}
