package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.RoundedMoney;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.SourceChange;
import io.leadloop.lead.LeadEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** How amounts and times of a mapped source are read. */
class MappedAmountsAndTimesTests {

    private static final String NOON = "03.10.2026 12:20";

    private final Map<String, String> keys = new HashMap<>(Map.ofEntries(
            Map.entry("verification", "token"),
            Map.entry("secrets", "a-secret"),
            Map.entry("consent-when-absent", "unknown"),
            Map.entry("fields.id", "/no"),
            Map.entry("fields.occurred-at", "/changed"),
            Map.entry("fields.time.format", "dd.MM.yyyy HH:mm"),
            Map.entry("fields.time.zone", "Europe/Berlin"),
            Map.entry("fields.status", "/phase"),
            Map.entry("fields.lead.id", "/person"),
            Map.entry("fields.deal.id", "/deal"),
            Map.entry("fields.deal.amount", "/opportunity/value"),
            Map.entry("fields.deal.currency", "=EUR")));

    private MappedSource source() {
        Map<String, String> prefixed = new HashMap<>();
        keys.forEach((key, value) -> prefixed.put("leadloop.crm.sources.own." + key, value));
        return (MappedSource) AGenericType.of(Clock.systemUTC())
                .create("own", "leadloop.crm.sources.own", new Binder(new MapConfigurationPropertySource(prefixed)));
    }

    /** @param amount as it stands in the JSON */
    private static String body(String amount, String time) {
        return """
                {"no": 7, "person": "P-1", "deal": "O-1", "phase": "Gewonnen", "opportunity": {"value": %s}, "changed": "%s"}
                """.formatted(amount, time);
    }

    private LeadEvent event(String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] payload = source().receive(new WebhookRequest(bytes, "a-secret", name -> null))
                .get(0)
                .payload();
        return ((SourceChange.Event) source().read(payload)).event();
    }

    private List<String> attempt(String body) throws WebhookRefused {
        return source().attempt(body.getBytes(StandardCharsets.UTF_8)).get(0).mistakes();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "32.839999999999996|major|32.84",
                "3283.9999999999996|minor|32.84",
                "333.3333333333|major|333.33",
                "\"0.30000000000000004\"|major|0.30",
                "\"1.234,567 \u20ac\"|major|1234.57"
            })
    void an_amount_with_many_decimals_is_rounded_to_its_minor_unit_and_says_so(String told, String in, String amount)
            throws Exception {
        keys.put("fields.amount-in", in);
        RoundedMoney.isTold(event(body(told, NOON)).dealValue(), amount, "EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"12.50\"", "1250.5", "\"€12\"", "0.1"})
    void what_cannot_be_cents_is_not_taken_for_cents(String told) throws Exception {
        keys.put("fields.amount-in", "minor");
        assertThat(attempt(body(told, NOON))).singleElement().asString().contains("amount-in");
    }

    @Test
    void a_text_that_may_mean_thousands_or_decimals_needs_the_sign_of_the_source() throws Exception {
        keys.put("fields.amount-in", "major");
        String body = body("\"1.000\"", NOON);
        assertThat(attempt(body))
                .containsExactly("deal.amount at /opportunity/value may mean thousands or decimals: set"
                        + " fields.decimal-sign");
        keys.put("fields.decimal-sign", "comma");
        assertThat(event(body).dealValue().amount().amount()).isEqualByComparingTo("1000");
        keys.put("fields.decimal-sign", "point");
        assertThat(event(body).dealValue().amount().amount()).isEqualByComparingTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "25.10.2026 02:30|dd.MM.yyyy HH:mm|came twice",
                "29.03.2026 02:30|dd.MM.yyyy HH:mm|was left out",
                "31.11.2026 10:00|dd.MM.yyyy HH:mm|no such day",
                "25.10.2026 02:30 Europe/Berlin|dd.MM.yyyy HH:mm VV|came twice",
                "2026-10-25 02:30|iso|came twice",
                "31.11.2026 10:00|iso|no such day",
                "01/02/2026 10:00|iso|whether the day or the month comes first"
            })
    void a_time_that_is_none_or_two_is_not_guessed(String told, String format, String words) throws Exception {
        keys.put("fields.time.format", format);
        assertThat(attempt(body("900", told))).singleElement().asString().contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "25.10.2026 02:30 +01:00|dd.MM.yyyy HH:mm XXX|2026-10-25T01:30:00Z",
                "01/02/2026 10:00|dd/MM/yyyy HH:mm|2026-02-01T09:00:00Z",
                "01/02/2026 10:00|MM/dd/yyyy HH:mm|2026-01-02T09:00:00Z",
                "3 Oct 2026 12:20 pm|d MMM yyyy h:mm a|2026-10-03T10:20:00Z",
                "03.10.2026 12:20|iso|2026-10-03T10:20:00Z",
                "1790000000|iso|2026-09-21T14:13:20Z",
                "Nov 23, 2026 10:59:10 Etc/GMT+8|iso|2026-11-23T18:59:10Z"
            })
    void a_time_of_one_meaning_is_read(String told, String format, String instant) throws Exception {
        keys.put("fields.time.format", format);
        assertThat(event(body("900", told)).occurredAt()).isEqualTo(instant);
    }
}
