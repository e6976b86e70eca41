package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.crm.hubspot.FakeHubSpot;
import io.leadloop.crm.hubspot.HubSpotWebhooks;
import io.leadloop.inbox.CrmSweeps;
import io.leadloop.lead.Consent;
import io.leadloop.lead.Lead;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A customer whose own record has no stage that is reported became a lead by a deal, and takes the consent back. */
@StoryTest
class WhatACustomerSaysLaterStoryTests {

    private static final FakeHubSpot HUBSPOT = new FakeHubSpot();
    private static final String URL = "https://hooks.example.test/webhooks/hubspot";
    private static final String SECRET = "story-client-secret";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    CrmSweeps sweeps;

    @DynamicPropertySource
    static void hubSpot(DynamicPropertyRegistry registry) {
        String prefix = "leadloop.crm.sources.hubspot.";
        registry.add(prefix + "type", () -> "hubspot");
        registry.add(prefix + "public-url", () -> URL);
        registry.add(prefix + "secrets", () -> SECRET);
        registry.add(prefix + "portal-id", () -> "33");
        registry.add(prefix + "base-url", HUBSPOT::address);
        registry.add(prefix + "access-token", () -> FakeHubSpot.TOKEN);
        registry.add(prefix + "consent-when-absent", () -> "unknown");
        registry.add(prefix + "consent-field", () -> "ads_ok");
        registry.add(prefix + "consent-values.yes", () -> "granted");
        registry.add(prefix + "consent-values.no", () -> "denied");
        registry.add(prefix + "default-currency", () -> "EUR");
    }

    @AfterAll
    static void close() {
        HUBSPOT.close();
    }

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
        HUBSPOT.records().stage("default", "closedwon", "Closed won", "1.0", true);
    }

    private void says(String contact, String word, String at) {
        HUBSPOT.records().set("contacts", contact, at, "ads_ok", word);
    }

    private void sends(String event) {
        assertThat(house.send(HubSpotWebhooks.signed(
                                house.request("/webhooks/hubspot"), URL, SECRET, "[" + event + "]", clock.instant()))
                        .statusCode())
                .isEqualTo(200);
        house.applies();
    }

    /** The contact says yes, has no stage but customer, and wins a deal. */
    private Lead customer(String contact, String deal) {
        HUBSPOT.records()
                .set("contacts", contact, "2026-10-01T08:00:00Z", "lifecyclestage", "customer")
                .set("contacts", contact, "2026-10-01T08:00:00Z", "hs_google_click_id", "EAIaIQ-later-" + contact)
                .set("deals", deal, "2026-10-03T10:00:00Z", "pipeline", "default")
                .set("deals", deal, "2026-10-03T10:00:00Z", "amount", "700")
                .set("deals", deal, "2026-10-03T10:00:00Z", "dealstage", "closedwon");
        says(contact, "yes", "2026-10-01T08:00:00Z");
        HUBSPOT.records().associate(deal, contact, null);
        sends(HubSpotWebhooks.change("deal", deal, "dealstage", "closedwon", "2026-10-03T10:00:00Z"));
        Lead lead = house.lead("hubspot", contact).orElseThrow();
        assertThat(lead.consent().adUserData()).isEqualTo(Consent.State.GRANTED);
        assertThat(waiting(lead)).isNotEmpty();
        return lead;
    }

    private List<Conversion> waiting(Lead lead) {
        return house.conversionsOf(lead.id()).stream()
                .filter(it -> it.state() == ConversionState.PLANNED)
                .toList();
    }

    private Lead again(String contact) {
        return house.lead("hubspot", contact).orElseThrow();
    }

    @Test
    void what_waits_is_withdrawn_and_the_lead_stays_where_it_is() {
        Lead before = customer("9051", "9610");
        clock.set("2026-10-03T10:26:00Z");
        says("9051", "no", "2026-10-03T10:25:50Z");
        sends(HubSpotWebhooks.change("contact", "9051", "ads_ok", "no", "2026-10-03T10:25:50Z"));

        Lead after = again("9051");
        assertThat(after.consent().adUserData()).isEqualTo(Consent.State.DENIED);
        assertThat(after.stage()).isEqualTo("WON");
        assertThat(after.stageAt()).isEqualTo(before.stageAt());
        assertThat(waiting(after)).isEmpty();
        house.uploads();
        assertThat(house.received("google-ads", "EAIaIQ-later-9051")).isEmpty();
        assertThat(house.inboxState("UNCHANGED, no lifecycle stage that is reported"))
                .isEqualTo("PROCESSED");
    }

    @Test
    void a_denial_whose_webhook_was_lost_is_found_by_the_sweep() {
        customer("9052", "9620");
        clock.set("2026-10-03T10:40:00Z");
        says("9052", "no", "2026-10-03T10:30:00Z");
        sweeps.sweep();
        house.applies();
        assertThat(again("9052").consent().adUserData()).isEqualTo(Consent.State.DENIED);
        assertThat(waiting(again("9052"))).isEmpty();
    }

    @Test
    void a_denial_is_as_old_as_it_was_read_and_not_as_old_as_the_stage() {
        customer("9053", "9630");
        clock.set("2026-10-03T10:26:00Z");
        says("9053", "no", "2026-10-03T10:25:50Z");
        sends(HubSpotWebhooks.change("contact", "9053", "ads_ok", "no", "2026-10-03T10:25:50Z"));
        assertThat(again("9053").consent().saidAt()).isEqualTo("2026-10-03T10:26:00Z");

        clock.set("2026-10-03T11:00:00Z");
        says("9053", "yes", "2026-10-03T10:59:00Z");
        sends(HubSpotWebhooks.change("contact", "9053", "ads_ok", "yes", "2026-10-03T10:59:00Z"));
        assertThat(again("9053").consent().adUserData()).isEqualTo(Consent.State.GRANTED);
    }

    @Test
    void somebody_who_is_no_lead_becomes_none() {
        HUBSPOT.records().set("contacts", "9054", "2026-10-01T08:00:00Z", "lifecyclestage", "customer");
        says("9054", "no", "2026-10-03T10:20:00Z");
        sends(HubSpotWebhooks.change("contact", "9054", "ads_ok", "no", "2026-10-03T10:20:00Z"));
        assertThat(house.lead("hubspot", "9054")).isEmpty();
        assertThat(house.inboxState("NO_LEAD")).isEqualTo("PROCESSED");
    }

    @Test
    void a_denial_waits_where_an_event_waits_that_may_make_a_lead_of_them() {
        HUBSPOT.records()
                .set("contacts", "9055", "2026-10-01T08:00:00Z", "lifecyclestage", "customer")
                .set("deals", "9650", "2026-10-03T10:00:00Z", "pipeline", "default")
                .set("deals", "9650", "2026-10-03T10:00:00Z", "dealstage", "closedwon");
        says("9055", "no", "2026-10-03T10:20:00Z");
        house.sql(
                "insert into leadloop.inbox_message (source, delivery_key, ordering_key, payload, received_at, due_at, state,"
                        + " origin, reason) values ('hubspot', 'waits-9055', 'hubspot:9055', '\\x00', '2026-10-03T10:20:00Z',"
                        + " '2026-10-03T10:20:00Z', 'PARKED', 'WEBHOOK', 'made by a test')");
        String key = house.texts("select ordering_key from leadloop.inbox_message where delivery_key = 'waits-9055'")
                .get(0);
        sends(HubSpotWebhooks.change("contact", "9055", "ads_ok", "no", "2026-10-03T10:20:00Z"));
        assertThat(house.texts("select state from leadloop.inbox_message where ordering_key = '" + key
                        + "' and delivery_key <> 'waits-9055'"))
                .containsExactly("UNMATCHED");
    }
}
