package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmLookup;
import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.lead.ExternalId.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms, secrets in the body, handshakes and kinds of events, by the presets that need them. */
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
    void an_id_has_one_form_at_each_door() throws Exception {
        assertThat(source("attio", Map.of())
                        .source
                        .canonicalId(RecordType.LEAD, "{0000000A-0000-4000-8000-00000000000B}"))
                .isEqualTo("0000000a-0000-4000-8000-00000000000b");
        assertThat(source("odoo", Map.of()).source.canonicalId(RecordType.DEAL, "0093"))
                .isEqualTo("93");
        assertThat(source("gohighlevel", Map.of()).source.canonicalId(RecordType.LEAD, " con0TEST "))
                .isEqualTo("con0TEST");
        ConfiguredSource odoo = source("odoo", Map.of());
        APreset.Request sent = APreset.sent("odoo");
        assertThat(catchThrowableOfType(
                        WebhookRefused.class,
                        () -> deliver(odoo, sent.with(sent.body().replace("\"id\":93", "\"id\":\"eva\"")))))
                .hasMessageContaining("lead.id at /id has another form")
                .hasMessageNotContaining("eva");
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
