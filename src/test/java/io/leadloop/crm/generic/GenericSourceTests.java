package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.leadloop.crm.RoundedMoney;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.Delivery;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own JSON: what is taken, and how clearly the rest is refused. */
class GenericSourceTests {

    private static final String WON = """
            {"id": "evt-1", "occurredAt": "2026-10-03T12:20:30+02:00", "status": "Closed Won",
             "lead": {"id": "L-1", "capturedAt": "2026-10-01T08:15:30Z", "email": "Jane.Doe@example.com", "country": "DE"},
             "deal": {"id": "D-1", "outcome": "won", "amount": 1234.50, "currency": "EUR"},
             "clickIds": [{"kind": "gclid", "value": "EAIaIQ-AbC_123"}],
             "consent": {"adUserData": "granted", "adPersonalization": "denied"}}
            """;

    private static final String MSCLKID = "0123456789abcdef0123456789abcdef";

    private final GenericSource source =
            new GenericSource("crm", request -> Optional.of("delivery-1"), Consent.UNKNOWN);

    @Test
    void an_event_is_read_with_the_crms_time_and_the_click_byte_for_byte() throws Exception {
        LeadEvent event = source.translate(receive(WON).get(0).payload());
        assertThat(event.occurredAt()).isEqualTo("2026-10-03T10:20:30Z");
        assertThat(event.dealValue().amount().amount()).isEqualByComparingTo("1234.50");
        assertThat(event.clickIds()).singleElement().satisfies(click -> {
            assertThat(click.kind()).isEqualTo(ClickIdKind.GCLID);
            assertThat(click.value()).isEqualTo("EAIaIQ-AbC_123");
            assertThat(click.clickedAt()).isEqualTo("2026-10-01T08:15:30Z");
        });
        assertThat(event.consent().adPersonalization()).isEqualTo(Consent.State.DENIED);
    }

    @Test
    void a_body_in_another_encoding_is_refused_at_the_door() {
        byte[] latin1 = WON.replace("Closed Won", "Geschäft gewonnen").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(catchThrowableOfType(
                        WebhookRefused.class, () -> source.receive(new WebhookRequest(latin1, null, name -> null))))
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void the_events_own_id_is_its_key() throws Exception {
        assertThat(receive(WON)).extracting(Delivery::key).containsExactly("event:evt-1");
    }

    @Test
    void an_id_is_taken_as_it_is_meant() throws Exception {
        LeadEvent event = source.translate(receive(WON.replace("L-1", "'000124").replace("D-1", " D-1\u200b"))
                .get(0)
                .payload());
        assertThat(event.subject().id()).isEqualTo("000124");
        assertThat(event.aliases()).containsExactly(ExternalId.deal("crm", "D-1"));
        assertThat(event.dealId()).isEqualTo("D-1");
    }

    @Test
    void a_mailbox_in_the_place_of_an_id_rests_as_its_hash() throws Exception {
        Delivery delivery = receive(WON.replace("L-1", "Jane.Doe@example.com")).get(0);
        String id = source.translate(delivery.payload()).subject().id();
        assertThat(id).matches("mail-[0-9a-f]{24}").isEqualTo(delivery.orderingKey());
        assertThat(source.translate(receive(WON.replace("L-1", "mailto:jane.doe@example.com"))
                                .get(0)
                                .payload())
                        .subject()
                        .id())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"null", "undefined", "{{event.id}}"})
    void a_placeholder_is_no_name_of_an_event_and_hides_none_that_comes_later(String id) throws Exception {
        assertThat(receive(WON.replace("evt-1", id)))
                .extracting(Delivery::key)
                .containsExactly("delivery:delivery-1:0");
        GenericSource unnamed = new GenericSource("crm", request -> Optional.empty(), Consent.UNKNOWN);
        byte[] body = WON.replace("evt-1", id).getBytes(StandardCharsets.UTF_8);
        assertThat(catchThrowableOfType(
                        WebhookRefused.class, () -> unnamed.receive(new WebhookRequest(body, null, name -> null))))
                .hasMessageContaining("id is missing");
    }

    @Test
    void without_one_the_delivery_and_its_place_are() throws Exception {
        String anonymous = WON.replace("\"id\": \"evt-1\", ", "");
        assertThat(receive("[" + anonymous + "," + anonymous + "]"))
                .extracting(Delivery::key)
                .containsExactly("delivery:delivery-1:0", "delivery:delivery-1:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"currency\": \"EUR\"|\"outcome2\": 1|deal.outcome2 is not a field",
                ", \"currency\": \"EUR\"||deal.currency is missing",
                "\"EUR\"|\"EURO\"|not an ISO 4217 code",
                "2026-10-03T12:20:30+02:00|2026-10-03T12:20:30|occurredAt is not a time with its zone",
                "2026-10-03T12:20:30+02:00|03/10/2026 12:20 +0200|occurredAt is not a time with its zone",
                "2026-10-03T12:20:30+02:00|2026-10-25 02:30 Europe/Berlin|came twice",
                "2026-10-03T12:20:30+02:00|31.11.2026 10:00Z|no such day",
                "\"kind\": \"gclid\"|\"kind\": \"gklid\"|clickIds[0].kind",
                "\"id\": \"L-1\",||lead.id is missing",
                "\"L-1\"|\"{{contact.id}}\"|lead.id is a placeholder, not an id",
                "\"D-1\"|\"null\"|deal.id is a placeholder, not an id",
                "\"D-1\"|\"(not set)\"|deal.id is a placeholder, not an id",
                "\"D-1\"|0|deal.id is a placeholder, not an id",
                "1234.50|-1|negative",
                "\"granted\"|\"maybe\"|consent.adUserData",
                "1234.50|1e999999999|more than 15 digits",
                "\"EUR\"|\"XAU\"|no money",
                "2026-10-03T12|9999-10-03T12|outside of the years",
                "[{\"kind\"|[null, {\"kind\"|clickIds[0] is null",
                "\"L-1\"|\"\\ud800\"|control characters",
                "1234.50|\"Jane\"|deal.amount is not a number",
                "1234.50|{\"Jane\": 1}|deal.amount has the wrong type",
                "1234.50|\"1.000\"|deal.amount may mean thousands or decimals: send a number",
                "1234.50|\"45k\"|shortened by a letter",
                "1234.50|\"$ 45\"|sign of another currency"
            })
    void a_mistake_is_named_with_its_place_and_without_its_value(String part, String instead, String words) {
        String body = WON.replace(part, instead == null ? "" : instead);
        WebhookRefused refused = catchThrowableOfType(WebhookRefused.class, () -> receive(body));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.words()).contains(words).doesNotContain("Jane");
    }

    /** What stands around a click id is no part of it; the event is never lost for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "EAIaIQ-AbC_123\\n",
                "\\u00a0EAIaIQ-AbC_123\\u200b",
                "gclid=EAIaIQ-AbC_123",
                "https://example.com/?utm_source=google&gclid=EAIaIQ-AbC_123#top",
                "EAIaIQ%2DAbC%5F123",
                "'EAIaIQ-AbC_123'"
            })
    void a_click_id_is_taken_out_of_what_surrounds_it(String found) throws Exception {
        LeadEvent event = translate(WON.replace("EAIaIQ-AbC_123", found));
        assertThat(event.clickIds()).extracting(ClickId::value).containsExactly("EAIaIQ-AbC_123");
    }

    @Test
    void a_damaged_click_id_stays_in_sight() throws Exception {
        LeadEvent event = translate(WON.replace("EAIaIQ-AbC_123", "{{gclid}}"));
        assertThat(event.clickIds()).extracting(ClickId::damage).containsExactly(ClickId.Damage.PLACEHOLDER);
        assertThat(translate(WON.replace("EAIaIQ-AbC_123", "\u200b \\n")).clickIds())
                .isEmpty();
    }

    /** The page's query is not kept, so its click is taken out of it before (facts: birth). */
    @Test
    void a_click_that_only_the_landing_page_holds_is_taken_from_there() throws Exception {
        String landed = WON.replace(
                "\"consent\"",
                "\"origin\": {\"landingPage\": \"https://example.com/a?gclid=OTHER&msclkid=" + MSCLKID
                        + "\"}, \"consent\"");
        LeadEvent event = translate(landed);
        assertThat(event.clickIds()).extracting(ClickId::value).containsExactly("EAIaIQ-AbC_123", MSCLKID);
        assertThat(event.clickIds().get(1).timeStandsIn()).isTrue();
        assertThat(event.origin().landingPage()).isEqualTo("example.com/a");
        assertThat(translate(landed.replace("EAIaIQ-AbC_123", "null")).clickIds())
                .extracting(ClickId::value)
                .containsExactly("null", "OTHER", MSCLKID);
    }

    /** When the lead was captured only stands in for the time of its click. */
    @Test
    void a_click_without_its_time_has_one_that_stands_in() throws Exception {
        assertThat(translate(WON).clickIds().get(0).ownTime()).isNull();
        assertThat(translate(WON.replace("_123\"", "_123\", \"clickedAt\": \"2026-10-01T08:00:00Z\""))
                        .clickIds()
                        .get(0)
                        .ownTime())
                .isEqualTo("2026-10-01T08:00:00Z");
    }

    @Test
    void what_cannot_be_read_of_a_contact_is_named() throws Exception {
        HashedContact contact = translate(WON.replace("Jane.Doe@example.com", "at home")
                        .replace("\"country\": \"DE\"", "\"phone\": \"0171 1234567\""))
                .contact();
        assertThat(contact.emailFault()).isEqualTo(HashedContact.Fault.UNREADABLE);
        assertThat(contact.phoneFault()).isEqualTo(HashedContact.Fault.NO_COUNTRY);
    }

    private LeadEvent translate(String body) throws Exception {
        return source.translate(receive(body).get(0).payload());
    }

    @ParameterizedTest
    @CsvSource({"{not json", "''", "'\"text\"'", "[]", "'{} {}'", "'{\"id\":\"a\\u0000\"}'", "[null]"})
    void what_is_no_event_is_refused(String body) {
        assertThat(catchThrowableOfType(WebhookRefused.class, () -> receive(body))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_published_schema_takes_what_we_take() throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/generic-event.schema.json")));
        ObjectMapper json = new ObjectMapper();
        assertThat(schema.validate(json.readTree(WON))).isEmpty();
        assertThat(schema.validate(json.readTree(WON.replace(", \"currency\": \"EUR\"", ""))))
                .isNotEmpty();
        assertThat(schema.validate(json.readTree(WON.replace("\"status\"", "\"state\""))))
                .isNotEmpty();
    }

    /** Make, n8n and Zapier send an empty text for every field that is empty. */
    @Test
    void an_empty_text_says_as_little_as_nothing() throws Exception {
        String empty = """
                {"id": "e", "occurredAt": "2026-10-03T10:00:00Z", "status": "MQL",
                 "lead": {"id": "1", "capturedAt": "", "email": "", "phone": "", "country": ""},
                 "deal": {"id": "7", "outcome": "", "amount": "", "currency": ""},
                 "clickIds": [{"kind": "gclid", "value": "abc", "clickedAt": ""}],
                 "consent": {"adUserData": "", "adPersonalization": ""}}
                """;
        LeadEvent event = source.translate(receive(empty).get(0).payload());
        assertThat(event.consent()).isNull();
        assertThat(event.outcome()).isEqualTo(LeadEvent.Outcome.UNSAID);
        assertThat(event.capturedAt()).isNull();
        assertThat(event.clickIds()).extracting(ClickId::clickedAt).containsOnlyNulls();
    }

    private List<Delivery> receive(String body) throws WebhookRefused {
        return source.receive(new WebhookRequest(body.getBytes(StandardCharsets.UTF_8), null, name -> null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "32.839999999999996|32.84",
                "333.3333333333|333.33",
                "0.30000000000000004|0.30",
                "\"333,3333333333\"|333.33",
                "\"1.234,567 EUR\"|1234.57"
            })
    void an_amount_with_many_decimals_is_rounded_to_its_minor_unit_and_says_so(String told, String amount)
            throws Exception {
        String body = WON.replace("1234.50", told);
        for (String one : List.of(body, "[" + body + "]")) {
            RoundedMoney.isTold(source.translate(receive(one).get(0).payload()).dealValue(), amount, "EUR");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1790000000|2026-09-21T14:13:20Z",
                "\"1790000000123\"|2026-09-21T14:13:20.123Z",
                "\"Nov 23, 2026 10:59:10 Etc/GMT+8\"|2026-11-23T18:59:10Z",
                "\"2026-11-23 10:59:10 GMT-0500\"|2026-11-23T15:59:10Z",
                "\"2026-11-23 10:59:10 UTC+2\"|2026-11-23T08:59:10Z"
            })
    void a_time_of_one_meaning_is_read_however_it_is_written(String told, String instant) throws Exception {
        String body = WON.replace("\"2026-10-03T12:20:30+02:00\"", told);
        assertThat(source.translate(receive(body).get(0).payload()).occurredAt())
                .isEqualTo(instant);
    }
}
