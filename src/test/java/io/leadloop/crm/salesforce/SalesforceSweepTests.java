package io.leadloop.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.leadloop.crm.CrmSweep.Page;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no webhook brought: every change, each at its own time. */
class SalesforceSweepTests {

    private static final Mark YESTERDAY = new Mark(Instant.parse("2026-11-21T08:00:00Z"), "");
    private static final String LEAD = "00Q000000000001EAA";
    private static final String DEAL = "0067F000003pmdWQAQ";

    private final FakeSalesforce salesforce = new FakeSalesforce();
    private final ASource source = new ASource();
    private final ConnectedSalesforce crm = source.at(salesforce).connected();

    @AfterEach
    void close() {
        assertThat(salesforce.queries()).noneMatch(it -> it.contains("@"));
        salesforce.close();
    }

    @Test
    void sequence_15_an_outage_of_26_hours_loses_no_step_of_a_deal_and_no_time() throws Exception {
        deal("Closed Won", true, 1200, "2026-11-22T07:30:00.000+0000", "2026-11-22T09:00:00.000+0000");
        history("1", "Prospecting", 500, "2026-11-21T09:00:00.000+0000");
        history("2", "Prospecting", 700, "2026-11-21T10:00:00.000+0000");
        history("3", "Negotiation", 900, "2026-11-21T20:00:00.000+0000");
        history("4", "Closed Won", 1000, "2026-11-22T07:30:00.000+0000");
        history("5", "Closed Won", 1200, "2026-11-22T09:00:00.000+0000");
        Page page = crm.changesSince("Opportunity", YESTERDAY);
        assertThat(page.changes())
                .extracting(Delivery::key)
                .containsExactly(
                        "sweep:" + DEAL + ":1", "sweep:" + DEAL + ":3", "sweep:" + DEAL + ":2026-11-22T09:00:00Z");
        assertThat(events(page))
                .extracting(
                        LeadEvent::status,
                        it -> it.occurredAt().toString(),
                        it -> it.dealValue().amount().amount().toPlainString(),
                        LeadEvent::outcome)
                .containsExactly(
                        tuple("Prospecting", "2026-11-21T09:00:00Z", "500", LeadEvent.Outcome.OPEN),
                        tuple("Negotiation", "2026-11-21T20:00:00Z", "900", LeadEvent.Outcome.OPEN),
                        tuple("Closed Won", "2026-11-22T07:30:00Z", "1200", LeadEvent.Outcome.WON));
        assertThat(page.next()).isEqualTo(new Mark(Instant.parse("2026-11-22T09:00:00Z"), DEAL));
        assertThat(page.more()).isFalse();
    }

    @Test
    void a_swept_deal_knows_its_lead_without_a_second_look() throws Exception {
        deal("Closed Won", true, 1200, "2026-11-22T07:30:00.000+0000", "2026-11-22T09:00:00.000+0000");
        history("3", "Negotiation", 900, "2026-11-21T20:00:00.000+0000");
        lead(LEAD, "Closed - Converted", "2026-11-20T00:00:00.000+0000", "ConvertedOpportunityId", DEAL);
        Page page = crm.changesSince("Opportunity", YESTERDAY);
        assertThat(page.changes()).hasSize(2).noneMatch(it -> crm.needsLookup(it.payload()));
        assertThat(events(page)).allSatisfy(it -> assertThat(it.subject()).isEqualTo(ExternalId.lead("sf", LEAD)));
    }

    @Test
    void a_lead_with_history_has_each_step_at_its_time() throws Exception {
        lead(LEAD, "Sales Qualified", "2026-11-22T08:00:00.000+0000");
        leadHistory("1", "Open", "Marketing Qualified", "2026-11-21T11:00:00.000+0000");
        leadHistory("2", "Marketing Qualified", "Sales Qualified", "2026-11-21T19:00:00.000+0000");
        assertThat(events(crm.changesSince("Lead", YESTERDAY)))
                .extracting(LeadEvent::status, it -> it.occurredAt().toString())
                .containsExactly(
                        tuple("Marketing Qualified", "2026-11-21T11:00:00Z"),
                        tuple("Sales Qualified", "2026-11-21T19:00:00Z"));
    }

    @Test
    void without_history_no_time_is_made_up_for_what_was_between() throws Exception {
        salesforce.hasNo("LeadHistory");
        lead(LEAD, "Sales Qualified", "2026-11-22T08:00:00.000+0000");
        assertThat(events(crm.changesSince("Lead", YESTERDAY)))
                .extracting(LeadEvent::status, it -> it.occurredAt().toString())
                .containsExactly(tuple("Sales Qualified", "2026-11-22T08:00:00Z"));
    }

    @Test
    void steps_that_are_older_than_the_look_back_stay_where_they_are() throws Exception {
        lead(LEAD, "Sales Qualified", "2026-11-22T08:00:00.000+0000");
        leadHistory("1", "Open", "Marketing Qualified", "2026-01-01T00:00:00.000+0000");
        leadHistory("2", "Marketing Qualified", "Sales Qualified", "2026-02-01T00:00:00.000+0000");
        assertThat(events(crm.changesSince("Lead", YESTERDAY)))
                .extracting(it -> it.occurredAt().toString())
                .containsExactly("2026-02-01T00:00:00Z");
    }

    @Test
    void single_records_are_read_again_with_their_steps_and_unknown_ones_bring_nothing() throws Exception {
        deal("Negotiation", false, 900, "2026-11-21T20:00:00.000+0000", "2026-11-22T09:00:00.000+0000");
        history("1", "Prospecting", 500, "2026-11-21T09:00:00.000+0000");
        assertThat(crm.reread(List.of(
                        ExternalId.deal("sf", DEAL), ExternalId.lead("sf", LEAD), ExternalId.lead("sf", "' OR 1=1"))))
                .extracting(Delivery::key)
                .containsExactly("sweep:" + DEAL + ":1", "sweep:" + DEAL + ":2026-11-22T09:00:00Z");
        assertThat(crm.reread(List.of())).isEmpty();
    }

    @Test
    void a_merge_and_a_deletion_are_told_apart() throws Exception {
        salesforce.row(
                "Lead",
                "Id",
                LEAD,
                "Status",
                "Open",
                "SystemModstamp",
                "2026-11-22T08:00:00.000+0000",
                "IsDeleted",
                true,
                "MasterRecordId",
                "00Q000000000002EAA");
        salesforce.row(
                "Lead",
                "Id",
                "00Q000000000003EAA",
                "Status",
                "Open",
                "SystemModstamp",
                "2026-11-22T08:00:00.000+0000",
                "IsDeleted",
                true);
        List<Delivery> changes = crm.changesSince("Lead", YESTERDAY).changes();
        assertThat(crm.read(changes.get(0).payload()))
                .isEqualTo(new SourceChange.Merge(
                        ExternalId.lead("sf", LEAD), ExternalId.lead("sf", "00Q000000000002EAA")));
        assertThat(crm.read(changes.get(1).payload()))
                .isInstanceOfSatisfying(
                        SourceChange.Irrelevant.class,
                        it -> assertThat(it.reason()).contains("deleted in Salesforce"));
    }

    @Test
    void records_of_one_second_are_not_missed_at_the_border_of_two_pages() throws Exception {
        for (int i = 0; i < 2_500; i++) {
            lead("00Q00000000%04dEAA".formatted(i), "Open", "2026-11-22T08:00:00.000+0000");
        }
        salesforce.pagesOf(700);
        Page first = crm.changesSince("Lead", YESTERDAY);
        Page second = crm.changesSince("Lead", first.next());
        Page third = crm.changesSince("Lead", second.next());
        assertThat(first.changes()).hasSize(2_000);
        assertThat(first.more()).isTrue();
        assertThat(second.changes()).hasSize(500);
        assertThat(second.more()).isFalse();
        assertThat(third.changes()).isEmpty();
        assertThat(third.next()).isEqualTo(second.next());
        assertThat(salesforce.queries()).anyMatch(it -> it.contains("LIMIT 2000"));
    }

    @Test
    void what_changed_in_the_last_two_minutes_is_left_for_its_webhook() throws Exception {
        lead(LEAD, "Open", "2026-11-22T09:59:00.000+0000");
        assertThat(crm.changesSince("Lead", YESTERDAY).changes()).isEmpty();
        source.clock.set("2026-11-22T10:02:00Z");
        assertThat(crm.changesSince("Lead", YESTERDAY).changes()).hasSize(1);
    }

    @Test
    void an_organisation_with_one_currency_is_not_asked_for_it() throws Exception {
        salesforce.has("Opportunity", "Id StageName IsClosed IsWon Amount IsDeleted CreatedDate SystemModstamp");
        salesforce.row(
                "Opportunity",
                "Id",
                DEAL,
                "StageName",
                "Closed Won",
                "IsClosed",
                true,
                "IsWon",
                true,
                "Amount",
                1.25E7,
                "SystemModstamp",
                "2026-11-22T09:00:00.000+0000");
        Page page = crm.changesSince("Opportunity", YESTERDAY);
        Untranslatable parked = catchThrowableOfType(
                Untranslatable.class, () -> crm.read(page.changes().get(0).payload()));
        assertThat(parked.words()).contains("default-currency");
        ConnectedSalesforce withCurrency =
                source.with("default-currency", "EUR").connected();
        LeadEvent event =
                ((SourceChange.Event) withCurrency.read(page.changes().get(0).payload())).event();
        assertThat(event.dealValue().amount().amount()).isEqualByComparingTo("12500000");
        assertThat(event.occurredAt()).isEqualTo("2026-11-22T09:00:00Z");
    }

    @Test
    void a_consent_field_that_our_user_may_not_read_is_no_silence_about_consent() {
        ConnectedSalesforce careful =
                source.with("consent-field", "Ad_Consent__c").connected();
        CrmUnavailable refused =
                catchThrowableOfType(CrmUnavailable.class, () -> careful.changesSince("Lead", YESTERDAY));
        assertThat(refused.words()).contains("Ad_Consent__c");
    }

    private List<LeadEvent> events(Page page) throws Untranslatable {
        List<LeadEvent> events = new ArrayList<>();
        for (Delivery delivery : page.changes()) {
            assertThat(delivery.orderingKey()).hasSize(18);
            events.add(((SourceChange.Event) crm.read(delivery.payload())).event());
        }
        return events;
    }

    private void lead(String id, String status, String modified, String... more) {
        salesforce.row(
                "Lead",
                "Id",
                id,
                "Status",
                status,
                "CreatedDate",
                "2026-11-01T00:00:00.000+0000",
                "SystemModstamp",
                modified,
                "GCLID__c",
                "EAIa-" + id,
                more.length > 0 ? more[0] : "FBCLID__c",
                more.length > 0 ? more[1] : null);
    }

    private void deal(String stage, boolean won, double amount, String reached, String modified) {
        salesforce.row(
                "Opportunity",
                "Id",
                DEAL,
                "StageName",
                stage,
                "IsClosed",
                won,
                "IsWon",
                won,
                "Amount",
                amount,
                "CurrencyIsoCode",
                "EUR",
                "CreatedDate",
                "2026-11-21T09:00:00.000+0000",
                "LastStageChangeDate",
                reached,
                "SystemModstamp",
                modified);
    }

    private void history(String id, String stage, double amount, String at) {
        salesforce.row(
                "OpportunityHistory",
                "Id",
                id,
                "OpportunityId",
                DEAL,
                "StageName",
                stage,
                "Amount",
                amount,
                "CreatedDate",
                at);
    }

    private void leadHistory(String id, String before, String after, String at) {
        salesforce.row(
                "LeadHistory",
                "Id",
                id,
                "LeadId",
                LEAD,
                "Field",
                "Status",
                "OldValue",
                before,
                "NewValue",
                after,
                "CreatedDate",
                at);
    }
}
