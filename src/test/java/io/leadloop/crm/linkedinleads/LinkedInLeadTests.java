package io.leadloop.crm.linkedinleads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmLookup;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmUnavailable.Kind;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.Origin;
import io.leadloop.support.Resources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lead of a LinkedIn lead form: the challenge, its notification, the questions for lead and form, the sweep. */
class LinkedInLeadTests {

    private static final String NOTIFICATION = Resources.text("crm/linkedinleads/notification.json");
    private static final Instant AT = Instant.parse("2026-10-03T10:20:30Z");

    private final ALinkedInForm linkedIn = new ALinkedInForm();
    private final ConfiguredSource form = linkedIn.source(Map.of());

    @AfterEach
    void end() {
        linkedIn.close();
    }

    private Delivery only(String body) throws WebhookRefused {
        List<Delivery> deliveries = form.receive(body, ALinkedInForm.signed(body));
        assertThat(deliveries).hasSize(1);
        return deliveries.get(0);
    }

    private int refusal(String body, Map<String, String> headers) {
        return catchThrowableOfType(WebhookRefused.class, () -> form.receive(body, headers))
                .status();
    }

    @Test
    void the_challenge_is_answered_with_its_hmac_by_the_newest_secret() throws Exception {
        String code = "890e4665-4dfe-4ab1-b689-ed553bceeed0";
        WebhookReply reply =
                form.source.challenge(Map.of("challengeCode", code)).orElseThrow();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.contentType()).isEqualTo("application/json");
        assertThat(reply.body())
                .isEqualTo("{\"challengeCode\": \"" + code + "\", \"challengeResponse\": \"" + ALinkedInForm.hex(code)
                        + "\"}");
        assertThat(form.source.challenge(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hmacsha256={}", "\"><script>", "890e4665"})
    void nothing_else_than_a_uuid_is_signed_for_a_stranger(String code) {
        assertThat(catchThrowableOfType(
                                WebhookRefused.class, () -> form.source.challenge(Map.of("challengeCode", code)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void begins_a_lead_with_its_own_id_as_the_click_and_the_answers_by_the_forms_questions() throws Exception {
        LeadEvent lead = form.lead(only(NOTIFICATION));
        assertThat(lead.subject()).isEqualTo(ExternalId.lead("linkedin-form", ALinkedInForm.ID));
        assertThat(lead.status()).isEqualTo("CAPTURED");
        assertThat(lead.occurredAt()).isEqualTo(AT);
        assertThat(lead.clickIds())
                .containsExactly(
                        ClickId.of(ClickIdKind.LI_LEAD_ID, ALinkedInForm.ID, AT),
                        ClickId.seen(ClickIdKind.LI_FAT_ID, "li-fat-123", AT));
        assertThat(lead.origin()).isEqualTo(new Origin("linkedin", "lead form", "318340083", "/lead-form/3162", null));
        assertThat(lead.contact().isEmpty()).isFalse();
        assertThat(lead.country()).isEqualTo("AT");
        assertThat(lead.consent()).isEqualTo(Consent.of(Consent.State.GRANTED));
    }

    @Test
    void a_box_that_is_not_ticked_denies_and_a_form_without_it_leaves_it_to_the_setting() throws Exception {
        linkedIn.has(it ->
                ((ObjectNode) it.path("formResponse").path("consentResponses").path(0)).put("accepted", false));
        assertThat(form.lead(only(NOTIFICATION)).consent()).isEqualTo(Consent.of(Consent.State.DENIED));
        linkedIn.has(it -> ((ObjectNode) it.path("formResponse")).remove("consentResponses"));
        assertThat(form.lead(only(NOTIFICATION)).consent()).isNull();
    }

    @Test
    void an_answer_that_is_not_used_rests_nowhere_and_the_form_is_asked_for_once() throws Exception {
        byte[] asked = ((CrmLookup) form.source).lookUp(only(NOTIFICATION).payload());
        assertThat(new String(asked, StandardCharsets.UTF_8))
                .contains("jane.doe@example.com")
                .doesNotContain("Jane\"", "urn:li:person");
        form.lead(only(NOTIFICATION));
        assertThat(linkedIn.linkedIn.calls().stream().filter(it -> it.contains("leadForms")))
                .hasSize(1);
    }

    @Test
    void the_prefix_is_part_of_what_is_signed_and_not_of_the_header() throws Exception {
        assertThat(form.receive(NOTIFICATION, ALinkedInForm.signed(NOTIFICATION)))
                .hasSize(1);
        assertThat(refusal(NOTIFICATION, Map.of("X-LI-Signature", ALinkedInForm.hex(NOTIFICATION))))
                .isEqualTo(401);
        assertThat(refusal(
                        NOTIFICATION,
                        Map.of("X-LI-Signature", "hmacsha256=" + ALinkedInForm.hex("hmacsha256=" + NOTIFICATION))))
                .isEqualTo(401);
        assertThat(refusal(NOTIFICATION + "\n", ALinkedInForm.signed(NOTIFICATION)))
                .isEqualTo(401);
        assertThat(refusal(NOTIFICATION, Map.of())).isEqualTo(401);
    }

    @Test
    void where_linkedin_sends_no_signature_the_address_proves_it() throws Exception {
        ConfiguredSource unsigned = linkedIn.source(Map.of("signed", "false", "tokens", "my-own-token"));
        assertThat(unsigned.receive(NOTIFICATION, "my-own-token", Map.of())).hasSize(1);
        assertThat(catchThrowableOfType(WebhookRefused.class, () -> unsigned.receive(NOTIFICATION, "guessed", Map.of()))
                        .status())
                .isEqualTo(401);
        assertThatThrownBy(() -> linkedIn.source(Map.of("signed", "false"))).hasMessageContaining("tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{} {}"})
    void a_body_that_is_no_object_is_refused(String body) {
        assertThat(refusal(body, ALinkedInForm.signed(body))).isEqualTo(400);
    }

    @Test
    void a_repetition_has_the_same_key_and_another_kind_of_webhook_is_no_lead() throws Exception {
        assertThat(only(NOTIFICATION.replace("1791022832000", "1791022899000")).key())
                .isEqualTo(only(NOTIFICATION).key());
        String other = NOTIFICATION.replace("LEAD_ACTION", "ORGANIZATION_SOCIAL_ACTION_NOTIFICATIONS");
        assertThat(form.receive(other, ALinkedInForm.signed(other))).isEmpty();
    }

    @Test
    void a_lead_of_another_owner_is_named_without_a_question() throws Exception {
        assertThat(form.irrelevance(only(NOTIFICATION.replace("522529623", "522529624"))))
                .contains("owner urn:li:sponsoredAccount:522529624");
        assertThat(linkedIn.linkedIn.calls()).isEmpty();
    }

    @Test
    void a_deleted_lead_is_forgotten_unless_the_house_says_otherwise() throws Exception {
        String deleted = NOTIFICATION.replace("CREATED", "DELETED");
        assertThat(form.means(only(deleted)))
                .isEqualTo(new SourceChange.Erasure(ExternalId.lead("linkedin-form", ALinkedInForm.ID)));
        ConfiguredSource keeps = linkedIn.source(Map.of("deleted-is-erased", "false"));
        assertThat(keeps.irrelevance(only(deleted))).contains("deleted-is-erased");
        assertThat(form.irrelevance(only(NOTIFICATION.replace("CREATED", "MOVED"))))
                .contains("created or deleted");
    }

    @Test
    void a_test_lead_is_named_and_begins_nothing() throws Exception {
        linkedIn.has(it -> it.put("testLead", true));
        assertThat(form.irrelevance(only(NOTIFICATION)))
                .startsWith(
                        "Test lead of lead form 3162, campaign 318340083. Read of it: mail, phone, li_lead_id, li_fat_id,"
                                + " consent granted.")
                .doesNotContain("jane");
    }

    @Test
    void a_lead_that_is_not_there_yet_is_asked_for_again() throws Exception {
        Delivery delivery = only(NOTIFICATION.replace("4c-6", "4c-7"));
        CrmUnavailable later = catchThrowableOfType(CrmUnavailable.class, () -> form.means(delivery));
        assertThat(later.kind()).isEqualTo(Kind.OUTAGE);
        assertThat(later.words()).contains("404");
    }

    @ParameterizedTest
    @CsvSource({"401, SIGN_IN_REFUSED", "403, ACCESS_DENIED", "429, OUTAGE", "500, OUTAGE"})
    void a_revoked_token_is_told_from_an_outage(int status, Kind kind) throws Exception {
        linkedIn.answersOnce(status, "{\"message\":\"The token used in the request has been revoked by the user\"}");
        Delivery delivery = only(NOTIFICATION);
        assertThat(catchThrowableOfType(CrmUnavailable.class, () -> form.means(delivery))
                        .kind())
                .isEqualTo(kind);
        assertThat(form.lead(delivery).subject().id()).isEqualTo(ALinkedInForm.ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"submittedAt", "versionedLeadGenFormUrn"})
    void a_lead_that_cannot_be_read_is_parked_in_words(String missing) throws Exception {
        linkedIn.has(it -> it.remove(missing));
        Delivery delivery = only(NOTIFICATION);
        assertThat(catchThrowableOfType(Untranslatable.class, () -> form.means(delivery))
                        .words())
                .isNotBlank();
        assertThat(form.sweep("SPONSORED", AT.minusSeconds(60))).isNotEmpty();
    }

    @Test
    void the_sweep_finds_what_no_webhook_told_page_by_page() throws Exception {
        for (int i = 0; i < 120; i++) {
            String id = "lead-" + i;
            long at = AT.toEpochMilli() + i;
            linkedIn.has(it -> it.put("id", id).put("submittedAt", at));
        }
        List<Delivery> found = form.sweep("SPONSORED", AT);
        assertThat(found).hasSize(121).extracting(Delivery::key).contains("sweep:CREATED:lead-119");
        int calls = linkedIn.linkedIn.calls().size();
        assertThat(form.lead(found.get(0)).contact().isEmpty()).isFalse();
        assertThat(linkedIn.linkedIn.calls()).hasSize(calls);
        assertThat(form.sweep("SPONSORED", AT.plusSeconds(60))).isEmpty();
    }

    @Test
    void a_lead_can_be_read_again_by_its_id_or_urn() throws Exception {
        List<Delivery> found =
                ((CrmReread) form.source).reread(List.of(ExternalId.lead("linkedin-form", ALinkedInForm.ID)));
        assertThat(form.lead(found.get(0)).subject().id()).isEqualTo(ALinkedInForm.ID);
        assertThat(form.source.canonicalId(RecordType.LEAD, "urn:li:leadGenFormResponse:" + ALinkedInForm.ID))
                .isEqualTo(ALinkedInForm.ID);
    }

    @Test
    void missing_keys_are_named_all_at_once() {
        assertThatThrownBy(() -> linkedIn.source(
                        Map.of("secrets", "", "owner", "522529623", "access-token", "", "lead-types", "ALL")))
                .hasMessageContainingAll("secrets", "owner", "access-token", "lead-types");
        assertThatThrownBy(() -> linkedIn.source(Map.of("consent-when-absent", "")))
                .hasMessageContaining("consent-when-absent");
    }
}
