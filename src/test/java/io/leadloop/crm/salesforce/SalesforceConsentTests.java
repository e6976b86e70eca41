package io.leadloop.crm.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.CrmSource;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.SourceChange;
import io.leadloop.lead.Consent;
import io.leadloop.lead.LeadEvent;
import io.leadloop.support.Resources;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a record says of consent is as old as the record, however old its stage is. */
class SalesforceConsentTests {

    private static final String DEAL = Resources.text("crm/salesforce/opportunity-won.xml")
            .replace("<sf:Amount>", "<sf:Ad_Consent__c>no</sf:Ad_Consent__c>\n     <sf:Amount>")
            .replace(
                    "<sf:LeadSource>",
                    "<sf:LastStageChangeDate>2026-10-20T09:00:00.000Z</sf:LastStageChangeDate>\n     <sf:LeadSource>");

    private static LeadEvent read(String message) throws Exception {
        CrmSource source = new ASource().with("consent-field", "Ad_Consent__c").made();
        byte[] payload = source.receive(
                        new WebhookRequest(message.getBytes(StandardCharsets.UTF_8), "a-secret-token", name -> null))
                .get(0)
                .payload();
        return ((SourceChange.Event) source.read(payload)).event();
    }

    @Test
    void a_deal_that_has_been_at_its_stage_for_weeks_says_today_that_it_is_denied() throws Exception {
        LeadEvent event = read(DEAL);
        assertThat(event.occurredAt()).isEqualTo("2026-10-20T09:00:00Z");
        assertThat(event.consent())
                .returns(Consent.State.DENIED, Consent::adUserData)
                .satisfies(it -> assertThat(it.saidAt()).isEqualTo("2026-11-03T16:45:00Z"));
    }

    @Test
    void without_SystemModstamp_the_last_modification_counts() throws Exception {
        LeadEvent event = read(DEAL.replaceAll("<sf:SystemModstamp>[^<]*</sf:SystemModstamp>", ""));
        assertThat(event.consent().saidAt()).isEqualTo("2026-11-03T16:45:00Z");
    }

    @Test
    void a_message_with_neither_is_of_its_stages_time() throws Exception {
        LeadEvent event = read(DEAL.replaceAll("<sf:(SystemModstamp|LastModifiedDate)>[^<]*</sf:\\1>", ""));
        assertThat(event.consent().saidAt()).isNull();
    }
}
