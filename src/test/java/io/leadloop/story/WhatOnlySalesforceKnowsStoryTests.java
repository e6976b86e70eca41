package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.crm.salesforce.FakeSalesforce;
import io.leadloop.inbox.CrmSweeps;
import io.leadloop.lead.Lead;
import io.leadloop.support.House;
import io.leadloop.support.Resources;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A deal is won whose message names neither lead nor click: Salesforce is asked, and the platform is told all the same. */
@StoryTest
class WhatOnlySalesforceKnowsStoryTests {

    private static final FakeSalesforce SALESFORCE = new FakeSalesforce();
    private static final String DEAL = "0061N00000WD1shQAD";
    private static final String LEAD = "00Q000000000777EAA";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    CrmSweeps sweeps;

    @DynamicPropertySource
    static void connected(DynamicPropertyRegistry properties) {
        String source = "leadloop.crm.sources.salesforce.";
        properties.add(source + "base-url", () -> SALESFORCE.address().toString());
        properties.add(source + "client-id", () -> "3MVG9fake");
        properties.add(source + "client-secret", () -> "fake-secret");
        properties.add(source + "write-back.object", () -> "Opportunity");
        properties.add(source + "write-back.fields.state", () -> "Ad_State__c");
        properties.add(source + "write-back.user-id", () -> "005xx000001SvogAAC");
    }

    @AfterAll
    static void close() {
        SALESFORCE.close();
    }

    @BeforeEach
    void today() {
        clock.set("2026-11-03T17:00:00Z");
    }

    @Test
    void sequence_17_the_converted_leads_click_is_told_and_our_own_change_starts_no_loop() {
        SALESFORCE.row(
                "Lead",
                "Id",
                LEAD,
                "Status",
                "Closed - Converted",
                "IsConverted",
                true,
                "CreatedDate",
                "2026-10-01T08:15:30.000+0000",
                "ConvertedOpportunityId",
                DEAL,
                "GCLID__c",
                "EAIaIQobChMI-only-on-the-lead");
        String won = Resources.text("crm/salesforce/opportunity-won.xml")
                .replace(
                        "<sf:IsWon>false",
                        "<sf:Amount>900.0</sf:Amount><sf:CurrencyIsoCode>EUR</sf:CurrencyIsoCode>" + "<sf:IsWon>true")
                .replace("<sf:StageName>Prospecting", "<sf:StageName>Closed Won");
        house.salesforceSends(won);
        house.settles();
        assertThat(house.inboxState("STARTED, click by converted lead")).isEqualTo("PROCESSED");
        assertThat(house.received("google-ads", "EAIaIQobChMI-only-on-the-lead"))
                .hasSize(1);
        assertThat(lead().stage()).isEqualTo("WON");
        int told = house.conversionsOf(lead().id()).size();

        clock.set("2026-11-04T00:00:00Z");
        house.salesforceSends(won.replace("04lxx000000CaSfAAK", "04lxx000000CaSgAAK")
                .replace(
                        "<sf:LastModifiedDate>2026-11-03T16:45:00.000Z",
                        "<sf:LastModifiedById>005xx000001SvogAAC</sf:LastModifiedById>"
                                + "<sf:LastModifiedDate>2026-11-03T23:00:00.000Z"));
        house.settles();
        assertThat(house.inboxState("UNCHANGED, click by converted lead, after our own write-back"))
                .isEqualTo("PROCESSED");
        assertThat(house.conversionsOf(lead().id())).hasSize(told);
        assertThat(house.conversionsOf(lead().id()))
                .extracting(Conversion::stage)
                .containsOnly("WON");
    }

    @Test
    void sequence_15_an_outage_of_26_hours_is_swept_with_the_true_times_and_its_lost_webhooks_are_counted() {
        String deal = "0061N00000OUT26QAD";
        clock.set("2026-11-03T06:00:00Z");
        sweeps.sweep();
        SALESFORCE.row(
                "Lead",
                "Id",
                "00Q000000000026EAA",
                "Status",
                "Closed - Converted",
                "IsConverted",
                true,
                "CreatedDate",
                "2026-11-01T08:00:00.000+0000",
                "SystemModstamp",
                "2026-11-03T07:00:00.000+0000",
                "ConvertedOpportunityId",
                deal,
                "GCLID__c",
                "EAIaIQobChMI-outage");
        step(deal, "1", "Prospecting", "2026-11-03T08:00:00.000+0000");
        step(deal, "2", "Closed Won", "2026-11-04T07:00:00.000+0000");
        SALESFORCE.row(
                "Opportunity",
                "Id",
                deal,
                "StageName",
                "Closed Won",
                "IsClosed",
                true,
                "IsWon",
                true,
                "Amount",
                5000,
                "CurrencyIsoCode",
                "EUR",
                "LastStageChangeDate",
                "2026-11-04T07:00:00.000+0000",
                "SystemModstamp",
                "2026-11-04T07:00:00.000+0000");
        long lost = lost();
        clock.set("2026-11-04T08:00:00Z");
        sweeps.sweep();
        house.settles();
        Lead lead = house.lead("salesforce", "00Q000000000026EAA").orElseThrow();
        assertThat(house.conversionsOf(lead.id()))
                .filteredOn(it -> it.destination().equals("google-ads"))
                .extracting(it -> it.stage() + " " + it.occurredAt() + " " + it.state())
                .containsExactlyInAnyOrder("SQL 2026-11-03T07:00:00Z ACCEPTED", "WON 2026-11-04T07:00:00Z ACCEPTED");
        assertThat(lost() - lost).isGreaterThanOrEqualTo(2);
    }

    private static void step(String deal, String id, String stage, String at) {
        SALESFORCE.row(
                "OpportunityHistory",
                "Id",
                "008" + id,
                "OpportunityId",
                deal,
                "StageName",
                stage,
                "Amount",
                5000,
                "CurrencyIsoCode",
                "EUR",
                "CreatedDate",
                at,
                "SystemModstamp",
                at);
    }

    private long lost() {
        return house.count("select coalesce(sum(lost), 0) from leadloop.crm_sweep where source = 'salesforce'");
    }

    private Lead lead() {
        return house.lead("salesforce", LEAD).orElseThrow();
    }
}
