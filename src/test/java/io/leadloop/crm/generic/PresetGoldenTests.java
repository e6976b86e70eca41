package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmLookup;
import io.leadloop.crm.CrmTrial;
import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.lead.LeadEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each preset makes of its own sample, to the letter. */
class PresetGoldenTests {

    private static final Map<String, String> EVENTS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "callrail",
                    "lead CAL8154748ae6bd4e278a7cddd38a662f4f, -, status good_lead, UNSAID, at 2026-11-23T09:59:10Z,"
                            + " captured 2026-11-23T09:59:10Z, -, gclid=Cj0TEST-aB_9, -, phone, US, consent -"),
            Map.entry(
                    "calltrackingmetrics",
                    "lead 44170001, -, status short call, UNSAID, at 2026-11-23T09:59:10Z,"
                            + " captured 2026-11-23T09:59:10Z, -, gclid=Cj0TEST-aB_9, -, phone, DE, consent -"),
            Map.entry(
                    "whatsapp",
                    "lead 501c9b8f7d3fe270c86cac3d70c4aacfe018eb93fe241316d875a49c8fc56195, -, status chat, UNSAID, at 2026-11-23T09:59:10Z, captured 2026-11-23T09:59:10Z, -,"
                            + " ctwa_clid=ARAkTEST-aB_9, -, phone, -, consent -"),
            Map.entry(
                    "zapier",
                    "lead 27, deal 4417, status Won, WON, at 2026-11-23T09:59:10Z, captured 2026-10-01T08:05:09Z,"
                            + " 1250.50 EUR, gclid=Cj0TEST-aB_9, mail, phone, DE, consent GRANTED/GRANTED"),
            Map.entry(
                    "make",
                    "lead 27, deal 4417, status SQL, UNSAID, at 2026-11-23T09:59:10Z, captured 2026-10-01T08:05:09Z,"
                            + " 1250.50 EUR, fbclid=IwAR0TEST-aB_9, mail, -, -, consent DENIED/DENIED"),
            Map.entry(
                    "zoho",
                    "lead 500000000000654321, deal 500000000000123456, status Closed Won, UNSAID,"
                            + " at 2026-11-23T09:59:10Z, captured 2026-10-01T08:05:09Z, 1250.50 EUR,"
                            + " gclid=Cj0TEST-aB_9, mail, phone, -, consent -"),
            Map.entry(
                    "odoo",
                    "lead 93, deal 93, status Won, WON, at 2026-11-23T09:59:10Z, captured 2026-10-01T08:05:09Z,"
                            + " 1250.50 EUR, gclid=Cj0TEST-aB_9, mail, -, -, consent -"),
            Map.entry(
                    "gohighlevel",
                    "lead con0TEST0000000000AB, deal opp0TEST0000000000AB,"
                            + " status 00000000-0000-4000-8000-000000000017, WON, at 2026-11-23T09:59:10.417Z,"
                            + " captured 2026-10-01T08:05:09.417Z, 1250.50 USD, gclid=Cj0TEST-aB_9, mail, phone, DE,"
                            + " consent -"),
            Map.entry(
                    "bitrix24",
                    "lead 27, deal 4417, status C2:WON, WON, at 2026-11-23T09:59:10Z, captured 2026-10-01T08:05:09Z,"
                            + " 1250.50 EUR, gclid=Cj0TEST-aB_9, mail, phone, -, consent -"),
            Map.entry(
                    "activecampaign",
                    "lead 27, deal 17, status Qualified, OPEN, at 2026-11-23T09:59:10Z,"
                            + " captured 2026-10-01T08:06:22Z, 1250.50 EUR, gclid=Cj0TEST-aB_9, mail, -, -, consent -"),
            Map.entry(
                    "attio",
                    "lead 00000000-0000-4000-8000-000000000007, deal 00000000-0000-4000-8000-000000000004,"
                            + " status Won 🎉, UNSAID, at 2026-11-23T09:59:10.417Z,"
                            + " captured 2026-10-01T08:05:09.061281Z, 1250.50 EUR, gclid=Cj0TEST-aB_9, mail, phone, DE,"
                            + " consent -"),
            Map.entry(
                    "freshsales",
                    "lead deal-4417, deal 4417, status Won, UNSAID, at 2026-11-23T09:59:10Z,"
                            + " captured 2026-10-01T06:05:09Z, 1250.50 EUR, gclid=Cj0TEST-aB_9, mail, -, -, consent -"),
            Map.entry(
                    "monday",
                    "lead 4400000003, -, status Won, UNSAID, at 2026-11-23T09:59:10.712900Z, -, -,"
                            + " gclid=Cj0TEST-aB_9, mail, -, -, consent -"),
            Map.entry(
                    "keap",
                    "lead 27, deal 41, status Won, UNSAID, at 2026-11-23T09:59:10Z, captured 2026-10-01T08:05:09Z,"
                            + " 1250.50 USD, gclid=Cj0TEST-aB_9, mail, phone, -, consent -"),
            Map.entry(
                    "copper",
                    "lead 27140359, deal 4417020, status 987790, WON, at 2026-11-23T09:59:10Z,"
                            + " captured 2026-10-01T08:05:09Z, 1250.50 USD, gclid=Cj0TEST-aB_9, mail, phone, DE,"
                            + " consent -")));

    private static final String MAIL_SHA256 = "4d8ee3818a4b90ad7e5530a5f905a671b52d7c3b9ce4ad094fa2669e206065aa";
    private static final String PHONE_SHA256 = "4db5829924ee5c466cbd9ac69b2a6af527f758614fa3b3aec8c89b16a709a678";

    private final FakeCrm crm = APreset.records(new FakeCrm());

    @AfterEach
    void over() {
        crm.close();
    }

    static Stream<String> names() {
        return APreset.names().stream();
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

    private static LeadEvent event(ConfiguredSource source, Delivery delivery) throws Exception {
        byte[] payload = delivery.payload();
        if (source.source instanceof CrmLookup lookup && lookup.needsLookup(payload)) {
            payload = lookup.lookUp(payload);
        }
        return ((SourceChange.Event) source.source.read(payload)).event();
    }

    private static String words(LeadEvent event) {
        assertThat(event.contact().email()).isIn(null, MAIL_SHA256);
        assertThat(event.contact().phoneE164()).isIn(null, PHONE_SHA256);
        assertThat(event.contact().emailFault()).isNull();
        assertThat(event.contact().phoneFault()).isNull();
        return String.join(
                ", ",
                "lead " + event.subject().id(),
                event.deal() == null ? "-" : "deal " + event.dealId(),
                "status " + event.status(),
                event.outcome().name(),
                "at " + event.occurredAt(),
                event.capturedAt() == null ? "-" : "captured " + event.capturedAt(),
                event.dealValue().amount() == null
                        ? "-"
                        : event.dealValue().amount().plainAmount().toPlainString() + " "
                                + event.dealValue().amount().currency(),
                event.clickIds().stream()
                        .map(it -> it.kind().key() + "=" + it.value())
                        .collect(Collectors.joining(" ")),
                event.contact().email() == null ? "-" : "mail",
                event.contact().phoneE164() == null ? "-" : "phone",
                Objects.requireNonNullElse(event.country(), "-"),
                event.consent() == null
                        ? "consent -"
                        : "consent " + event.consent().adUserData() + "/"
                                + event.consent().adPersonalization());
    }

    @Test
    void every_preset_has_its_event_here() {
        assertThat(EVENTS.keySet()).containsExactlyElementsOf(APreset.names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_sample_is_this_event(String name) throws Exception {
        ConfiguredSource source = source(name, Map.of());
        List<Delivery> deliveries = deliver(source, APreset.sent(name));
        assertThat(deliveries).hasSize(1);
        assertThat(words(event(source, deliveries.get(0)))).isEqualTo(EVENTS.get(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void who_does_not_know_the_secret_is_refused(String name) {
        WebhookRefused refused =
                catchThrowableOfType(WebhookRefused.class, () -> deliver(source(name, Map.of()), APreset.forged(name)));
        assertThat(refused).isNotNull();
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.words()).doesNotContain("eva", APreset.SECRET);
    }

    @ParameterizedTest
    @MethodSource("names")
    void no_secret_and_no_mail_is_stored_in_the_key_and_no_secret_anywhere(String name) throws Exception {
        for (Delivery delivery : deliver(source(name, Map.of()), APreset.sent(name))) {
            assertThat(delivery.key() + delivery.orderingKey()).doesNotContain("eva", APreset.SECRET);
            assertThat(new String(delivery.payload(), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain(APreset.SECRET);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_sample_can_be_tried_where_it_says_everything(String name) throws Exception {
        if (source(name, Map.of()).source instanceof CrmTrial trial) {
            assertThat(trial.attempt(APreset.sent(name).body().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .allSatisfy(it -> assertThat(it.mistakes()).isEmpty());
        } else {
            assertThat(APreset.of(name).readBack()).isNotNull();
        }
    }
}
