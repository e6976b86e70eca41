package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.Delivery;
import io.leadloop.lead.Consent;
import io.leadloop.lead.LeadEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON as programs really write it: with a mark in front, a key twice, a number in place of an id. */
class JsonAsSendersWriteItTests {

    private static final String WON = """
            {"id": "evt-1", "occurredAt": "2026-10-03T12:20:30+02:00", "status": "Closed Won",
             "lead": {"id": "L-1"}, "deal": {"id": "D-1", "outcome": "won", "amount": 1234.50, "currency": "EUR"}}
            """;

    private final GenericSource source =
            new GenericSource("crm", request -> Optional.of("delivery-1"), Consent.UNKNOWN);

    private List<Delivery> receive(String body) throws WebhookRefused {
        return source.receive(new WebhookRequest(body.getBytes(StandardCharsets.UTF_8), null, name -> null));
    }

    /** RFC 8259, 8.1: a reader may ignore the mark. */
    @Test
    void a_mark_of_the_byte_order_in_front_is_no_part_of_the_event() throws Exception {
        LeadEvent event = source.translate(receive("\ufeff" + WON).get(0).payload());
        assertThat(event.subject().id()).isEqualTo("L-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "[%s]"})
    void a_key_that_stands_there_twice_is_named(String body) {
        String doubled = body.formatted(WON.replace("\"status\":", "\"occurredAt\": \"x\", \"status\":"));
        assertThat(catchThrowableOfType(WebhookRefused.class, () -> receive(doubled)))
                .hasMessageContaining("names the key occurredAt twice");
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "5.0, 5", "5e0, 5", "1e9, 1000000000", "1.23E+10, 12300000000", "\"5.0\", 5.0"})
    void an_id_that_is_a_number_is_that_number_however_it_is_written(String written, String id) throws Exception {
        for (String body : List.of("%s", "[%s]")) {
            LeadEvent event = source.translate(
                    receive(body.formatted(WON.replace("\"L-1\"", written).replace("\"D-1\"", written)))
                            .get(0)
                            .payload());
            assertThat(event.subject().id()).isEqualTo(id);
            assertThat(event.dealId()).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.5", "1e999999999", "1e-999999999"})
    void a_number_that_counts_nothing_is_no_id(String written) {
        assertThat(catchThrowableOfType(WebhookRefused.class, () -> receive(WON.replace("\"L-1\"", written))))
                .hasMessageContaining("lead.id");
    }
}
