package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.googleleads.AGoogleForm;
import io.leadloop.crm.linkedinleads.ALinkedInForm;
import io.leadloop.crm.metaleads.AMetaForm;
import io.leadloop.crm.tiktokleads.ATikTokForm;
import io.leadloop.inbox.CrmSweeps;
import io.leadloop.lead.Lead;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.Resources;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Leads of the platforms' own forms, from the door to a lead at its first stage; fakes of the platforms answer for them. */
@StoryTest
class LeadFormsStoryTests {

    private static final AMetaForm META = new AMetaForm();
    private static final ALinkedInForm LINKEDIN = new ALinkedInForm();
    private static final String LEADGEN = Resources.text("crm/metaleads/leadgen.json");
    private static final String META_LEAD = Resources.text("crm/metaleads/lead.json");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    CrmSweeps sweeps;

    @DynamicPropertySource
    static void forms(DynamicPropertyRegistry registry) {
        String sources = "leadloop.crm.sources.";
        Map.of(
                        "meta-form.type",
                        "meta-leads",
                        "meta-form.secrets",
                        AMetaForm.SECRET,
                        "meta-form.verify-token",
                        "story-verify-token",
                        "meta-form.page-id",
                        AMetaForm.PAGE,
                        "meta-form.access-token",
                        AMetaForm.TOKEN,
                        "meta-form.base-url",
                        META.address(),
                        "meta-form.consent-fields",
                        "ads_ok",
                        "meta-form.same-id-in",
                        "generic",
                        "meta-form.consent-when-absent",
                        "unknown")
                .forEach((key, value) -> registry.add(sources + key, () -> value));
        Map.of(
                        "linkedin-form.type",
                        "linkedin-leads",
                        "linkedin-form.secrets",
                        ALinkedInForm.SECRET,
                        "linkedin-form.owner",
                        ALinkedInForm.OWNER,
                        "linkedin-form.access-token",
                        "linkedin-token",
                        "linkedin-form.base-url",
                        LINKEDIN.address(),
                        "linkedin-form.consent-when-absent",
                        "granted")
                .forEach((key, value) -> registry.add(sources + key, () -> value));
        Map.of(
                        "google-form.type", "google-leads",
                        "google-form.secrets", AGoogleForm.KEY,
                        "google-form.consent-when-absent", "granted",
                        "tiktok-form.type", "tiktok-leads",
                        "tiktok-form.secrets", ATikTokForm.SECRET,
                        "tiktok-form.consent-when-absent", "granted")
                .forEach((key, value) -> registry.add(sources + key, () -> value));
    }

    @BeforeEach
    void october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private HttpResponse<String> post(String source, String body, Map<String, String> headers) {
        HttpRequest.Builder request = house.request("/webhooks/" + source).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return house.send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private void metaTells(String id) {
        String body = LEADGEN.replace("8123456789012345", id);
        assertThat(post("meta-form", body, AMetaForm.signed(body)).statusCode()).isEqualTo(200);
        house.settles();
    }

    private static void metaHas(String id) {
        META.has(META_LEAD.replace("8123456789012345", id));
    }

    private String page(String path) {
        return Browser.signedIn(house, "admin", House.PASSWORD).get(path).body();
    }

    private long stored() {
        return house.count("select count(*) from leadloop.inbox_message where source like '%-form'");
    }

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
                .contains("TEST", "Test lead of lead form 40000000000", "Read of it: mail, phone, gclid");
        assertThat(house.lead("google-form", "TeSter-123-a")).isEmpty();
    }

    @Test
    void a_revoked_token_is_shown_and_the_lead_waits_until_a_good_one_is_set() {
        metaHas("8123456789012303");
        META.answersOnce(
                400,
                "{\"error\":{\"message\":\"Error validating access token for jane.doe@example.com\",\"code\":190}}");
        metaTells("8123456789012303");
        assertThat(page("/ops/sources")).contains("REFUSED", "access-token").doesNotContain("jane.doe");
        assertThat(house.lead("meta-form", "8123456789012303")).isEmpty();
        clock.pass(Duration.ofSeconds(10));
        house.settles();
        assertThat(page("/ops/sources")).doesNotContain("REFUSED");
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

    private Lead crm(String record) {
        return house.lead("generic", record).orElseThrow();
    }

    private Lead form(String id) {
        return house.lead("meta-form", id).orElseThrow();
    }

    private void crmTells(String record, String status, String at, String leadId) {
        house.leadReaches(record, status, at, "meta_lead_id=" + leadId);
        house.settles();
    }

    @Test
    void the_crms_record_that_carries_the_leads_id_is_the_forms_lead_and_goes_on_by_it() {
        metaHas("8123456789012306");
        metaTells("8123456789012306");
        crmTells("crm-306", "SQL", "2026-10-03T10:23:00Z", "8123456789012306");
        assertThat(crm("crm-306").id()).isEqualTo(form("8123456789012306").id());
        assertThat(crm("crm-306").stage()).isEqualTo("SQL");
        assertThat(house.told("meta", "8123456789012306").toString()).contains("lead_id");
        crmTells("crm-306", "Closed Lost", "2026-10-03T10:24:00Z", "8123456789012306");
        assertThat(crm("crm-306").id()).isEqualTo(form("8123456789012306").id());
    }

    @Test
    void in_the_other_order_it_is_the_same_and_the_stage_stays_the_crms() {
        crmTells("crm-307", "SQL", "2026-10-03T10:23:00Z", "8123456789012307");
        metaHas("8123456789012307");
        metaTells("8123456789012307");
        assertThat(form("8123456789012307").id()).isEqualTo(crm("crm-307").id());
        assertThat(form("8123456789012307").stage()).isEqualTo("SQL");
    }

    @Test
    void a_second_record_of_the_crm_with_the_same_id_stays_apart_and_is_shown() {
        metaHas("8123456789012308");
        metaTells("8123456789012308");
        crmTells("crm-308", "MQL", "2026-10-03T10:22:00Z", "8123456789012308");
        crmTells("crm-309", "SQL", "2026-10-03T10:23:00Z", "8123456789012308");
        assertThat(crm("crm-308").id()).isEqualTo(form("8123456789012308").id());
        assertThat(crm("crm-309").id()).isNotEqualTo(crm("crm-308").id());
        assertThat(crm("crm-308").stage()).isEqualTo("MQL");
        assertThat(page("/ops/sources"))
                .contains(
                        "as <code>same-id-in</code> says",
                        "Not joined",
                        crm("crm-309").id().value().toString());
    }

    @Test
    void two_records_in_one_batch_are_no_exception() {
        metaHas("8123456789012310");
        metaTells("8123456789012310");
        house.leadReaches("crm-310", "MQL", "2026-10-03T10:22:00Z", "meta_lead_id=8123456789012310");
        house.leadReaches("crm-311", "MQL", "2026-10-03T10:23:00Z", "meta_lead_id=8123456789012310");
        house.settles();
        assertThat(crm("crm-310").id()).isEqualTo(form("8123456789012310").id());
        assertThat(crm("crm-311").id()).isNotEqualTo(crm("crm-310").id());
    }

    @Test
    void what_were_two_leads_already_stays_two() {
        house.leadReaches("crm-312", "MQL", "2026-10-03T10:22:00Z", "gclid=story-312-g");
        metaHas("8123456789012312");
        metaTells("8123456789012312");
        crmTells("crm-312", "SQL", "2026-10-03T10:23:00Z", "8123456789012312");
        assertThat(crm("crm-312").id()).isNotEqualTo(form("8123456789012312").id());
    }

    @Test
    void a_record_whose_id_was_replaced_takes_no_second_lead_of_the_form() {
        metaHas("8123456789012313");
        metaTells("8123456789012313");
        crmTells("crm-313", "MQL", "2026-10-03T10:22:00Z", "8123456789012313");
        crmTells("crm-313", "SQL", "2026-10-03T10:23:00Z", "8123456789012314");
        metaHas("8123456789012314");
        metaTells("8123456789012314");
        assertThat(crm("crm-313").id()).isEqualTo(form("8123456789012313").id());
        assertThat(form("8123456789012314").id()).isNotEqualTo(crm("crm-313").id());
        assertThat(crm("crm-313").stage()).isEqualTo("SQL");
    }

    @Test
    void without_the_rule_the_same_id_joins_nothing() {
        LINKEDIN.has(it -> it.put("id", "story-no-rule-6"));
        String body =
                Resources.text("crm/linkedinleads/notification.json").replace(ALinkedInForm.ID, "story-no-rule-6");
        assertThat(post("linkedin-form", body, ALinkedInForm.signed(body)).statusCode())
                .isEqualTo(200);
        house.leadReaches("crm-no-rule", "MQL", "2026-10-03T10:23:00Z", "li_lead_id=story-no-rule-6");
        house.settles();
        assertThat(house.lead("linkedin-form", "story-no-rule-6").orElseThrow().id())
                .isNotEqualTo(crm("crm-no-rule").id());
    }
}
