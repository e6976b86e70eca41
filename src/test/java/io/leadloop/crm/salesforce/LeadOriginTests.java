package io.leadloop.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.LeadEvent;
import io.leadloop.support.Resources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The lead behind an opportunity: its own field, the converted lead, the primary contact's leads. */
class LeadOriginTests {

    private static final String DEALS = Resources.text("crm/salesforce/opportunity-won.xml");
    private static final String BARE = "0061N00000WD1shQAD";
    private static final String CONTACT = "003xx000004TmiQAAS";

    private final FakeSalesforce salesforce = new FakeSalesforce();
    private final ASource source = new ASource();
    private final ConnectedSalesforce crm = source.at(salesforce).connected();

    @AfterEach
    void close() {
        assertThat(salesforce.queries()).noneMatch(it -> it.contains("@"));
        salesforce.close();
    }

    @Test
    void a_deal_without_lead_or_click_has_to_be_looked_up_and_a_lead_never() throws Exception {
        assertThat(received(DEALS)).allMatch(it -> crm.needsLookup(it.payload()));
        assertThat(received(Resources.text("crm/salesforce/lead-mql.xml")))
                .noneMatch(it -> crm.needsLookup(it.payload()));
    }

    @Test
    void the_converted_lead_gives_its_click_its_time_and_its_contact() throws Exception {
        lead("00Q000000000001EAA", "2026-10-01T08:15:30.000+0000", "EAIaIQobChMI-FAKE", BARE, CONTACT);
        SourceChange.Event change = lookedUp();
        LeadEvent event = change.event();
        assertThat(change.evidence()).isEqualTo("click by converted lead");
        assertThat(event.subject()).isEqualTo(ExternalId.lead("sf", "00Q000000000001EAA"));
        assertThat(event.aliases()).containsExactly(ExternalId.deal("sf", BARE));
        assertThat(event.clickIds()).singleElement().satisfies(it -> {
            assertThat(it.value()).isEqualTo("EAIaIQobChMI-FAKE");
            assertThat(it.clickedAt()).isEqualTo("2026-10-01T08:15:30Z");
        });
        assertThat(event.status()).isEqualTo("Prospecting");
        assertThat(event.dealId()).isEqualTo(BARE);
        assertThat(event.occurredAt()).isEqualTo("2026-11-03T16:45:00Z");
        assertThat(event.contact().email()).isNotNull();
    }

    @Test
    void the_primary_contact_leads_to_the_newest_click_before_the_deal() throws Exception {
        role(BARE, CONTACT, true);
        role(BARE, "003xx000004TmiRAAS", false);
        salesforce.row("Opportunity", "Id", BARE, "CreatedDate", "2026-10-20T00:00:00.000+0000");
        lead("00Q000000000001EAA", "2026-09-01T00:00:00.000+0000", "older", null, CONTACT);
        lead("00Q000000000002EAA", "2026-10-10T00:00:00.000+0000", "newest-before", null, CONTACT);
        lead("00Q000000000003EAA", "2026-10-15T00:00:00.000+0000", null, null, CONTACT);
        lead("00Q000000000004EAA", "2026-10-25T00:00:00.000+0000", "after", null, CONTACT);
        SourceChange.Event change = lookedUp();
        assertThat(change.evidence()).isEqualTo("click by contact's lead");
        assertThat(change.event().subject().id()).isEqualTo("00Q000000000002EAA");
        assertThat(change.event().aliases())
                .containsExactly(ExternalId.deal("sf", BARE), new ExternalId("sf", RecordType.CONTACT, CONTACT));
        assertThat(change.event().clickIds()).extracting(ClickId::value).containsExactly("newest-before");
    }

    @Test
    void a_placeholder_is_no_click_that_would_win() throws Exception {
        role(BARE, CONTACT, false);
        salesforce.row("Opportunity", "Id", BARE, "CreatedDate", "2026-10-20T00:00:00.000+0000");
        lead("00Q000000000001EAA", "2026-09-01T00:00:00.000+0000", "a-click", null, CONTACT);
        lead("00Q000000000002EAA", "2026-10-10T00:00:00.000+0000", "undefined", null, CONTACT);
        assertThat(lookedUp().event().subject().id()).isEqualTo("00Q000000000001EAA");
    }

    @Test
    void of_several_leads_converted_into_one_deal_the_newest_click_before_it_counts() throws Exception {
        salesforce.row("Opportunity", "Id", BARE, "CreatedDate", "2026-10-20T00:00:00.000+0000");
        lead("00Q000000000001EAA", "2026-10-10T00:00:00.000+0000", "before", BARE, CONTACT);
        lead("00Q000000000002EAA", "2026-10-25T00:00:00.000+0000", "after", BARE, CONTACT);
        assertThat(lookedUp().event().subject().id()).isEqualTo("00Q000000000001EAA");
    }

    @Test
    void a_contact_without_leads_is_an_alias_by_which_the_deal_waits() throws Exception {
        role(BARE, CONTACT, true);
        SourceChange.Event change = lookedUp();
        assertThat(change.evidence()).isEqualTo("contact, no lead in Salesforce");
        assertThat(change.event().subject()).isEqualTo(ExternalId.deal("sf", BARE));
        assertThat(change.event().aliases()).containsExactly(new ExternalId("sf", RecordType.CONTACT, CONTACT));
    }

    @Test
    void nothing_found_is_said_and_not_asked_again() throws Exception {
        byte[] whole = crm.lookUp(received(DEALS).get(1).payload());
        assertThat(crm.needsLookup(whole)).isFalse();
        assertThat(((SourceChange.Event) crm.read(whole)).evidence()).isEqualTo("no lead in Salesforce");
    }

    @Test
    void sequence_10_the_deals_own_click_stays_and_the_leads_comes_with_it() throws Exception {
        lead("00Q000000000001EAA", "2026-10-01T08:15:30.000+0000", "the-leads-own", "0067F000003pmdWQAQ", CONTACT);
        SourceChange.Event change =
                (SourceChange.Event) crm.read(crm.lookUp(received(DEALS).get(0).payload()));
        assertThat(change.evidence()).isEqualTo("own click, lead by converted lead");
        assertThat(change.event().clickIds())
                .extracting(ClickId::value)
                .containsExactly("the-leads-own", "EAIaIQobChMI-FAKE_gclid-AbC123");
        assertThat(change.event().dealValue().amount().amount()).isEqualByComparingTo("120000");
    }

    @Test
    void the_lead_that_the_deals_own_field_names_comes_first() throws Exception {
        lead("00Q000000000001EAA", "2026-10-01T08:15:30.000+0000", "a-click", null, null);
        lead("00Q000000000002EAA", "2026-10-02T08:15:30.000+0000", "other", BARE, null);
        SourceChange.Event change = (SourceChange.Event)
                crm.read(crm.lookUp(received(named("00Q000000000001")).get(1).payload()));
        assertThat(change.evidence()).isEqualTo("click by own field");
        assertThat(change.event().aliases()).containsExactly(ExternalId.deal("sf", BARE));
    }

    @Test
    void a_lead_that_only_the_deals_own_field_names_begins_with_its_deal() throws Exception {
        SourceChange.Event change = (SourceChange.Event)
                crm.read(received(named("00Q000000000001")).get(1).payload());
        assertThat(change.event().subject()).isEqualTo(ExternalId.lead("sf", "00Q000000000001EAA"));
        assertThat(change.event().aliases()).containsExactly(ExternalId.deal("sf", BARE));
    }

    @Test
    void two_leads_that_a_deal_names_are_never_one() throws Exception {
        ConnectedSalesforce two =
                source.with("lead-id-fields", "Lead_Id__c,Partner_Lead__c").connected();
        String both = DEALS.replace(
                "<sf:StageName>Prospecting",
                "<sf:Lead_Id__c>00Q000000000001</sf:Lead_Id__c><sf:Partner_Lead__c>00Q000000000002</sf:Partner_Lead__c>"
                        + "<sf:StageName>Prospecting");
        byte[] payload = received(both).get(1).payload();
        LeadEvent untold = ((SourceChange.Event) two.read(payload)).event();
        assertThat(untold.subject()).isEqualTo(ExternalId.deal("sf", BARE));
        assertThat(untold.aliases())
                .containsExactly(
                        ExternalId.lead("sf", "00Q000000000001EAA"), ExternalId.lead("sf", "00Q000000000002EAA"));
        lead("00Q000000000001EAA", "2026-10-01T08:15:30.000+0000", "a-click", null, null);
        LeadEvent told = ((SourceChange.Event) two.read(two.lookUp(payload))).event();
        assertThat(told.subject()).isEqualTo(ExternalId.lead("sf", "00Q000000000001EAA"));
        assertThat(told.aliases()).containsExactly(ExternalId.deal("sf", BARE));
    }

    private static String named(String lead) {
        return DEALS.replace(
                "<sf:StageName>Prospecting", "<sf:Lead_Id__c>" + lead + "</sf:Lead_Id__c><sf:StageName>Prospecting");
    }

    @Test
    void a_salesforce_that_is_away_is_asked_later() throws Exception {
        byte[] payload = received(DEALS).get(1).payload();
        crm.lookUp(payload);
        salesforce.answersOnce(503, "<html>maintenance</html>");
        CrmUnavailable later = catchThrowableOfType(CrmUnavailable.class, () -> crm.lookUp(payload));
        assertThat(later.words()).contains("not available");
        salesforce.close();
        assertThat(catchThrowableOfType(CrmUnavailable.class, () -> crm.lookUp(payload))
                        .words())
                .contains("did not answer");
    }

    @Test
    void our_own_write_back_is_recognised_and_says_nothing_about_the_stage() throws Exception {
        ConnectedSalesforce writing = source.with("write-back.object", "Opportunity")
                .with("write-back.fields.state", "Ad_State__c")
                .with("write-back.user-id", "005xx000001Svog")
                .connected();
        String ours = DEALS.replace(
                "<sf:LastModifiedDate>2026-11-03T16:45:00.000Z",
                "<sf:LastStageChangeDate>2026-11-03T16:45:00.000Z</sf:LastStageChangeDate>"
                        + "<sf:LastModifiedById>005xx000001SvogAAC</sf:LastModifiedById>"
                        + "<sf:LastModifiedDate>2026-11-05T00:00:00.000Z");
        SourceChange.Event change =
                (SourceChange.Event) writing.read(received(ours).get(0).payload());
        assertThat(change.evidence()).isEqualTo("after our own write-back");
        assertThat(change.event().occurredAt()).isEqualTo(Instant.parse("2026-11-03T16:45:00Z"));
    }

    private SourceChange.Event lookedUp() throws CrmUnavailable, Untranslatable, WebhookRefused {
        return (SourceChange.Event) crm.read(crm.lookUp(received(DEALS).get(1).payload()));
    }

    private List<Delivery> received(String xml) throws WebhookRefused {
        return crm.receive(new WebhookRequest(xml.getBytes(StandardCharsets.UTF_8), "a-secret-token", name -> null));
    }

    private void lead(String id, String created, String gclid, String deal, String contact) {
        salesforce.row(
                "Lead",
                "Id",
                id,
                "Status",
                "Closed - Converted",
                "IsConverted",
                true,
                "CreatedDate",
                created,
                "GCLID__c",
                gclid,
                "ConvertedOpportunityId",
                deal,
                "ConvertedContactId",
                contact,
                "Email",
                "jane.doe@example.com");
    }

    private void role(String deal, String contact, boolean primary) {
        salesforce.row(
                "OpportunityContactRole",
                "Id",
                "00K" + contact.substring(3),
                "OpportunityId",
                deal,
                "ContactId",
                contact,
                "IsPrimary",
                primary,
                "CreatedDate",
                "2026-10-20T00:00:00.000+0000");
    }

    @Test
    void a_converted_lead_costs_one_query() throws Exception {
        lead("00Q000000000001EAA", "2026-10-01T08:15:30.000+0000", "a-click", BARE, CONTACT);
        lookedUp();
        assertThat(salesforce.queries())
                .singleElement()
                .satisfies(it -> assertThat(it).contains("FROM Lead WHERE ConvertedOpportunityId"));
    }

    @Test
    void a_contacts_lead_costs_four_queries() throws Exception {
        role(BARE, CONTACT, true);
        salesforce.row("Opportunity", "Id", BARE, "CreatedDate", "2026-10-20T00:00:00.000+0000");
        lead("00Q000000000001EAA", "2026-09-01T00:00:00.000+0000", "a-click", null, CONTACT);
        lookedUp();
        assertThat(salesforce.queries()).hasSize(4);
    }
}
