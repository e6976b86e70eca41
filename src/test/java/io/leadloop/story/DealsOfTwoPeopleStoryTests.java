package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.crm.LeadEventDraft;
import io.leadloop.inbox.InboxReplay;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import io.leadloop.support.House;
import io.leadloop.support.Resources;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** A deal, a number or a mailbox that two people share: each keeps what is theirs. */
class DealsOfTwoPeopleStoryTests extends TwoPeople {

    @Autowired
    InboxReplay replay;

    @Test
    void a_denial_of_another_person_in_an_unmapped_status_does_not_deny_the_leads_consent() {
        applies(said(won("generic", "a03", "a03-d"), "Closed Won", "08:00"));
        applies(said(
                LeadEventDraft.ofCandidates("generic", "a03-d", euros(500), List.of("stranger03"))
                        .contact("stranger03@example.com", null)
                        .consent(Consent.of(Consent.State.DENIED)),
                "A status that no rule knows",
                "08:10"));
        assertThat(lead("a03").consent().adUserData()).isEqualTo(Consent.State.GRANTED);
    }

    @Test
    void forgetting_one_contact_of_a_deal_leaves_the_others_win() {
        house.leadReaches("a04", "MQL", "2026-10-03T07:00:00Z", "gclid=a04-g");
        house.leadReaches("b04", "MQL", "2026-10-03T07:00:00Z", "gclid=b04-g");
        house.applies();
        LeadEventDraft open = LeadEventDraft.ofCandidates("generic", "d04", euros(500), List.of("b04", "a04"));
        applies(said(open, "SQL", "08:00"));
        erasures.erase(List.of(lead("a04").id()), null, "me", "asked");
        applies(said(
                LeadEventDraft.ofCandidates("generic", "d04", euros(500), List.of("b04", "a04"))
                        .outcome(LeadEvent.Outcome.WON),
                "Closed Won",
                "09:00"));
        house.settles();
        assertThat(wins("b04", "google-ads")).extracting(Conversion::state).containsExactly(ConversionState.ACCEPTED);
    }

    @Test
    void a_deal_whose_first_person_was_forgotten_is_won_by_its_next_person() {
        house.leadReaches("b4b", "MQL", "2026-10-03T07:00:00Z", "gclid=b4b-g");
        deal("a4b", "d4b", "SQL", "08:00");
        erasures.erase(List.of(lead("a4b").id()), null, "me", "asked");
        deal("b4b", "d4b", "Closed Won", "09:00");
        house.settles();
        assertThat(wins("b4b", "google-ads")).extracting(Conversion::state).containsExactly(ConversionState.ACCEPTED);
    }

    /** Salesforce: a second lead is converted into the opportunity. */
    @Test
    void a_deal_that_another_lead_is_only_linked_to_stays_and_is_won_by_its_own() {
        deal("a4c", "d4c", "SQL", "08:00");
        house.leadReaches("b4c", "MQL", "2026-10-03T07:00:00Z", "gclid=b4c-g");
        house.applies();
        applies(said(
                LeadEventDraft.ofLead(ExternalId.lead("generic", "b4c")).alias(ExternalId.deal("generic", "d4c")),
                "SQL",
                "08:30"));
        applies(said(
                LeadEventDraft.ofCandidates("generic", "d4c", euros(500), List.of())
                        .outcome(LeadEvent.Outcome.WON),
                "Closed Won",
                "09:00"));
        house.settles();
        assertThat(wins("a4c", "google-ads")).extracting(Conversion::state).containsExactly(ConversionState.ACCEPTED);
        assertThat(wins("b4c", "google-ads")).isEmpty();
        assertThat(lead("b4c").stage()).isEqualTo("SQL");
    }

    @Test
    void deals_of_two_crms_with_one_number_are_two_deals() {
        applies(said(won("pipedrive", "5", "610"), "Closed Won", "08:00"));
        house.settles();
        // One batch: the known deal of one CRM, the win of another CRM's deal with that number.
        applies(
                said(won("pipedrive", "5", "610"), "Closed Won", "08:00"),
                said(won("generic", "a05", "610"), "Closed Won", "09:00"));
        house.settles();
        assertThat(wins("a05", "google-ads"))
                .extracting(Conversion::state, Conversion::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ConversionState.ACCEPTED, null));
    }

    @Test
    void a_loss_of_one_crms_deal_takes_nothing_back_of_another_crms_deal() {
        applies(
                said(won("pipedrive", "6", "611"), "Closed Won", "08:00"),
                said(won("generic", "a05b", "611"), "Closed Won", "08:00"));
        house.settles();
        applies(
                said(won("pipedrive", "6", "611"), "Closed Won", "08:00"),
                said(
                        LeadEventDraft.ofDeal("generic", "611", euros(500), List.of("a05b"))
                                .outcome(LeadEvent.Outcome.LOST),
                        "Closed Lost",
                        "09:00"));
        house.settles();
        assertThat(house.conversionsOf(
                        house.lead("pipedrive", "6").orElseThrow().id()))
                .filteredOn(it ->
                        it.destination().equals("google-ads") && it.stage().equals("WON"))
                .hasSize(1);
    }

    @Test
    void a_privacy_event_of_one_record_leaves_another_persons_waiting_event_with_the_same_mailbox() {
        house.genericSends(House.event("a16", "MQL", "2026-10-03T08:00:00Z", "", "gclid=a16-g")
                .replace("a16@example.com", "office@firm.example"));
        house.applies();
        house.genericSends(House.event("b16", "MQL", "2026-10-03T08:00:00Z", "", "gclid=b16-g")
                .replace("b16@example.com", "office@firm.example"));
        new TransactionTemplate(transactions)
                .executeWithoutResult(tx -> erasures.eraseLeadsOf(ExternalId.lead("generic", "a16"), "generic"));
        house.applies();
        assertThat(house.lead("generic", "b16")).isPresent();
    }

    @Test
    void a_win_whose_deal_comes_back_before_it_was_sent_is_told() {
        house.administratorPosts("/api/destinations/google-ads/pause");
        deal("a17", "d17", "Closed Won", "08:00");
        deal("b17", "d17", "Closed Won", "08:00");
        deal("a17", "d17", "Closed Won", "08:00");
        house.administratorPosts("/api/destinations/google-ads/resume");
        house.settles();
        long told = wins("a17", "google-ads").stream()
                .filter(it -> it.state() == ConversionState.ACCEPTED)
                .count();
        assertThat(wins("b17", "google-ads")).noneMatch(it -> it.state() == ConversionState.ACCEPTED);
        assertThat(told).isEqualTo(1);
    }

    @Test
    void a_loss_of_one_deal_that_arrives_first_hides_no_earlier_win_of_another() {
        house.leadReaches("a20", "MQL", "2026-10-03T06:00:00Z", "gclid=a20-g");
        house.applies();
        deal("a20", "d20x", "Closed Lost", "09:00");
        deal("a20", "d20y", "Closed Won", "08:00");
        house.settles();
        assertThat(lead("a20").stage()).isEqualTo("WON");
        assertThat(wins("a20", "google-ads"))
                .filteredOn(it -> it.state() == ConversionState.ACCEPTED)
                .hasSize(1);
    }

    @Test
    void forgetting_a_lead_by_its_id_forgets_no_lead_whose_deal_has_that_number() {
        house.leadReaches("70021", "MQL", "2026-10-03T07:00:00Z", "gclid=a21-g");
        deal("b21", "70021", "SQL", "08:00");
        assertThat(erasures.find(new io.leadloop.privacy.ErasureQuery(
                        io.leadloop.lead.HashedContact.NONE, null, java.util.Set.of("70021"), null)))
                .containsExactly(lead("70021").id());
    }

    @Test
    void a_deal_whose_click_two_leads_have_is_neithers() {
        for (String n : List.of("1", "2")) {
            house.salesforceSends(Resources.text("crm/salesforce/lead-mql.xml")
                    .replace("00Q000000000001EAA", "00Q00000000009" + n + "EAA")
                    .replace("04lxx000000CaSd", "04lxx000000CaW" + n)
                    .replace("jane.doe@example.com", "twin-" + n + "@example.com")
                    .replace("IwAR2Fake_fbclid-000", "twin-fbclid-" + n)
                    .replace("EAIaIQobChMI-FAKE_gclid-AbC123", "twin-gclid"));
        }
        house.settles();
        house.salesforceSends(Resources.text("crm/salesforce/opportunity-won.xml")
                .replace("0067F000003pmdWQAQ", "0067F000003twin")
                .replace("04lxx000000CaSe", "04lxx000000CaXe")
                .replace("04lxx000000CaSf", "04lxx000000CaXf")
                .replace("2026-11-03T16:45:00.000Z", "2026-10-03T10:22:00.000Z")
                .replace("EAIaIQobChMI-FAKE_gclid-AbC123", "twin-gclid"));
        house.settles();
        replay.releaseMatched();
        house.settles();
        assertThat(List.of("1", "2"))
                .allSatisfy(n -> assertThat(house.lead("salesforce", "00Q00000000009" + n + "EAA")
                                .orElseThrow()
                                .stage())
                        .isEqualTo("MQL"));
    }
}
