package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmLookup;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms, secrets in the body, handshakes and read-backs, by the presets that need them. */
class WebhooksOfOtherFormsTests {

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

    private static Optional<WebhookReply> handshake(
            ConfiguredSource source, String body, String token, Map<String, String> headers) throws WebhookRefused {
        return source.source.handshake(new WebhookRequest(body.getBytes(StandardCharsets.UTF_8), token, headers::get));
    }

    @Test
    void a_challenge_is_sent_back_as_it_came_and_an_event_is_none() throws Exception {
        ConfiguredSource monday = source("monday", Map.of());
        WebhookReply reply = handshake(monday, "{\"challenge\":\"made-\\\"up\"}", APreset.SECRET, Map.of())
                .orElseThrow();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"challenge\":\"made-\\\"up\"}");
        assertThat(handshake(monday, APreset.sent("monday").body(), APreset.SECRET, Map.of()))
                .isEmpty();
    }

    @Test
    void a_handshake_of_somebody_else_is_refused() {
        assertThat(catchThrowableOfType(
                                WebhookRefused.class,
                                () -> handshake(source("monday", Map.of()), "{\"challenge\":\"x\"}", "wrong", Map.of()))
                        .status())
                .isEqualTo(401);
        assertThat(catchThrowableOfType(
                                WebhookRefused.class,
                                () -> handshake(source("keap", Map.of()), "", "wrong", Map.of("X-Hook-Secret", "h")))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_hook_secret_is_sent_back_where_no_event_came_with_it() throws Exception {
        ConfiguredSource keap = source("keap", Map.of());
        Map<String, String> headers = Map.of("X-Hook-Secret", "made-up-hook");
        assertThat(handshake(keap, "", APreset.SECRET, headers).orElseThrow().headers())
                .containsExactly(Map.entry("X-Hook-Secret", "made-up-hook"));
        assertThat(handshake(keap, APreset.sent("keap").body(), APreset.SECRET, headers))
                .isEmpty();
        assertThat(handshake(keap, "", APreset.SECRET, Map.of("X-Hook-Secret", "a\r\nSet-Cookie: b")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "event=x&event=y&auth[application_token]=made0up0token",
                "event&auth[application_token]=made0up0token",
                "event=%zz&auth[application_token]=made0up0token",
                "event=%00&auth[application_token]=made0up0token",
                "a=1&a[b]=2&auth[application_token]=made0up0token",
                "a[b][c][d][e][f][g][h][i][j][k][l]=2"
            })
    void a_form_that_means_nothing_is_refused_and_not_repeated(String body) {
        WebhookRefused refused = catchThrowableOfType(
                WebhookRefused.class,
                () -> deliver(source("bitrix24", Map.of()), new APreset.Request(body, "", Map.of())));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.words()).doesNotContain(APreset.SECRET);
    }

    @Test
    void a_body_with_its_secret_in_it_may_be_small_only() {
        String body = "auth[application_token]=made0up0token&x=" + "y".repeat(70_000);
        assertThat(catchThrowableOfType(
                                WebhookRefused.class,
                                () -> deliver(source("bitrix24", Map.of()), new APreset.Request(body, "", Map.of())))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void a_webhook_of_another_location_is_refused_although_its_signature_is_good() {
        APreset.Request other =
                APreset.sent("gohighlevel", APreset.sent("gohighlevel").body().replace("loc0TEST", "loc1TEST"), "");
        assertThat(catchThrowableOfType(WebhookRefused.class, () -> deliver(source("gohighlevel", Map.of()), other))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void an_event_of_another_kind_is_taken_and_not_stored() throws Exception {
        APreset.Request request = APreset.sent("bitrix24");
        assertThat(deliver(
                        source("bitrix24", Map.of()),
                        request.with(request.body().replace("ONCRMDEAL", "ONTASK"))))
                .isEmpty();
    }

    @Test
    void each_id_of_an_array_is_an_event_of_its_own() throws Exception {
        APreset.Request request = APreset.sent("copper");
        assertThat(deliver(
                        source("copper", Map.of()), request.with(request.body().replace("[4417020]", "[1,2,3]"))))
                .extracting(Delivery::orderingKey)
                .containsExactly("1", "2", "3");
    }

    @Test
    void what_is_not_stored_is_not_stored() throws Exception {
        String stored = new String(
                deliver(source("bitrix24", Map.of()), APreset.sent("bitrix24"))
                        .get(0)
                        .payload(),
                StandardCharsets.UTF_8);
        assertThat(stored).contains("4417").doesNotContain("auth", "oauth.bitrix.info", APreset.SECRET);
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
    void a_repeated_delivery_has_the_same_key_where_the_crm_repeats() throws Exception {
        for (String name :
                List.of("zapier", "make", "zoho", "odoo", "activecampaign", "freshsales", "monday", "keap")) {
            ConfiguredSource source = source(name, Map.of());
            String first = deliver(source, APreset.sent(name)).get(0).key();
            source.clock.set("2026-11-24T00:00:00Z");
            assertThat(deliver(source, APreset.sent(name)).get(0).key())
                    .as(name)
                    .isEqualTo(first);
        }
        ConfiguredSource attio = source("attio", Map.of());
        APreset.Request sent = APreset.sent("attio");
        Map<String, String> headers = new HashMap<>(sent.headers());
        headers.put("Idempotency-Key", "one");
        APreset.Request named = new APreset.Request(sent.body(), "", headers);
        String first = deliver(attio, named).get(0).key();
        attio.clock.set("2026-11-24T00:00:00Z");
        assertThat(deliver(attio, named).get(0).key()).isEqualTo(first);
    }

    @Test
    void odoo_of_another_version_sends_the_number_of_a_stage() throws Exception {
        ConfiguredSource odoo = source("odoo", Map.of());
        APreset.Request sent = APreset.sent("odoo");
        Delivery delivery = deliver(odoo, sent.with(sent.body().replace("[4,\"Won\"]", "4")))
                .get(0);
        assertThat(((SourceChange.Event) odoo.source.read(delivery.payload()))
                        .event()
                        .status())
                .isEqualTo("4");
        assertThat(odoo.source).isNotInstanceOf(CrmLookup.class);
    }

    @Test
    void an_empty_word_gives_way_to_the_next_place() throws Exception {
        ConfiguredSource odoo = source("odoo", Map.of());
        APreset.Request sent = APreset.sent("odoo");
        Delivery delivery = deliver(
                        odoo,
                        sent.with(sent.body().replace("\"phone\":false", "\"phone\":false,\"mobile\":\"+4930901820\"")))
                .get(0);
        assertThat(((SourceChange.Event) odoo.source.read(delivery.payload()))
                        .event()
                        .contact()
                        .phoneE164())
                .isNotNull();
    }

    @Test
    void a_time_of_receipt_is_kept_with_the_event() throws Exception {
        ConfiguredSource make =
                source("make", Map.of("fields.occurred-at", "received", "fields.id", "={/record_id}:{/status}"));
        Delivery delivery = deliver(make, APreset.sent("make")).get(0);
        make.clock.set("2026-11-24T00:00:00Z");
        assertThat(((SourceChange.Event) make.source.read(delivery.payload()))
                        .event()
                        .occurredAt())
                .isEqualTo("2026-10-03T10:25:00Z");
    }
}
