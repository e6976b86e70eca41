package io.leadloop.crm.hubspot;

import static io.leadloop.crm.hubspot.AHubSpotSource.change;
import static io.leadloop.crm.hubspot.AHubSpotSource.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.RoundedMoney;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deal's stage: what it means, what it is worth, and whose it is. */
class HubSpotDealTests {

    private static final String BORN = "2026-10-01T08:00:00Z";
    private static final String WON = "2026-10-03T09:00:00Z";

    private final FakeHubSpot hubSpot = new FakeHubSpot();
    private AHubSpotSource crm = new AHubSpotSource(hubSpot, Map.of());

    @BeforeEach
    void a_won_deal_of_one_contact() {
        hubSpot.records()
                .stage("default", "contractsent", "Closed won (almost)", "0.9", false)
                .stage("default", "closedwon", "Gewonnen", "1.0", true)
                .stage("default", "closedlost", "Verloren", "0.0", true)
                .stage("77", "9001", "Closed won", "0.0", true)
                .stage("77", "9002", "Done", "1.0", true)
                .set("contacts", "100", BORN, "email", "jane.doe@example.com")
                .set("contacts", "100", BORN, "hs_google_click_id", "gclid-1")
                .set("deals", "500", BORN, "pipeline", "default")
                .set("deals", "500", BORN, "amount", "1234.50")
                .set("deals", "500", BORN, "deal_currency_code", "EUR")
                .set("deals", "500", BORN, "dealstage", "contractsent")
                .set("deals", "500", WON, "dealstage", "closedwon");
        hubSpot.records().associate("500", "100", null);
    }

    @AfterEach
    void close() {
        hubSpot.close();
    }

    private static String stage(String value, String at) {
        return change(
                "deal.propertyChange",
                "500",
                "dealstage",
                value,
                Instant.parse(at).toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"subscriptionType\":\"deal.propertyChange\"",
                "\"objectTypeId\":\"0-3\",\"subscriptionType\":\"object.propertyChange\""
            })
    void a_won_deal_comes_with_its_money_and_its_contact(String family) throws Exception {
        LeadEvent event =
                crm.lead(stage("closedwon", WON).replace("\"subscriptionType\":\"deal.propertyChange\"", family));
        assertThat(event.subject()).isEqualTo(ExternalId.lead("hubspot", "100"));
        assertThat(event.aliases()).containsExactly(ExternalId.deal("hubspot", "500"));
        assertThat(event.capturedAt()).isEqualTo(BORN);
        assertThat(event.contact().email()).isNotNull();
        assertThat(event.status()).isEqualTo("closedwon");
        assertThat(event.outcome()).isEqualTo(Outcome.WON);
        assertThat(event.occurredAt()).isEqualTo(WON);
        assertThat(event.dealId()).isEqualTo("500");
        assertThat(event.dealValue().amount()).isEqualTo(Money.of(new BigDecimal("1234.5"), "EUR"));
        assertThat(event.clickIds())
                .singleElement()
                .satisfies(it -> assertThat(it.value()).isEqualTo("gclid-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "default,contractsent,OPEN",
        "default,closedwon,WON",
        "default,closedlost,LOST",
        "77,9001,LOST",
        "77,9002,WON",
        "moved,9002,WON",
        "default,deleted-stage,UNSAID"
    })
    void won_is_what_the_pipelines_metadata_says_never_a_name(String pipeline, String stage, Outcome outcome)
            throws Exception {
        hubSpot.records().set("deals", "500", WON, "pipeline", pipeline);
        assertThat(crm.lead(stage(stage, WON)).outcome()).isEqualTo(outcome);
    }

    @Test
    void pipelines_are_remembered_and_asked_for_again_when_a_stage_is_new() throws Exception {
        crm.lead(stage("closedwon", WON));
        crm.lead(stage("contractsent", BORN));
        assertThat(pipelineCalls()).isEqualTo(1);
        hubSpot.records().stage("default", "9100", "Signed", "1.0", true);
        assertThat(crm.lead(stage("9100", WON)).outcome()).isEqualTo(Outcome.UNSAID);
        assertThat(pipelineCalls()).isEqualTo(1);
        crm.clock.pass(Duration.ofSeconds(61));
        assertThat(crm.lead(stage("9100", WON)).outcome()).isEqualTo(Outcome.WON);
        assertThat(pipelineCalls()).isEqualTo(2);
        crm.clock.pass(Duration.ofMinutes(61));
        crm.lead(stage("9100", WON));
        assertThat(pipelineCalls()).isEqualTo(3);
    }

    private long pipelineCalls() {
        return hubSpot.calls().stream()
                .filter(it -> it.equals("GET /crm/pipelines/2026-09/deals"))
                .count();
    }

    @Test
    void a_new_amount_is_told_with_the_stage_at_which_the_deal_stands_and_that_stages_time() throws Exception {
        hubSpot.records().set("deals", "500", "2026-10-03T10:00:00Z", "amount", "1.5E3");
        LeadEvent event = crm.lead(change("deal.propertyChange", "500", "amount", "1.5E3", 1790000000000L));
        assertThat(event.status()).isEqualTo("closedwon");
        assertThat(event.outcome()).isEqualTo(Outcome.WON);
        assertThat(event.occurredAt()).isEqualTo(WON);
        assertThat(event.dealValue().amount()).isEqualTo(Money.of(new BigDecimal("1500"), "EUR"));
    }

    @ParameterizedTest
    @CsvSource({"'',default-currency", "XXL,no", "EURO,no"})
    void money_without_a_currency_is_parked_with_what_to_do(String currency, String words) {
        hubSpot.records().set("deals", "500", WON, "deal_currency_code", currency);
        assertThat(catchThrowableOfType(Untranslatable.class, () -> crm.lead(stage("closedwon", WON)))
                        .words())
                .contains(words);
    }

    @Test
    void an_account_with_one_currency_says_which() throws Exception {
        crm = new AHubSpotSource(hubSpot, Map.of("default-currency", "JPY", "margin-field", "profit"));
        hubSpot.records().set("deals", "500", WON, "deal_currency_code", "").set("deals", "500", WON, "profit", "400");
        LeadEvent event = crm.lead(stage("closedwon", WON));
        assertThat(event.dealValue().margin()).isEqualTo(Money.of(new BigDecimal("400"), "JPY"));
    }

    @Test
    void several_contacts_are_candidates_with_the_primary_first_and_without_their_facts() throws Exception {
        hubSpot.records().set("contacts", "101", WON, "email", "boss@example.com");
        hubSpot.records().associate("500", "101", "Primary contact");
        LeadEvent event = crm.lead(stage("closedwon", WON));
        assertThat(event.subject()).isEqualTo(ExternalId.deal("hubspot", "500"));
        assertThat(event.aliases())
                .containsExactly(ExternalId.lead("hubspot", "101"), ExternalId.lead("hubspot", "100"));
        assertThat(event.contact()).isEqualTo(HashedContact.NONE);
        assertThat(event.clickIds()).isEmpty();
    }

    @Test
    void else_the_earliest_with_a_click_id_and_the_others_in_hubspots_order() throws Exception {
        hubSpot.records()
                .set("contacts", "99", "2026-09-01T08:00:00Z", "email", "earlier@example.com")
                .set("contacts", "102", "2026-10-02T08:00:00Z", "hs_bing_click_id", "later-click")
                .set("contacts", "98", "2026-09-01T08:00:00Z", "hs_google_click_id", "null");
        hubSpot.records().associate("500", "99", null);
        hubSpot.records().associate("500", "102", null);
        hubSpot.records().associate("500", "98", null);
        hubSpot.records().set("contacts", "100", BORN, "hs_google_click_id", "");
        assertThat(crm.lead(stage("closedwon", WON)).aliases())
                .extracting(ExternalId::id)
                .containsExactly("102", "100", "99", "98");
    }

    @Test
    void a_contact_that_is_gone_begins_no_lead() throws Exception {
        hubSpot.records().delete("contacts", "100");
        LeadEvent event = crm.lead(stage("closedwon", WON));
        assertThat(event.subject()).isEqualTo(ExternalId.deal("hubspot", "500"));
        assertThat(event.aliases()).containsExactly(ExternalId.lead("hubspot", "100"));
    }

    @Test
    void a_contact_that_was_merged_is_the_one_that_it_is_now() throws Exception {
        hubSpot.records().set("contacts", "200", BORN, "email", "winner@example.com");
        hubSpot.records().merge("100", "200", WON);
        LeadEvent event = crm.lead(stage("closedwon", WON));
        assertThat(event.subject()).isEqualTo(ExternalId.lead("hubspot", "100"));
        assertThat(event.aliases())
                .containsExactly(ExternalId.deal("hubspot", "500"), ExternalId.lead("hubspot", "200"));
    }

    @Test
    void a_deal_without_a_contact_waits_for_one_and_the_association_brings_it() throws Exception {
        hubSpot.records()
                .set("deals", "501", WON, "dealstage", "closedwon")
                .set("deals", "501", WON, "pipeline", "default");
        String won = change(
                "deal.propertyChange",
                "501",
                "dealstage",
                "closedwon",
                Instant.parse(WON).toEpochMilli());
        assertThat(crm.lead(won).aliases()).isEmpty();

        hubSpot.records().associate("501", "100", null);
        LeadEvent associated = crm.lead(
                event(
                        "contact.associationChange",
                        "100",
                        ",\"associationType\":\"CONTACT_TO_DEAL\",\"fromObjectId\":100,\"toObjectId\":501,\"associationRemoved\":false"));
        assertThat(associated.subject()).isEqualTo(ExternalId.lead("hubspot", "100"));
        assertThat(associated.aliases()).containsExactly(ExternalId.deal("hubspot", "501"));
        assertThat(associated.occurredAt()).isEqualTo(WON);
    }

    /** Of the newer platform, which names the sides by their types or the association by its id (3 and 4 are HubSpot's own). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"fromObjectTypeId\":\"0-3\",\"toObjectTypeId\":\"0-1\",\"fromObjectId\":500,\"toObjectId\":100",
                "\"fromObjectTypeId\":\"0-1\",\"toObjectTypeId\":\"0-3\",\"fromObjectId\":100,\"toObjectId\":500",
                "\"associationCategory\":\"HUBSPOT_DEFINED\",\"associationTypeId\":3,\"fromObjectId\":500,\"toObjectId\":100",
                "\"associationTypeId\":4,\"fromObjectId\":100,\"toObjectId\":500"
            })
    void a_deal_that_gets_its_contact_tells_where_it_stands(String sides) throws Exception {
        LeadEvent event =
                crm.lead(event("object.associationChange", "1", "," + sides).replace("\"objectId\":1,", ""));
        assertThat(event.subject()).isEqualTo(ExternalId.lead("hubspot", "100"));
        assertThat(event.dealId()).isEqualTo("500");
        assertThat(event.outcome()).isEqualTo(Outcome.WON);
    }

    @Test
    void with_revenue_from_the_lifecycle_a_won_deal_is_not_told_twice() throws Exception {
        crm = new AHubSpotSource(hubSpot, Map.of("revenue-from", "lifecycle"));
        assertThat(crm.irrelevance(stage("closedwon", WON))).contains("revenue-from: lifecycle");
        assertThat(crm.lead(stage("contractsent", BORN)).outcome()).isEqualTo(Outcome.OPEN);
    }

    @Test
    void a_deal_that_is_gone_is_done() throws Exception {
        hubSpot.records().delete("deals", "500");
        assertThat(crm.irrelevance(stage("closedwon", WON))).contains("not in HubSpot any more");
    }

    @Test
    void a_deal_costs_four_calls_and_three_once_its_pipelines_are_known() throws Exception {
        crm.lead(stage("closedwon", WON));
        List<String> first = List.of(
                "POST /crm/objects/2026-09/deals/batch/read",
                "GET /crm/pipelines/2026-09/deals",
                "GET /crm/objects/2026-09/deals/500/associations/contacts?limit=500",
                "POST /crm/objects/2026-09/contacts/batch/read");
        assertThat(hubSpot.calls()).isEqualTo(first);
        crm.lead(stage("closedwon", WON));
        assertThat(hubSpot.calls().subList(4, hubSpot.calls().size()))
                .containsExactly(first.get(0), first.get(2), first.get(3));
    }

    @ParameterizedTest
    @CsvSource({
        "32.839999999999996,32.84",
        "333.3333333333,333.33",
        "0.30000000000000004,0.30",
        "1.2345678999E3,1234.57"
    })
    void an_amount_with_many_decimals_is_rounded_to_its_minor_unit_and_says_so(String told, String amount)
            throws Exception {
        hubSpot.records().set("deals", "500", WON, "amount", told);
        RoundedMoney.isTold(crm.lead(stage("closedwon", WON)).dealValue(), amount, "EUR");
    }
}
