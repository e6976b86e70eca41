package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Conversion;
import io.leadloop.lead.Lead;
import io.leadloop.ops.desk.LeadSearch;
import io.leadloop.support.House;
import io.leadloop.support.Resources;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;

/** The life of one Salesforce lead (vectors 1.1 and 1.2 of facts), told in order. */
@StoryTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FromSalesforceToTheAdPlatformsStoryTests {

    private static final String LEAD = Resources.text("crm/salesforce/lead-mql.xml");
    private static final String WON = Resources.text("crm/salesforce/opportunity-won.xml");
    private static final String GCLID = "EAIaIQobChMI-FAKE_gclid-AbC123";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    RuntimeService engine;

    @Autowired
    LeadSearch search;

    @Test
    @Order(1)
    void the_message_is_acknowledged_and_the_lead_waits_at_mql() {
        HttpResponse<String> answer = house.salesforceSends(LEAD);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml;charset=UTF-8");
        assertThat(answer.body())
                .startsWith("<?xml")
                .contains("<notificationsResponse")
                .contains("<Ack>true</Ack>");
        house.settles();
        Lead lead = lead();
        assertThat(lead.stage()).isEqualTo("MQL");
        assertThat(lead.stageAt()).isEqualTo("2026-10-03T10:20:30Z");
        assertThat(engine.getActiveActivityIds(lead.processInstanceId())).containsExactly("Wait_Mql");
    }

    @Test
    @Order(2)
    void both_platforms_hold_one_conversion_with_the_click_and_the_crms_time() {
        JsonNode google = house.told("google-ads", GCLID);
        assertThat(google.path("adIdentifiers").path("gclid").asText()).isEqualTo(GCLID);
        assertThat(google.path("eventTimestamp").asText()).isEqualTo("2026-10-03T10:20:30Z");
        assertThat(google.path("consent").path("adUserData").asText()).isEqualTo("CONSENT_GRANTED");
        JsonNode meta = house.told("meta", "IwAR2Fake_fbclid-000");
        assertThat(meta.path("event_time").asLong()).isEqualTo(1791022830L);
        // First seen when Salesforce created the lead: 2026-10-01T08:15:30Z.
        assertThat(meta.path("user_data").path("fbc").asText()).isEqualTo("fb.1.1790842530000.IwAR2Fake_fbclid-000");
    }

    @Test
    @Order(3)
    void ten_repetitions_at_once_change_nothing() {
        List<CompletableFuture<Integer>> clients = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> house.salesforceSends(LEAD).statusCode()))
                .toList();
        assertThat(clients).allSatisfy(it -> assertThat(it.join()).isEqualTo(200));
        house.settles();
        assertThat(house.conversionsOf(lead().id())).hasSize(2);
        assertThat(house.received("google-ads", GCLID))
                .singleElement()
                .satisfies(it -> assertThat(it.path("deliveries").asInt()).isEqualTo(1));
    }

    @Test
    @Order(4)
    void the_won_opportunity_finds_its_lead_and_tells_amount_and_currency() {
        clock.set("2026-11-03T17:00:00Z");
        assertThat(house.salesforceSends(WON).body()).contains("<Ack>true</Ack>");
        house.settles();
        assertThat(lead().stage()).isEqualTo("WON");
        JsonNode google = house.told("google-ads", "2026-11-03T16:45:00Z");
        assertThat(google.path("conversionValue").decimalValue()).isEqualByComparingTo("120000");
        assertThat(google.path("currency").asText()).isEqualTo("EUR");
        assertThat(google.path("adIdentifiers").path("gclid").asText()).isEqualTo(GCLID);
        JsonNode meta = house.told(
                "meta",
                "\"event_time\":" + Instant.parse("2026-11-03T16:45:00Z").getEpochSecond());
        assertThat(meta.path("custom_data").path("currency").asText()).isEqualTo("EUR");
    }

    @Test
    @Order(5)
    void no_step_between_was_invented() {
        assertThat(house.conversionsOf(lead().id()))
                .extracting(Conversion::stage)
                .containsOnly("MQL", "WON");
    }

    @Test
    @Order(6)
    void the_deal_that_nobody_knows_waits_in_sight() {
        assertThat(house.inboxState("salesforce:DEAL:0061N00000WD1shQAD")).isEqualTo("UNMATCHED");
    }

    @Test
    @Order(7)
    void the_fifteen_characters_of_a_report_find_the_lead_and_the_person_behind_it() {
        assertThat(search.find("00Q000000000001", null)).extracting(Lead::id).contains(lead().id());
        HttpResponse<String> found = house.send(house.asAdministrator("/api/erasures/search")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"crmId\":\"00Q000000000001\"}")));
        assertThat(found.body()).contains(lead().id().toString());
    }

    private Lead lead() {
        return house.lead("salesforce", "00Q000000000001EAA").orElseThrow();
    }
}
