package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.lead.LeadEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls by the presets of CallRail and CallTrackingMetrics: duration, lead status, tag, spam, repetition. */
class CallsAsLeadsTests {

    private static ConfiguredSource source(String preset, Map<String, String> more) {
        Map<String, String> keys = new HashMap<>(APreset.keys(preset, new FakeCrm()));
        keys.putAll(more);
        return new ConfiguredSource(
                preset, (http, clock) -> new GenericSourceType(http, clock, new Presets("no/such/folder")), keys);
    }

    private static List<Delivery> deliver(ConfiguredSource source, APreset.Request request) throws WebhookRefused {
        return source.receive(request.body(), request.token(), request.headers());
    }

    private static LeadEvent event(String preset, Map<String, String> more, String body) throws Exception {
        ConfiguredSource source = source(preset, more);
        Delivery delivery =
                deliver(source, APreset.sent(preset, body, APreset.SECRET)).get(0);
        return ((SourceChange.Event) source.source.read(delivery.payload())).event();
    }

    private static String sample(String preset) {
        return APreset.of(preset).sample().strip();
    }

    @ParameterizedTest
    @CsvSource({
        "\"59\", short call",
        "59, short call",
        "\"60\", long call",
        "60, long call",
        "3600.5, long call",
        "\"1:02\", short call",
        "null, short call",
        "\"\", short call"
    })
    void a_call_without_a_lead_status_is_short_or_long_by_its_seconds_as_number_or_text(String duration, String status)
            throws Exception {
        String body = sample("callrail")
                .replace("\"lead_status\":\"good_lead\"", "\"lead_status\":null")
                .replace("\"duration\":\"134\"", "\"duration\":" + duration);
        assertThat(event("callrail", Map.of(), body).status()).isEqualTo(status);
    }

    @Test
    void the_lead_status_goes_before_the_duration_and_a_tag_before_both_where_somebody_says_so() throws Exception {
        assertThat(event("callrail", Map.of(), sample("callrail")).status()).isEqualTo("good_lead");
        assertThat(event("callrail", Map.of("fields.status", "/tags/0 | /lead_status"), sample("callrail"))
                        .status())
                .isEqualTo("Sales");
        assertThat(event(
                                "callrail",
                                Map.of("fields.status", "/tags/0 | /lead_status"),
                                sample("callrail").replace("[\"Sales\"]", "[]"))
                        .status())
                .isEqualTo("good_lead");
    }

    @Test
    void another_bound_may_be_set() throws Exception {
        Map<String, String> bounds = Map.of(
                "fields.number-statuses[0].place", "/duration",
                "fields.number-statuses[0].at-least", "40",
                "fields.number-statuses[0].status", "talked");
        assertThat(event("calltrackingmetrics", bounds, sample("calltrackingmetrics"))
                        .status())
                .isEqualTo("talked");
    }

    @Test
    void a_call_that_came_before_and_was_changed_is_another_event_of_the_same_lead_and_one_that_was_not_is_none()
            throws Exception {
        ConfiguredSource source = source("callrail", Map.of());
        String changed = sample("callrail").replace("good_lead", "not_a_lead");
        Delivery first = deliver(source, APreset.sent("callrail")).get(0);
        Delivery again = deliver(source, APreset.sent("callrail")).get(0);
        Delivery other = deliver(source, APreset.sent("callrail", changed, APreset.SECRET))
                .get(0);
        assertThat(again.key()).isEqualTo(first.key());
        assertThat(other.key()).isNotEqualTo(first.key());
        assertThat(other.orderingKey()).isEqualTo(first.orderingKey());
    }

    @Test
    void spam_begins_no_lead_and_a_call_of_which_nobody_says_it_does() throws Exception {
        ConfiguredSource source = source("callrail", Map.of());
        String spam = sample("callrail").replace("\"spam\":false", "\"spam\":true");
        String unsaid = sample("callrail").replace(",\"spam\":false", "");
        assertThat(deliver(source, APreset.sent("callrail", spam, APreset.SECRET)))
                .isEmpty();
        assertThat(deliver(source, APreset.sent("callrail", unsaid, APreset.SECRET)))
                .hasSize(1);
    }

    @Test
    void what_a_call_is_worth_is_taken_where_somebody_says_so() throws Exception {
        LeadEvent call = event(
                "callrail",
                Map.of(
                        "fields.deal.id",
                        "/resource_id",
                        "fields.deal.amount",
                        "/value",
                        "fields.deal.currency",
                        "=USD"),
                sample("callrail"));
        assertThat(call.dealValue().amount().plainAmount()).isEqualByComparingTo("1250.50");
    }

    @Test
    void another_header_and_algorithm_or_the_secret_in_the_address_will_do_as_the_signature_is_not_confirmed()
            throws Exception {
        ConfiguredSource sha256 = source(
                "callrail", Map.of("hmac.header", "X-Other", "hmac.algorithm", "HmacSHA256", "hmac.encoding", "hex"));
        assertThat(deliver(
                        sha256,
                        new APreset.Request(
                                sample("callrail"),
                                "",
                                Map.of(
                                        "X-Other",
                                        APreset.sent("attio", sample("callrail"), APreset.SECRET)
                                                .headers()
                                                .get("Attio-Signature")))))
                .hasSize(1);
        ConfiguredSource token = source("callrail", Map.of("verification", "token"));
        assertThat(deliver(token, new APreset.Request(sample("callrail"), APreset.SECRET, Map.of())))
                .hasSize(1);
        assertThatThrownBy(() -> deliver(token, APreset.sent("callrail"))).isInstanceOf(WebhookRefused.class);
    }

    @Test
    void a_landing_page_without_a_click_id_brings_none() throws Exception {
        assertThat(event(
                                "calltrackingmetrics",
                                Map.of(),
                                sample("calltrackingmetrics").replace("?gclid=Cj0TEST-aB_9&", "?"))
                        .clickIds())
                .isEmpty();
    }

    @Test
    void a_bound_without_a_place_or_status_is_named_at_the_start() {
        assertThatThrownBy(() -> source("callrail", Map.of("fields.number-statuses[0].at-least", "40")))
                .hasMessageContaining("number-statuses[0].place is missing")
                .hasMessageContaining("number-statuses[0].status is missing");
    }
}
