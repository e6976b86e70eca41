package io.leadloop.crm.tiktokleads;

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
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.Origin;
import io.leadloop.support.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lead of a TikTok instant form, by the webhook of a subscription. */
class TikTokLeadTests {

    private static final String LEAD = Resources.text("crm/tiktokleads/lead.json");

    private final ConfiguredSource form = ATikTokForm.source(Map.of());

    private static List<Delivery> signed(ConfiguredSource form, String body) throws WebhookRefused {
        return form.receive(body, Map.of("X-Open-Signature", ATikTokForm.signature(body)));
    }

    private static SourceChange means(ConfiguredSource form, String body) throws Exception {
        return form.source.read(signed(form, body).get(0).payload());
    }

    private static LeadEvent event(ConfiguredSource form, String body) throws Exception {
        return ((SourceChange.Event) means(form, body)).event();
    }

    private int refusal(String body, Map<String, String> headers) {
        return catchThrowableOfType(WebhookRefused.class, () -> form.receive(body, headers))
                .status();
    }

    @Test
    void begins_a_lead_with_its_own_id_as_the_click_though_the_id_has_no_quotes() throws Exception {
        LeadEvent lead = event(form, LEAD);
        Instant at = Instant.ofEpochSecond(1791022830);
        assertThat(lead.subject()).isEqualTo(ExternalId.lead("tiktok-form", "7126711421177430274"));
        assertThat(lead.status()).isEqualTo("CAPTURED");
        assertThat(lead.occurredAt()).isEqualTo(at);
        assertThat(lead.clickIds()).containsExactly(ClickId.of(ClickIdKind.TIKTOK_LEAD_ID, "7126711421177430274", at));
        assertThat(lead.origin())
                .isEqualTo(new Origin("tiktok", "lead form", "Grüße aus Köln", "/lead-form/6873052183063953666", null));
        assertThat(lead.contact().isEmpty()).isFalse();
    }

    @Test
    void ids_in_quotes_are_the_same_ids() throws Exception {
        String quoted = LEAD.replace("7126711421177430274", "\"7126711421177430274\"");
        assertThat(event(form, quoted).subject()).isEqualTo(event(form, LEAD).subject());
        assertThat(signed(form, quoted).get(0).key())
                .isEqualTo(signed(form, LEAD).get(0).key());
    }

    @Test
    void is_verified_by_the_bytes_as_they_came_or_by_their_escaped_form() throws Exception {
        assertThat(form.receive(LEAD, Map.of("X-Open-Signature", ATikTokForm.hex(LEAD))))
                .hasSize(1);
        assertThat(form.receive(LEAD, Map.of("x-open-signature", ATikTokForm.signature(LEAD))))
                .hasSize(1);
        assertThat(ATikTokForm.hex(LEAD)).isNotEqualTo(ATikTokForm.signature(LEAD));
    }

    @Test
    void another_signature_or_body_is_refused_also_that_of_the_accounts_webhooks() {
        String right = ATikTokForm.signature(LEAD);
        assertThat(refusal(LEAD.replace("Herbst", "herbst"), Map.of("X-Open-Signature", right)))
                .isEqualTo(401);
        assertThat(refusal(LEAD, Map.of())).isEqualTo(401);
        assertThat(refusal(LEAD, Map.of("X-Open-Signature", ""))).isEqualTo(401);
        assertThat(refusal(LEAD, Map.of("TikTok-Signature", "t=1791022830,s=" + right)))
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{} {}"})
    void a_body_that_is_no_object_is_refused(String body) {
        assertThat(refusal(body, Map.of("X-Open-Signature", ATikTokForm.signature(body))))
                .isEqualTo(400);
    }

    @Test
    void a_batch_is_one_delivery_for_each_lead_and_a_bad_one_does_not_fail_the_others() throws Exception {
        String second = LEAD.replace(
                "\"entry\": [",
                "\"entry\": [{\"id\": \"none\"}, {\"id\": 7126711421177430275,"
                        + " \"create_time\": 1791022831, \"changes\": []}, ");
        List<Delivery> deliveries = signed(form, second);
        assertThat(deliveries)
                .extracting(Delivery::key)
                .contains("lead:7126711421177430274", "lead:7126711421177430275")
                .hasSize(3);
        assertThat(catchThrowableOfType(
                                Untranslatable.class,
                                () -> form.source.read(deliveries.get(0).payload()))
                        .words())
                .contains("id");
    }

    @ParameterizedTest
    @CsvSource({"soon", "0", "-5", "1.5"})
    void a_lead_without_a_time_is_parked(String time) throws Exception {
        String body = LEAD.replace("1791022830", "\"" + time + "\"");
        Delivery delivery = signed(form, body).get(0);
        assertThat(catchThrowableOfType(Untranslatable.class, () -> form.source.read(delivery.payload()))
                        .words())
                .contains("create_time");
    }

    @ParameterizedTest
    @CsvSource({"'Ja, gern', GRANTED", "Nein, DENIED"})
    void takes_consent_from_the_forms_own_question(String answer, Consent.State said) throws Exception {
        ConfiguredSource asks = ATikTokForm.source(Map.of(
                "consent-fields", "werbung?", "consent-values.[Ja, gern]", "granted", "consent-values.Nein", "denied"));
        assertThat(event(asks, LEAD.replace("Ja, gern", answer)).consent()).isEqualTo(Consent.of(said));
    }

    @Test
    void leads_of_another_ad_account_and_other_objects_are_left_out() throws Exception {
        ConfiguredSource ours = ATikTokForm.source(Map.of("advertiser-ids", "6900000000000000002"));
        assertThat(signed(ours, LEAD)).isEmpty();
        assertThat(signed(form, LEAD.replace("\"object\": 1", "\"object\": 2"))).isEmpty();
    }

    @Test
    void a_lead_with_the_sample_mail_of_tiktoks_guide_is_a_test() throws Exception {
        assertThat(((SourceChange.Irrelevant)
                                means(form, LEAD.replace("joerg@example.com", "Test_Email_Address@mail.com")))
                        .reason())
                .startsWith("Test lead of lead form 6873052183063953666")
                .contains("mail, phone, tiktok_lead_id")
                .doesNotContain("@");
    }

    @Test
    void missing_keys_are_named() {
        assertThatThrownBy(() -> ATikTokForm.source(Map.of("secrets", ""))).hasMessageContaining("secrets");
        assertThatThrownBy(() -> ATikTokForm.source(Map.of("consent-when-absent", "")))
                .hasMessageContaining("consent-when-absent");
    }
}
