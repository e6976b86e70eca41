package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.crm.hubspot.FakeHubSpot;
import io.leadloop.crm.hubspot.HubSpotWebhooks;
import io.leadloop.lead.Lead;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The life of one HubSpot contact, in front of a fake HubSpot, told in order. */
@StoryTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FromHubSpotToTheAdPlatformsStoryTests {

    private static final FakeHubSpot HUBSPOT = new FakeHubSpot();
    private static final String URL = "https://hooks.example.test/webhooks/hubspot";
    private static final String SECRET = "story-client-secret";
    private static final String GCLID = "EAIaIQ-hubspot-story";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @DynamicPropertySource
    static void hubSpot(DynamicPropertyRegistry registry) {
        String prefix = "leadloop.crm.sources.hubspot.";
        registry.add(prefix + "type", () -> "hubspot");
        registry.add(prefix + "public-url", () -> URL);
        registry.add(prefix + "secrets", () -> SECRET);
        registry.add(prefix + "portal-id", () -> "33");
        registry.add(prefix + "base-url", HUBSPOT::address);
        registry.add(prefix + "access-token", () -> FakeHubSpot.TOKEN);
        registry.add(prefix + "consent-when-absent", () -> "granted");
    }

    /** LeadLoop remembers pipelines for a while. */
    @BeforeAll
    static void the_pipeline_that_every_account_has() {
        HUBSPOT.records().stage("default", "closedwon", "Closed won", "1.0", true);
    }

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @Test
    @Order(1)
    void marketing_qualifies_the_contact_and_google_hears_of_the_click_that_hubspot_kept() {
        HUBSPOT.records()
                .set("contacts", "7001", "2026-10-01T08:00:00Z", "lifecyclestage", "lead")
                .set("contacts", "7001", "2026-10-01T08:00:00Z", "email", "hanna@example.com")
                .set("contacts", "7001", "2026-10-01T08:00:00Z", "hs_google_click_id", GCLID)
                .set("contacts", "7001", "2026-10-02T09:00:00Z", "lifecyclestage", "marketingqualifiedlead");
        String event = HubSpotWebhooks.change(
                "contact", "7001", "lifecyclestage", "marketingqualifiedlead", "2026-10-02T09:00:00Z");
        assertThat(send("[" + event + "]").statusCode()).isEqualTo(200);
        assertThat(send("[" + event.replace("\"attemptNumber\":0", "\"attemptNumber\":1") + "]")
                        .statusCode())
                .isEqualTo(200);
        house.settles();

        assertThat(lead().stage()).isEqualTo("MQL");
        assertThat(conversion("MQL").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(conversion("MQL").occurredAt()).isEqualTo("2026-10-02T09:00:00Z");
        assertThat(house.told("google-ads", GCLID).path("eventTimestamp").asText())
                .isEqualTo("2026-10-02T09:00:00Z");
    }

    @Test
    @Order(2)
    void an_operator_reads_the_contact_again_when_a_webhook_was_lost_and_nothing_is_told_twice() {
        HUBSPOT.records().set("contacts", "7001", "2026-10-03T09:00:00Z", "lifecyclestage", "salesqualifiedlead");
        for (int i = 0; i < 2; i++) {
            house.administratorPosts("/api/leads/" + lead().id() + "/reread");
            house.settles();
        }
        assertThat(lead().stage()).isEqualTo("SQL");
        assertThat(conversion("SQL").occurredAt()).isEqualTo("2026-10-03T09:00:00Z");
        assertThat(house.conversionsOf(lead().id()))
                .extracting(it -> it.stage() + it.destination())
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(3)
    void the_deal_is_won_by_its_pipelines_metadata_with_a_malformed_event_beside_it() {
        HUBSPOT.records()
                .stage("11", "9001", "Unterschrieben", "1.0", true)
                .set("deals", "8001", "2026-10-03T10:00:00Z", "pipeline", "11")
                .set("deals", "8001", "2026-10-03T10:00:00Z", "amount", "1200")
                .set("deals", "8001", "2026-10-03T10:00:00Z", "deal_currency_code", "EUR")
                .set("deals", "8001", "2026-10-03T10:00:00Z", "dealstage", "9001");
        HUBSPOT.records().associate("8001", "7001", null);
        String won = HubSpotWebhooks.change("deal", "8001", "dealstage", "9001", "2026-10-03T10:00:00Z");
        assertThat(send("[{\"subscriptionType\":\"deal.creation\"}," + won + "]")
                        .statusCode())
                .isEqualTo(200);
        house.settles();

        assertThat(lead().stage()).isEqualTo("WON");
        assertThat(conversion("WON").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(conversion("WON").value().amount()).isEqualByComparingTo("1200");
        assertThat(house.inboxState("portalId")).isEqualTo("PARKED");
    }

    @Test
    @Order(4)
    void an_event_waits_while_hubspot_is_busy_and_the_contacts_customer_stage_is_not_a_second_win() {
        String customer =
                HubSpotWebhooks.change("contact", "7001", "lifecyclestage", "customer", "2026-10-03T10:00:01Z");
        HUBSPOT.refuses(429, "{\"policyName\":\"TEN_SECONDLY_ROLLING\"}", null);
        send("[" + customer + "]");
        house.applies();
        assertThat(house.inboxState("TEN_SECONDLY_ROLLING")).isEqualTo("LOOKUP");
        clock.set("2026-10-03T10:26:00Z");
        house.settles();
        assertThat(house.inboxState("revenue-from: deal")).isEqualTo("PROCESSED");
        assertThat(house.conversionsOf(lead().id()).stream()
                        .filter(it -> it.stage().equals("WON")))
                .extracting(Conversion::destination)
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(5)
    void sequence_7_a_person_who_is_deleted_for_privacy_is_forgotten_and_does_not_come_back() {
        send("[" + HubSpotWebhooks.event("contact.privacyDeletion", "7001", "2026-10-03T10:20:00Z", "") + ","
                + HubSpotWebhooks.event("contact.deletion", "7001", "2026-10-03T10:20:00Z", "") + "]");
        house.settles();
        assertThat(house.lead("hubspot", "7001")).isEmpty();
        send("["
                + HubSpotWebhooks.change(
                        "contact", "7001", "lifecyclestage", "salesqualifiedlead", "2026-10-03T10:10:00Z")
                + "]");
        house.settles();
        assertThat(house.lead("hubspot", "7001")).isEmpty();
        assertThat(house.count("select count(*) from leadloop.click_id where value = '" + GCLID + "'"))
                .isZero();
    }

    @Test
    @Order(7)
    void a_person_whom_nobody_knows_is_forgotten_before_coming_in() {
        send("[" + HubSpotWebhooks.event("contact.privacyDeletion", "7777", "2026-10-03T10:20:00Z", "") + "]");
        house.settles();
        send("["
                + HubSpotWebhooks.change(
                        "contact", "7777", "lifecyclestage", "salesqualifiedlead", "2026-10-03T10:21:00Z")
                + "]");
        house.settles();
        assertThat(house.lead("hubspot", "7777")).isEmpty();
        assertThat(house.count("select count(*) from leadloop.inbox_message where source = 'hubspot'"
                        + " and ordering_key like '%7777%' and state <> 'PROCESSED'"))
                .isZero();
    }

    @Test
    @Order(6)
    void a_webhook_that_hubspot_did_not_sign_is_refused() {
        HttpResponse<String> answer = house.send(house.request("/webhooks/hubspot")
                .header("X-HubSpot-Signature-v3", "AAAA")
                .header(
                        "X-HubSpot-Request-Timestamp",
                        Long.toString(clock.instant().toEpochMilli()))
                .POST(HttpRequest.BodyPublishers.ofString("[]")));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("public-url");
    }

    @Test
    @Order(8)
    void a_customer_whom_no_form_made_begins_with_the_deal_that_is_won() {
        HUBSPOT.records()
                .set("contacts", "7100", "2026-10-01T08:00:00Z", "email", "walk-in@example.com")
                .set("contacts", "7100", "2026-10-01T08:00:00Z", "hs_google_click_id", "EAIaIQ-customer")
                .set("contacts", "7100", "2026-10-03T10:00:02Z", "lifecyclestage", "customer")
                .set("deals", "8100", "2026-10-03T10:00:00Z", "pipeline", "default")
                .set("deals", "8100", "2026-10-03T10:00:00Z", "amount", "700")
                .set("deals", "8100", "2026-10-03T10:00:00Z", "deal_currency_code", "EUR")
                .set("deals", "8100", "2026-10-03T10:00:00Z", "dealstage", "closedwon");
        HUBSPOT.records().associate("8100", "7100", null);
        send("[" + HubSpotWebhooks.change("contact", "7100", "lifecyclestage", "customer", "2026-10-03T10:00:02Z") + ","
                + HubSpotWebhooks.change("deal", "8100", "dealstage", "closedwon", "2026-10-03T10:00:00Z") + "]");
        house.settles();

        Lead customer = house.lead("hubspot", "7100").orElseThrow();
        assertThat(customer.stage()).isEqualTo("WON");
        assertThat(house.told("google-ads", "EAIaIQ-customer")
                        .path("conversionValue")
                        .decimalValue())
                .isEqualByComparingTo("700");
    }

    private Lead lead() {
        return house.lead("hubspot", "7001").orElseThrow();
    }

    private Conversion conversion(String stage) {
        return house.conversionsOf(lead().id()).stream()
                .filter(it -> it.stage().equals(stage) && it.destination().equals("google-ads"))
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> send(String body) {
        return house.send(
                HubSpotWebhooks.signed(house.request("/webhooks/hubspot"), URL, SECRET, body, clock.instant()));
    }
}
