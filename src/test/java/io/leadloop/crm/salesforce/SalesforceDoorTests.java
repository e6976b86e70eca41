package io.leadloop.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.CrmSweep.Page;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.lead.ExternalId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often Salesforce is asked, what a bad record does to the sweep, what a refusal says. */
class SalesforceDoorTests {

    private static final Instant SINCE = Instant.parse("2026-11-21T08:00:00.731Z");
    private static final String DEAL = "0067F000003pmdWQAQ";

    private final FakeSalesforce salesforce = new FakeSalesforce();
    private final ASource source = new ASource();
    private final ConnectedSalesforce crm = source.at(salesforce).connected();

    @AfterEach
    void close() {
        salesforce.close();
    }

    private void lead(String id, String modified) {
        salesforce.row(
                "Lead",
                "Id",
                id,
                "Status",
                "Open",
                "CreatedDate",
                "2026-11-01T00:00:00.000+0000",
                "SystemModstamp",
                modified,
                "GCLID__c",
                "EAIa-" + id);
    }

    @Test
    void stamps_are_compared_in_whole_seconds_so_that_nothing_falls_between_two() throws Exception {
        source.clock.set("2026-11-22T10:00:00.900Z");
        lead("00Q000000000001EAA", "2026-11-21T08:00:00.000+0000");
        lead("00Q000000000002EAA", "2026-11-22T09:58:00.000+0000");
        Page page = crm.changesSince("Lead", new Mark(SINCE, ""));
        assertThat(page.changes()).extracting(Delivery::orderingKey).containsExactly("00Q000000000001EAA");
        assertThat(salesforce.queries())
                .anyMatch(it -> it.contains("SystemModstamp >= 2026-11-21T08:00:00Z")
                        && it.contains("SystemModstamp < 2026-11-22T09:58:00Z"));
    }

    @Test
    void records_that_cannot_be_read_do_not_stop_the_sweep() throws Exception {
        lead("00Q000000000001EAA", "2026-11-22T08:00:00.000+0000");
        lead("00Q000000000002EAA", "2026-11-22T08:00:01.000+0000");
        lead("no id", "2026-11-22T08:00:02.000+0000");
        lead("00Q000000000004EAA", "2026-11-22T08:00:03.000+0000");
        salesforce.garble("00Q000000000002EAA");
        Page page = crm.changesSince("Lead", new Mark(SINCE, ""));
        assertThat(page.changes()).extracting(Delivery::key).hasSize(4).doesNotHaveDuplicates();
        assertThat(page.changes())
                .extracting(Delivery::orderingKey)
                .contains("00Q000000000001EAA", "00Q000000000004EAA");
        assertThat(page.next()).isEqualTo(new Mark(Instant.parse("2026-11-22T08:00:03Z"), "00Q000000000004EAA"));
        for (Delivery delivery : page.changes()) {
            boolean isRead = delivery.orderingKey().equals("00Q000000000001EAA")
                    || delivery.orderingKey().equals("00Q000000000004EAA");
            if (isRead) {
                assertThat(crm.read(delivery.payload())).isInstanceOf(SourceChange.Event.class);
            }
        }
    }

    @Test
    void a_deal_with_its_lead_in_a_field_of_its_own_costs_one_query_and_a_converted_one_two() throws Exception {
        salesforce.has("Opportunity", "Id StageName IsClosed IsWon Amount CurrencyIsoCode CreatedDate SystemModstamp");
        salesforce.row(
                "Lead",
                "Id",
                "00Q000000000001EAA",
                "Status",
                "Qualified",
                "ConvertedOpportunityId",
                DEAL,
                "CreatedDate",
                "2026-11-01T00:00:00.000+0000",
                "GCLID__c",
                "EAIa-1");
        Notification deal = Notification.of(
                "n1",
                "Opportunity",
                java.util.Map.of(
                        "Id", DEAL, "StageName", "Prospecting", "LastModifiedDate", "2026-11-20T00:00:00.000Z"));
        SourceChange.Event event = (SourceChange.Event) crm.read(crm.lookUp(deal.written()));
        assertThat(event.event().subject()).isEqualTo(ExternalId.lead("sf", "00Q000000000001EAA"));
        assertThat(ofRecords()).hasSize(1);
    }

    /** The queries that are not about what the organisation looks like. */
    private List<String> ofRecords() {
        return salesforce.queries().stream()
                .filter(it -> !it.contains("FROM OpportunityStage"))
                .toList();
    }

    private CrmUnavailable refused() {
        return catchThrowableOfType(CrmUnavailable.class, () -> crm.changesSince("Lead", new Mark(SINCE, "")));
    }

    @Test
    void a_refused_sign_in_says_so_in_salesforces_own_words_also_while_it_is_not_asked_again() {
        salesforce.refusesSignIns(true);
        for (int i = 0; i < 2; i++) {
            CrmUnavailable refused = refused();
            assertThat(refused.kind()).isEqualTo(CrmUnavailable.Kind.SIGN_IN_REFUSED);
            assertThat(refused.words()).contains("It says: \"invalid_client: invalid client credentials\"");
        }
        assertThat(salesforce.signIns()).hasSize(1);
    }

    @Test
    void a_call_that_is_not_allowed_is_named_and_a_used_up_limit_is_no_refusal() {
        salesforce.answersOnce(
                403, FakeSalesforce.error("API_DISABLED_FOR_ORG", "API is not enabled for this Organization"));
        assertThat(refused().kind()).isEqualTo(CrmUnavailable.Kind.ACCESS_DENIED);
        salesforce.answersOnce(403, FakeSalesforce.error("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
        assertThat(refused().isRefusal()).isFalse();
    }
}
