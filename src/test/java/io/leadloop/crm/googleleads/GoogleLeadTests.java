package io.leadloop.crm.googleleads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.WebhookRefused;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lead of a Google Ads lead form, by the webhook that Google posts. */
class GoogleLeadTests {

    private final ConfiguredSource form = AGoogleForm.source(Map.of());

    private static SourceChange means(ConfiguredSource form, String body) throws Exception {
        return form.source.read(only(form, body).payload());
    }

    private static Delivery only(ConfiguredSource form, String body) throws WebhookRefused {
        return form.receive(body, Map.of()).stream().findFirst().orElseThrow();
    }

    private static LeadEvent event(ConfiguredSource form, String body) throws Exception {
        return ((SourceChange.Event) means(form, body)).event();
    }

    private int refusal(String body) {
        return catchThrowableOfType(WebhookRefused.class, () -> form.receive(body, Map.of()))
                .status();
    }

    @Test
    void begins_a_lead_at_its_submission_with_the_gclid_campaign_and_hashed_contact() throws Exception {
        LeadEvent lead = event(form, AGoogleForm.lead(it -> {}));
        assertThat(lead.subject()).isEqualTo(ExternalId.lead("google-form", "CjwKCAjw-lead-1"));
        assertThat(lead.status()).isEqualTo("CAPTURED");
        assertThat(lead.occurredAt()).isEqualTo("2026-10-03T10:20:30Z");
        assertThat(lead.capturedAt()).isEqualTo("2026-10-03T10:20:30Z");
        assertThat(lead.clickIds())
                .containsExactly(ClickId.seen(
                        ClickIdKind.GCLID, "EAIaIQobChMI-Test_gclid_BwE", Instant.parse("2026-10-03T10:20:30Z")));
        assertThat(lead.origin())
                .isEqualTo(new Origin("google", "lead form", "281489216452814", "/lead-form/40000000000", null));
        assertThat(lead.contact().isEmpty()).isFalse();
        assertThat(lead.country()).isEqualTo("US");
    }

    @Test
    void says_nothing_of_consent_where_the_form_has_no_box_and_then_the_setting_counts() throws Exception {
        LeadEvent lead = event(form, AGoogleForm.lead(it -> {}));
        assertThat(lead.consent()).isNull();
        assertThat(lead.assumedConsent()).isEqualTo(Consent.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Yes", "No"})
    void takes_consent_from_the_forms_own_question(String answer) throws Exception {
        ConfiguredSource asks = AGoogleForm.source(Map.of("consent-fields", "ADS_CONSENT"));
        LeadEvent lead = event(
                asks,
                AGoogleForm.lead(it -> ((com.fasterxml.jackson.databind.node.ObjectNode)
                                it.path("user_column_data").path(3))
                        .put("string_value", answer)));
        assertThat(lead.consent())
                .isEqualTo(Consent.of(answer.equals("Yes") ? Consent.State.GRANTED : Consent.State.DENIED));
    }

    @Test
    void a_test_lead_is_named_and_begins_nothing_each_time_that_the_button_is_pressed() throws Exception {
        String test = AGoogleForm.lead(it -> it.put("is_test", true));
        assertThat(((SourceChange.Irrelevant) means(form, test)).reason())
                .startsWith(
                        "Test lead of lead form 40000000000, campaign 281489216452814. Read of it: mail, phone, gclid.")
                .doesNotContain("jane", "650555");
        String first = only(form, test).key();
        form.clock.set("2026-10-03T10:26:00Z");
        assertThat(only(form, test).key()).isNotEqualTo(first);
    }

    @Test
    void a_repetition_has_the_same_key_and_a_late_one_the_time_of_the_submission() throws Exception {
        String first = only(form, AGoogleForm.lead(it -> {})).key();
        form.clock.set("2026-10-05T10:26:00Z");
        String again = AGoogleForm.lead(it -> it.put("unheard_of", 1));
        assertThat(only(form, again).key()).isEqualTo(first);
        assertThat(event(form, again).occurredAt()).isEqualTo("2026-10-03T10:20:30Z");
    }

    @Test
    void a_lead_that_says_no_time_has_that_of_its_first_delivery() throws Exception {
        assertThat(event(form, AGoogleForm.lead(it -> it.remove("lead_submit_time")))
                        .occurredAt())
                .isEqualTo(form.clock.instant());
    }

    @Test
    void the_key_of_the_webhook_does_not_rest_in_the_inbox() throws Exception {
        assertThat(new String(only(form, AGoogleForm.lead(it -> {})).payload(), StandardCharsets.UTF_8))
                .doesNotContain(AGoogleForm.KEY);
    }

    @Test
    void a_lead_with_another_key_or_none_is_refused() {
        assertThat(refusal(AGoogleForm.lead(it -> it.put("google_key", "form-key-1235"))))
                .isEqualTo(401);
        assertThat(refusal(AGoogleForm.lead(it -> it.remove("google_key")))).isEqualTo(401);
        assertThat(refusal(AGoogleForm.lead(it -> it.putNull("google_key")))).isEqualTo(401);
        assertThat(refusal(AGoogleForm.lead(it -> it.put("google_key", "")))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "google_key=form-key-1234", "{} {}"})
    void a_body_that_is_no_object_is_refused(String body) {
        assertThat(refusal(body)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "jane doe", "<script>"})
    void a_lead_without_an_id_is_parked_in_words(String id) throws Exception {
        Delivery delivery = only(form, AGoogleForm.lead(it -> it.put("lead_id", id)));
        assertThat(catchThrowableOfType(Untranslatable.class, () -> form.source.read(delivery.payload()))
                        .words())
                .contains("lead_id");
    }

    @Test
    void without_a_click_the_contact_is_what_is_left() throws Exception {
        LeadEvent lead = event(form, AGoogleForm.lead(it -> it.put("gcl_id", "")));
        assertThat(lead.clickIds()).isEmpty();
        assertThat(lead.contact().isEmpty()).isFalse();
    }

    @Test
    void an_address_that_is_asked_by_get_is_no_challenge() throws Exception {
        assertThat(form.source.challenge(Map.of("hub.mode", "subscribe"))).isEmpty();
        assertThat(form.source.canonicalId(RecordType.LEAD, " CjwKCAjw-lead-1 "))
                .isEqualTo("CjwKCAjw-lead-1");
    }

    @Test
    void missing_keys_are_named_all_at_once() {
        assertThatThrownBy(() -> AGoogleForm.source(Map.of("secrets", "short", "click-id-fields.klick", "x")))
                .hasMessageContainingAll("secrets", "click-id-fields.klick");
        assertThatThrownBy(() -> AGoogleForm.source(Map.of("consent-when-absent", "")))
                .hasMessageContaining("consent-when-absent");
    }
}
