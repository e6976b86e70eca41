package io.leadloop.crm.metaleads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmLookup;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmSweep;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmUnavailable.Kind;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
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

/** A lead of a Meta instant form: its webhook, the question for its answers, the sweep by form. */
class MetaLeadTests {

    private static final String LEADGEN = Resources.text("crm/metaleads/leadgen.json");
    private static final String LEAD = Resources.text("crm/metaleads/lead.json");

    private final AMetaForm meta = new AMetaForm();
    private final ConfiguredSource form = meta.source(Map.of());

    @AfterEach
    void end() {
        meta.close();
    }

    private Delivery only(String body) throws WebhookRefused {
        List<Delivery> deliveries = form.receive(body, AMetaForm.signed(body));
        assertThat(deliveries).hasSize(1);
        return deliveries.get(0);
    }

    private WebhookRefused refusal(String body, Map<String, String> headers) {
        return catchThrowableOfType(WebhookRefused.class, () -> form.receive(body, headers));
    }

    private CrmUnavailable unavailable(int status, String body) throws WebhookRefused {
        meta.answersOnce(status, body);
        Delivery delivery = only(LEADGEN);
        return catchThrowableOfType(CrmUnavailable.class, () -> form.means(delivery));
    }

    @Test
    void the_address_is_proven_by_the_verify_token_and_the_challenge_is_given_back() throws Exception {
        assertThat(form.source.challenge(Map.of(
                        "hub.mode", "subscribe", "hub.verify_token", "my-verify-token", "hub.challenge", "1158201444")))
                .contains(new WebhookReply(200, "text/plain", "1158201444"));
        assertThat(form.source.challenge(Map.of("page", "1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "guessed, 1158201444, 403",
        ", 1158201444, 403",
        "my-verify-token, <script>, 400",
        "my-verify-token, , 400"
    })
    void a_wrong_token_or_a_challenge_that_is_no_word_is_refused(String token, String challenge, int status) {
        assertThat(catchThrowableOfType(
                                WebhookRefused.class,
                                () -> form.source.challenge(Map.of(
                                        "hub.mode",
                                        "subscribe",
                                        "hub.verify_token",
                                        token == null ? "" : token,
                                        "hub.challenge",
                                        challenge == null ? "" : challenge)))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void begins_a_lead_with_its_own_id_as_the_click_and_what_meta_was_asked_for() throws Exception {
        LeadEvent lead = form.lead(only(LEADGEN));
        Instant at = Instant.parse("2026-10-03T10:20:30Z");
        assertThat(lead.subject()).isEqualTo(ExternalId.lead("meta-form", "8123456789012345"));
        assertThat(lead.status()).isEqualTo("CAPTURED");
        assertThat(lead.occurredAt()).isEqualTo(at);
        assertThat(lead.capturedAt()).isEqualTo(at);
        assertThat(lead.clickIds()).containsExactly(ClickId.of(ClickIdKind.META_LEAD_ID, "8123456789012345", at));
        assertThat(lead.clickIds().get(0).timeStandsIn()).isFalse();
        assertThat(lead.origin())
                .isEqualTo(new Origin("meta", "lead form", "Autumn offers", "/lead-form/4444444444", null));
        assertThat(lead.contact().isEmpty()).isFalse();
        assertThat(lead.consent()).isEqualTo(Consent.of(Consent.State.GRANTED));
    }

    @Test
    void an_answer_that_is_not_used_rests_nowhere() throws Exception {
        byte[] asked = ((CrmLookup) form.source).lookUp(only(LEADGEN).payload());
        assertThat(new String(asked, StandardCharsets.UTF_8))
                .contains("jane.doe@example.com")
                .doesNotContain("Jane Doe", "seats");
    }

    @ParameterizedTest
    @CsvSource({"'', DENIED", "0, DENIED", "false, DENIED", "1, GRANTED", "true, GRANTED"})
    void consent_is_what_the_forms_own_box_says(String checked, Consent.State said) throws Exception {
        meta.has(LEAD.replace("\"is_checked\": \"1\"", "\"is_checked\": \"" + checked + "\""));
        assertThat(form.lead(only(LEADGEN)).consent()).isEqualTo(Consent.of(said));
    }

    @Test
    void a_form_without_the_box_leaves_it_to_the_setting_and_one_of_several_that_is_not_ticked_denies()
            throws Exception {
        ConfiguredSource other = meta.source(Map.of("consent-fields", "nothing_of_ours"));
        assertThat(other.lead(only(LEADGEN)).consent()).isNull();
        ConfiguredSource both = meta.source(Map.of("consent-fields", "ads_ok,newsletter"));
        assertThat(both.lead(only(LEADGEN)).consent()).isEqualTo(Consent.of(Consent.State.DENIED));
    }

    @Test
    void a_repetition_has_the_same_key_whether_ids_have_quotes_or_not() throws Exception {
        String bare = LEADGEN.replaceAll("\"(\\d{10,})\"", "$1");
        assertThat(only(bare).key()).isEqualTo(only(LEADGEN).key()).isEqualTo("leadgen:8123456789012345");
        assertThat(form.lead(only(bare)).subject().id()).isEqualTo("8123456789012345");
    }

    @Test
    void a_body_with_several_changes_is_a_delivery_for_each_lead_and_other_fields_are_stored_nowhere()
            throws Exception {
        String body = LEADGEN.replace(
                "\"changes\": [",
                "\"changes\": [{\"field\":\"feed\",\"value\":{\"message\":\"Hello from Jane\"}},"
                        + "{\"field\":\"leadgen\",\"value\":{\"leadgen_id\":\"8123456789012346\"}},");
        assertThat(form.receive(body, AMetaForm.signed(body)))
                .extracting(Delivery::key)
                .containsExactly("leadgen:8123456789012346", "leadgen:8123456789012345");
    }

    @Test
    void another_signature_or_body_is_refused() {
        assertThat(refusal(LEADGEN + " ", AMetaForm.signed(LEADGEN)).status()).isEqualTo(401);
        assertThat(refusal(LEADGEN, Map.of()).status()).isEqualTo(401);
        assertThat(refusal(LEADGEN, Map.of("X-Hub-Signature", "sha1=00")).status())
                .isEqualTo(401);
        assertThat(refusal(LEADGEN, Map.of("X-Hub-Signature-256", "sha256=")).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{} {}"})
    void a_body_that_is_no_object_is_refused(String body) {
        assertThat(refusal(body, AMetaForm.signed(body)).status()).isEqualTo(400);
    }

    @Test
    void a_lead_of_another_page_is_named() throws Exception {
        String other = LEADGEN.replace(AMetaForm.PAGE, "153125381134");
        assertThat(form.irrelevance(only(other))).contains("Page 153125381134");
        assertThat(meta.meta.calls()).isEmpty();
    }

    @Test
    void an_event_without_an_id_is_parked_in_words() throws Exception {
        Delivery delivery = only(LEADGEN.replace("8123456789012345", "none"));
        assertThat(catchThrowableOfType(Untranslatable.class, () -> form.means(delivery))
                        .words())
                .contains("leadgen_id");
    }

    @Test
    void a_test_lead_of_metas_tool_is_named_and_begins_nothing() throws Exception {
        meta.has(LEAD.replace("jane.doe@example.com", "test@meta.com")
                .replace("+16505550123", "<test lead: dummy data for phone_number>"));
        assertThat(form.irrelevance(only(LEADGEN)))
                .startsWith(
                        "Test lead of lead form 4444444444, campaign Autumn offers. Read of it: mail, phone, meta_lead_id,"
                                + " consent granted.")
                .doesNotContain("@");
    }

    /** n8n-io/n8n#10793: a fresh lead cannot be read yet. */
    @Test
    void a_lead_that_does_not_exist_yet_is_asked_for_again() throws Exception {
        CrmUnavailable later = unavailable(
                400,
                "{\"error\":{\"message\":\"Unsupported get request. Object with ID '8123456789012345' does not exist, cannot be"
                        + " loaded due to missing permissions\",\"type\":\"GraphMethodException\",\"code\":100,"
                        + "\"error_subcode\":33}}");
        assertThat(later.kind()).isEqualTo(Kind.OUTAGE);
        assertThat(later.words())
                .contains("does not exist", "Leads Access Manager")
                .doesNotContain("8123456789012345");
        assertThat(form.lead(only(LEADGEN)).subject().id()).isEqualTo("8123456789012345");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|190|Error validating access token: Session has expired on Friday|SIGN_IN_REFUSED",
                "401|190|The session has been invalidated|SIGN_IN_REFUSED",
                "403|200|(#200) Requires leads_retrieval permission|ACCESS_DENIED",
                "400|10|Application does not have permission for this action|ACCESS_DENIED",
                "400|103|CRM access has been revoked|ACCESS_DENIED",
                "400|100|(#100) Tried accessing nonexisting field|BAD_REQUEST",
                "400|4|Application request limit reached|OUTAGE",
                "400|32|Page request limit reached|OUTAGE",
                "500|2|Service temporarily unavailable|OUTAGE"
            })
    void what_meta_refuses_is_told_by_its_code(int status, int code, String message, Kind kind) throws Exception {
        CrmUnavailable refused =
                unavailable(status, "{\"error\":{\"message\":\"" + message + "\",\"code\":" + code + "}}");
        assertThat(refused.kind()).isEqualTo(kind);
        assertThat(refused.words()).contains("(" + code + ")").doesNotContain(AMetaForm.TOKEN);
    }

    @Test
    void an_answer_that_is_not_metas_is_no_lead() throws Exception {
        assertThat(unavailable(200, "<html>Login</html>").kind()).isEqualTo(Kind.OUTAGE);
    }

    /** Its webhook is on the way: it shall not count as lost. */
    @Test
    void the_sweep_leaves_the_last_two_minutes_to_the_next_one() throws Exception {
        Mark now = new Mark(Instant.parse("2026-10-03T10:24:00Z"), "");
        assertThat(((CrmSweep) form.source).changesSince("Lead", now).next()).isEqualTo(now);
    }

    @Test
    void the_sweep_finds_what_no_webhook_told_form_by_form_and_page_by_page() throws Exception {
        for (int i = 0; i < 5; i++) {
            meta.has(LEAD.replace("8123456789012345", "812345678901240" + i)
                    .replace("10:20:30", "10:2" + i % 2 + ":00")
                    .replace("\"4444444444\"", i < 3 ? "\"4444444444\"" : "\"5555555555\""));
        }
        List<Delivery> found = form.sweep("Lead", Instant.parse("2026-10-03T10:20:10Z"));
        assertThat(found)
                .extracting(Delivery::key)
                .containsExactlyInAnyOrder(
                        "sweep:leadgen:8123456789012345",
                        "sweep:leadgen:8123456789012401",
                        "sweep:leadgen:8123456789012403");
        int calls = meta.meta.calls().size();
        assertThat(form.lead(found.get(0)).contact().isEmpty()).isFalse();
        assertThat(meta.meta.calls()).hasSize(calls);
        assertThat(String.join(" ", meta.meta.calls())).doesNotContain(AMetaForm.TOKEN);
    }

    @Test
    void the_sweep_can_be_kept_to_named_forms() throws Exception {
        ConfiguredSource one = meta.source(Map.of("forms", "5555555555"));
        meta.has(LEAD.replace("8123456789012345", "8123456789012400").replace("\"4444444444\"", "\"5555555555\""));
        assertThat(one.sweep("Lead", Instant.parse("2026-10-03T10:00:00Z")))
                .extracting(Delivery::orderingKey)
                .containsExactly("8123456789012400");
    }

    @Test
    void a_lead_can_be_read_again() throws Exception {
        List<Delivery> found =
                ((CrmReread) form.source).reread(List.of(ExternalId.lead("meta-form", "8123456789012345")));
        assertThat(form.lead(found.get(0)).subject().id()).isEqualTo("8123456789012345");
        assertThat(form.source.canonicalId(RecordType.LEAD, "l:8123456789012345"))
                .isEqualTo("8123456789012345");
    }

    @Test
    void an_app_that_requires_it_gets_the_proof_of_its_secret() throws Exception {
        ConfiguredSource proves = meta.source(Map.of("app-secret-proof", "true", "secrets", AMetaForm.SECRET));
        proves.lead(only(LEADGEN));
        assertThat(meta.meta.calls().get(0)).contains("&appsecret_proof=").doesNotContain(AMetaForm.SECRET);
    }

    @Test
    void missing_keys_are_named_all_at_once() {
        assertThatThrownBy(() -> meta.source(Map.of(
                        "secrets", "short", "verify-token", "", "page-id", "mine", "access-token", "", "forms", "x")))
                .hasMessageContainingAll("secrets", "verify-token", "page-id", "access-token", "forms");
        assertThatThrownBy(() -> meta.source(Map.of("consent-when-absent", "")))
                .hasMessageContaining("consent-when-absent");
    }
}
