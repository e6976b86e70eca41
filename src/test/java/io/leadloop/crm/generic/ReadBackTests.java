package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.Consent;
import io.leadloop.lead.LeadEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CRMs whose webhooks name records only are asked for them, and nobody else is. */
class ReadBackTests {

    private final FakeCrm crm = APreset.records(new FakeCrm());

    @AfterEach
    void over() {
        crm.close();
    }

    private ConfiguredSource source(String name, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(APreset.keys(name, crm));
        keys.putAll(more);
        return new ConfiguredSource(
                name, (http, clock) -> new GenericSourceType(http, clock, new Presets("no/such/folder")), keys);
    }

    private static List<Delivery> deliver(ConfiguredSource source, APreset.Request request) throws WebhookRefused {
        return source.receive(request.body(), request.token(), request.headers());
    }

    @Test
    void the_host_in_the_body_is_never_called_and_the_token_goes_to_the_configured_one() throws Exception {
        ConfiguredSource keap = source("keap", Map.of());
        crm.wants("Authorization", "Bearer a-token");
        APreset.Request request = APreset.sent("keap");
        keap.lead(deliver(keap, request.with(request.body().replace("api.infusionsoft.com", "evil.example")))
                .get(0));
        assertThat(crm.calls()).hasSize(2);
    }

    @Test
    void the_question_to_monday_names_the_item_and_nothing_else() throws Exception {
        ConfiguredSource monday = source("monday", Map.of());
        monday.lead(deliver(monday, APreset.sent("monday")).get(0));
        assertThat(crm.bodies())
                .containsExactly("{\"query\":\"query { items(ids: [4400000003]) { id column_values { id text } } }\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../users/1", "1?x=2", "1/../..", "@evil.example", "1) { secret } }", "%2e%2e"})
    void only_an_id_goes_into_a_path(String id) throws Exception {
        ConfiguredSource copper = source("copper", Map.of());
        APreset.Request request = APreset.sent("copper");
        Delivery delivery = deliver(copper, request.with(request.body().replace("[4417020]", "[\"" + id + "\"]")))
                .get(0);
        assertThatThrownBy(() -> copper.means(delivery)).isInstanceOf(Untranslatable.class);
        assertThat(crm.calls()).isEmpty();
    }

    @Test
    void an_address_in_the_private_network_is_not_asked() throws Exception {
        ConfiguredSource keap = source("keap", Map.of("read-back.private-address", "false"));
        Delivery delivery = deliver(keap, APreset.sent("keap")).get(0);
        assertThatThrownBy(() -> keap.means(delivery))
                .isInstanceOf(CrmUnavailable.class)
                .hasMessageContaining("private network")
                .hasMessageContaining("read-back.private-address");
        assertThat(crm.calls()).isEmpty();
    }

    @Test
    void a_record_that_is_gone_has_no_effect_and_a_busy_crm_is_asked_again() throws Exception {
        ConfiguredSource keap = source("keap", Map.of());
        APreset.Request request = APreset.sent("keap");
        assertThat(keap.irrelevance(deliver(keap, request.with(request.body().replace("\"id\":41", "\"id\":42")))
                        .get(0)))
                .contains("does not know the record");
        crm.refuses(429, "7");
        Delivery delivery = deliver(keap, request).get(0);
        CrmUnavailable busy = catchThrowableOfType(CrmUnavailable.class, () -> keap.means(delivery));
        assertThat(busy.retryAfter()).hasSeconds(7);
        assertThat(keap.lead(delivery).status()).isEqualTo("Won");
    }

    @Test
    void a_refused_token_says_which_key_to_check() throws Exception {
        ConfiguredSource attio = source("attio", Map.of());
        crm.wants("Authorization", "Bearer another");
        Delivery delivery = deliver(attio, APreset.sent("attio")).get(0);
        CrmUnavailable refused = catchThrowableOfType(CrmUnavailable.class, () -> attio.means(delivery));
        assertThat(refused.isRefusal()).isTrue();
        assertThat(refused.words())
                .contains("Attio refuses the sign-in", "read-back.token")
                .doesNotContain("a-token");
    }

    @Test
    void an_error_in_a_good_answer_is_no_record() throws Exception {
        ConfiguredSource monday = source("monday", Map.of());
        crm.answersOnce(200, "{\"errors\":[{\"message\":\"Complexity budget exhausted\"}]}");
        Delivery delivery = deliver(monday, APreset.sent("monday")).get(0);
        assertThatThrownBy(() -> monday.means(delivery)).isInstanceOf(CrmUnavailable.class);
    }

    @Test
    void a_deal_without_its_contact_waits_with_the_place_named() throws Exception {
        crm.has("/rest/1/made0up/crm.deal.get", """
                {"result":{"ID":"4417","STAGE_ID":"NEW","CONTACT_ID":"0","MOVED_TIME":"2026-11-23T10:59:10+01:00"}}""");
        ConfiguredSource bitrix = source("bitrix24", Map.of());
        Delivery delivery = deliver(bitrix, APreset.sent("bitrix24")).get(0);
        assertThatThrownBy(() -> bitrix.means(delivery))
                .isInstanceOf(Untranslatable.class)
                .hasMessageContaining("lead.id at deal:/CONTACT_ID is a placeholder");
    }

    @Test
    void what_a_record_says_of_consent_is_so_when_it_was_read_and_not_when_the_stage_changed() throws Exception {
        ConfiguredSource bitrix = source(
                "bitrix24",
                Map.of(
                        "fields.consent.ad-user-data",
                        "contact:/UF_CRM_7",
                        "fields.granted",
                        "Ja",
                        "fields.denied",
                        "Nein"));
        crm.has("/rest/1/made0up/crm.contact.get", "{\"result\":{\"ID\":\"27\",\"UF_CRM_7\":\"Nein\"}}");
        bitrix.clock.set("2026-11-25T08:00:00Z");
        LeadEvent read = bitrix.lead(deliver(bitrix, APreset.sent("bitrix24")).get(0));
        assertThat(read.occurredAt()).isEqualTo("2026-11-23T09:59:10Z");
        assertThat(read.consent())
                .isEqualTo(
                        new Consent(Consent.State.DENIED, Consent.State.UNSAID, Instant.parse("2026-11-25T08:00:00Z")));
    }

    @Test
    void consent_in_the_event_itself_is_of_the_events_time() throws Exception {
        ConfiguredSource bitrix = source("bitrix24", Map.of("fields.consent.ad-user-data", "=denied"));
        LeadEvent read = bitrix.lead(deliver(bitrix, APreset.sent("bitrix24")).get(0));
        assertThat(read.consent().saidAt()).isNull();
    }
}
