package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.CrmTrial;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.LeadEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A CRM that sends JSON of its own: read by a map of places, without code. */
class MappedSourceTests {

    private static final String BODY = """
            {"meta": {"event_id": "e-9", "sent": 1790000000},
             "records": [
               {"no": 7, "person": {"ref": "P-1", "mail": "Jane.Doe@example.com", "land": "DE", "optin": "Yes",
                "urlParams": {"gclid": "EAIaIQ-AbC", "li_fat_id": "li-1"}},
                "opportunity": {"ref": "O-1", "phase": "Gewonnen", "value": 123450, "cur": "EUR", "closed": "won"},
                "changed": "03.10.2026 12:20"}]}
            """;

    private final Map<String, String> keys = new HashMap<>(Map.ofEntries(
            Map.entry("verification", "token"),
            Map.entry("secrets", "a-secret"),
            Map.entry("consent-when-absent", "unknown"),
            Map.entry("fields.events", "/records"),
            Map.entry("fields.id", "/no"),
            Map.entry("fields.occurred-at", "/changed"),
            Map.entry("fields.time.format", "dd.MM.yyyy HH:mm"),
            Map.entry("fields.time.zone", "Europe/Berlin"),
            Map.entry("fields.status", "/opportunity/phase"),
            Map.entry("fields.lead.id", "/person/ref"),
            Map.entry("fields.lead.email", "/person/mail"),
            Map.entry("fields.lead.country", "/person/land"),
            Map.entry("fields.deal.id", "/opportunity/ref"),
            Map.entry("fields.deal.outcome", "/opportunity/closed"),
            Map.entry("fields.deal.amount", "/opportunity/value"),
            Map.entry("fields.deal.currency", "=EUR"),
            Map.entry("fields.amount-in", "minor"),
            Map.entry("fields.consent.ad-user-data", "/person/optin"),
            Map.entry("fields.click-ids.gclid", "/person/urlParams/gclid"),
            Map.entry("fields.click-ids.li_fat_id", "/person/urlParams/li_fat_id")));

    private MappedSource source() {
        Map<String, String> prefixed = new HashMap<>();
        keys.forEach((key, value) -> prefixed.put("leadloop.crm.sources.own." + key, value));
        Binder binder = new Binder(new MapConfigurationPropertySource(prefixed));
        return (MappedSource) AGenericType.of(Clock.systemUTC()).create("own", "leadloop.crm.sources.own", binder);
    }

    private static WebhookRequest request(String body) {
        return new WebhookRequest(body.getBytes(StandardCharsets.UTF_8), "a-secret", name -> null);
    }

    private LeadEvent event(String body) throws Exception {
        List<Delivery> deliveries = source().receive(request(body));
        return ((SourceChange.Event) source().read(deliveries.get(0).payload())).event();
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "5.0, 5", "1e9, 1000000000", "\"5.0\", 5.0"})
    void an_id_that_is_a_number_is_that_number_however_it_is_written(String written, String id) throws Exception {
        LeadEvent event = event(BODY.replace("\"P-1\"", written).replace("\"O-1\"", written));
        assertThat(event.subject().id()).isEqualTo(id);
        assertThat(event.dealId()).isEqualTo(id);
    }

    @Test
    void every_place_is_read() throws Exception {
        LeadEvent event = event(BODY);
        assertThat(event.subject().id()).isEqualTo("P-1");
        assertThat(event.status()).isEqualTo("Gewonnen");
        assertThat(event.outcome()).isEqualTo(LeadEvent.Outcome.WON);
        assertThat(event.occurredAt()).isEqualTo("2026-10-03T10:20:00Z");
        assertThat(event.dealValue().amount().amount()).isEqualByComparingTo("1234.50");
        assertThat(event.consent().adUserData()).isEqualTo(Consent.State.GRANTED);
        assertThat(event.clickIds())
                .extracting(it -> it.kind())
                .containsExactlyInAnyOrder(ClickIdKind.GCLID, ClickIdKind.LI_FAT_ID);
        assertThat(event.contact().email()).isNotNull();
    }

    @Test
    void the_mapped_id_is_the_key() throws Exception {
        assertThat(source().receive(request(BODY))).extracting(Delivery::key).containsExactly("event:7");
    }

    @Test
    void an_event_without_a_deal_is_news_of_the_lead() throws Exception {
        String noDeal = BODY.replace("\"ref\": \"O-1\",", "");
        assertThat(event(noDeal.replace("123450", "0")).deal()).isNull();
        assertThat(event(noDeal.replace("\"value\": 123450,", "")).deal()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"null", "(not set)", "{{deal.id}}", "0", "''"})
    void a_placeholder_in_the_place_of_a_deal_is_no_deal(String id) throws Exception {
        LeadEvent event = event(BODY.replace("O-1", id).replace("123450", "0"));
        assertThat(event.deal()).isNull();
        assertThat(event.aliases()).isEmpty();
    }

    @Test
    void an_amount_without_a_deal_is_a_mistake_also_in_a_sample_and_in_what_is_stored() throws Exception {
        String body = BODY.replace("\"ref\": \"O-1\",", "");
        String words = "deal.amount at /opportunity/value came without deal.id at /opportunity/ref";
        assertThat(catchThrowableOfType(WebhookRefused.class, () -> source().receive(request(body))))
                .hasMessageContaining(words);
        assertThat(attempt(body)).singleElement().asString().startsWith(words);
        byte[] stored = source().receive(request(BODY)).get(0).payload();
        keys.put("fields.deal.id", "/opportunity/number");
        assertThat(catchThrowableOfType(Untranslatable.class, () -> source().read(stored)))
                .hasMessageContaining("came without deal.id at /opportunity/number");
    }

    @Test
    void a_time_with_its_zone_may_be_written_by_a_pattern() throws Exception {
        keys.remove("fields.time.zone");
        keys.put("fields.time.format", "dd.MM.yyyy HH:mm XXX");
        assertThat(event(BODY.replace("03.10.2026 12:20", "03.10.2026 12:20 -05:00"))
                        .occurredAt())
                .isEqualTo("2026-10-03T17:20:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "03.10.2026 12:20|yesterday|occurredAt at /changed is not a time of the form dd.MM.yyyy HH:mm",
                "123450|\"a lot\"|deal.amount at /opportunity/value is not a number",
                "\"Gewonnen\"|null|status at /opportunity/phase is missing",
                "\"Gewonnen\"|{\"de\": \"Jane\"}|status at /opportunity/phase is an object",
                "\"EAIaIQ-AbC\"|[\"Jane\"]|click-ids.gclid at /person/urlParams/gclid is an array",
                "\"DE\"|\"Nowhere\"|lead.country at /person/land is neither an ISO 3166-1",
                "7,|null,|id at /no is missing",
                "7,|\"undefined\",|id at /no is missing",
                "\"P-1\"|\"null\"|lead.id at /person/ref is a placeholder, not an id",
                "\"Yes\"|\"perhaps\"|consent at /person/optin is none of the words",
                "\"records\"|\"rows\"|no events at /records"
            })
    void what_cannot_be_read_is_refused_with_its_place_and_without_its_value(String part, String odd, String words) {
        WebhookRefused refused =
                catchThrowableOfType(WebhookRefused.class, () -> source().receive(request(BODY.replace(part, odd))));
        assertThat(refused).hasMessageContaining(words);
        assertThat(refused.getMessage()).doesNotContain("perhaps", "a lot", "Jane");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fields.time.zone||time.zone is missing",
                "fields.lead.id||lead.id is missing",
                "fields.deal.currency||deal.currency is missing",
                "fields.status|opportunity.phase|neither a JSON Pointer",
                "fields.click-ids.gklid|/x|none of the known kinds",
                "fields.time.format|DD.QQQQQQ.jjjj|no pattern",
                "fields.time.format|dd.MM.yyyy|time.format is 'dd.MM.yyyy', by which no moment can be read",
                "fields.time.format|HH:mm|no moment can be read",
                "fields.lead.mail|/person/mail|lead.mail is no key of the map",
                "fields.occured-at|/changed|occured-at is no key of the map",
                "fields.deal.id||deal.id is missing",
                "fields.id||id is missing",
                "secrets|a-secret,,another|leadloop.crm.sources.own.secrets: one of them is empty"
            })
    void a_map_that_cannot_work_stops_the_start(String key, String value, String words) {
        if (value == null) {
            keys.remove(key);
        } else {
            keys.put(key, value);
        }
        assertThatThrownBy(this::source).hasMessageContaining(words);
    }

    /** Every move of a deal would have the one key of the other, and all but the first were taken for repetitions. */
    @Test
    void an_alternative_within_a_brace_stops_the_start() {
        keys.put("fields.id", "={body:/event}:{/id}:{/changed | /updated}");
        assertThatThrownBy(this::source).hasMessageContaining("a brace that is of no place");
    }

    @Test
    void a_signature_that_cannot_be_made_stops_the_start() {
        keys.put("verification", "hmac");
        keys.put("hmac.algorithm", "HmacFOO");
        assertThatThrownBy(this::source)
                .hasMessageContaining("leadloop.crm.sources.own.hmac.algorithm is 'HmacFOO'")
                .hasMessageContaining("HmacSHA256");
        keys.put("verification", "standard-webhooks");
        keys.put("secrets", "whsec_");
        assertThatThrownBy(this::source)
                .hasMessageContaining("leadloop.crm.sources.own.secrets")
                .hasMessageContaining("openssl");
    }

    @Test
    void deliveries_with_a_name_of_their_own_need_no_id() throws Exception {
        keys.put("verification", "standard-webhooks");
        keys.put("secrets", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        keys.remove("fields.id");
        assertThat(attempt(BODY)).isEmpty();
    }

    @Test
    void a_sample_says_of_a_missing_id_what_the_door_would_say() throws Exception {
        assertThat(attempt(BODY.replace("7,", "null,")))
                .singleElement()
                .asString()
                .startsWith("id at /no is missing");
    }

    private List<String> attempt(String body) throws WebhookRefused {
        return source().attempt(body.getBytes(StandardCharsets.UTF_8)).get(0).mistakes();
    }

    @Test
    void a_sample_is_read_without_a_signature() throws Exception {
        assertThat(source().attempt(BODY.getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .extracting(CrmTrial.Reading::event)
                .isNotNull();
    }

    @Test
    void times_of_the_three_usual_forms_are_read() throws Exception {
        keys.put("fields.time.format", "epoch-seconds");
        keys.remove("fields.time.zone");
        assertThat(event(BODY.replace("\"03.10.2026 12:20\"", "1790000000")).occurredAt())
                .isEqualTo("2026-09-21T14:13:20Z");
        keys.put("fields.time.format", "epoch-millis");
        assertThat(event(BODY.replace("\"03.10.2026 12:20\"", "1790000000123")).occurredAt())
                .isEqualTo("2026-09-21T14:13:20.123Z");
        keys.put("fields.time.format", "iso");
        assertThat(event(BODY.replace("03.10.2026 12:20", "2026-10-03T12:20:00+02:00"))
                        .occurredAt())
                .isEqualTo("2026-10-03T10:20:00Z");
        keys.put("fields.time.zone", "Europe/Berlin");
        assertThat(event(BODY.replace("03.10.2026 12:20", "2026-10-03 12:20:00"))
                        .occurredAt())
                .isEqualTo("2026-10-03T10:20:00Z");
    }
}
