package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.inbox.LeadEvents;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.process.ConversionVerbs;
import io.leadloop.support.House;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A merge while one lead's win is told and the other's waits, and where a lead stands whose deal went to another. */
class TwoLeadsThatAreOneStoryTests extends OneConversion {

    @Autowired
    LeadEvents merging;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ConversionVerbs verbs;

    private void deal(String lead, String deal, String status, String time) {
        String outcome = status.equals("Closed Won") ? "won" : "open";
        house.genericSends(House.event(
                lead,
                status,
                "2026-10-03T" + time + ":00Z",
                ",\"deal\":{\"id\":\"%s\",\"outcome\":\"%s\",\"amount\":500,\"currency\":\"EUR\"}"
                        .formatted(deal, outcome),
                "gclid=" + lead + "-g"));
        house.applies();
    }

    private Lead lead(String id) {
        return house.lead("generic", id).orElseThrow();
    }

    @Nested
    class A_merge {

        private LeadId winnerOf(String loser, String winner) {
            new TransactionTemplate(transactions)
                    .executeWithoutResult(
                            tx -> merging.merge(ExternalId.lead("generic", loser), ExternalId.lead("generic", winner)));
            house.settles();
            return lead(winner).id();
        }

        @Test
        void tells_nothing_twice_where_the_losers_step_was_told_and_the_winners_waits() {
            house.leadReaches("tm1", "MQL", "2026-10-03T09:00:00Z", "gclid=tm1-g");
            house.settles();
            Conversion waits = planned("tm2");
            LeadId loser = lead("tm1").id();
            Conversion told = house.conversion("tm1", "MQL", "google-ads");
            LeadId winner = winnerOf("tm1", "tm2");
            assertThat(house.conversionsOf(winner))
                    .filteredOn(
                            it -> it.stage().equals("MQL") && it.destination().equals("google-ads"))
                    .singleElement()
                    .returns(told.id(), Conversion::id)
                    .returns(ConversionState.ACCEPTED, Conversion::state);
            assertThat(house.conversionsOf(loser))
                    .filteredOn(it -> it.id().equals(waits.id()))
                    .singleElement()
                    .returns(ConversionState.MERGED, Conversion::state)
                    .returns("MERGED", Conversion::reason);
            assertThat(process(waits)).isNull();
            assertThat(ends(waits)).hasSize(1);
            assertThat(house.received("google-ads", "tm2-g")).isEmpty();
            assertThat(house.received("google-ads", "tm1-g")).hasSize(1);
        }

        @Test
        void keeps_the_winners_own_where_neither_was_told() {
            Conversion loses = planned("tm3");
            Conversion stays = planned("tm4");
            winnerOf("tm3", "tm4");
            assertThat(now(loses).state()).isEqualTo(ConversionState.MERGED);
            assertThat(now(stays).state()).isEqualTo(ConversionState.ACCEPTED);
            assertThat(house.received("google-ads", "tm3-g")).isEmpty();
            assertThat(house.received("google-ads", "tm4-g")).hasSize(1);
        }

        @Test
        void leaves_nothing_that_a_look_again_would_tell_beside_the_winners() {
            house.genericSends(House.event("tm11", "MQL", "2026-10-03T09:00:00Z", "", "gclid=tm12-g")
                    .replace("granted", "unknown"));
            house.applies();
            Conversion refused = house.conversion("tm11", "MQL", "google-ads");
            planned("tm12");
            winnerOf("tm11", "tm12");
            house.sql("update leadloop.lead set consent_ad_user_data = 'GRANTED' where id = '" + refused.lead() + "'");
            assertThatExceptionOfType(ConversionVerbs.NotPossible.class).isThrownBy(() -> verbs.retry(refused.id()));
            house.uploads();
            assertThat(house.received("google-ads", "tm12-g")).hasSize(1);
        }

        @Test
        void keeps_what_the_platform_has_where_the_winners_was_only_tried() {
            house.leadReaches("tm5", "MQL", "2026-10-03T09:00:00Z", "gclid=tm5-g");
            house.settles();
            Conversion told = house.conversion("tm5", "MQL", "google-ads");
            Conversion tried = planned("tm6");
            house.faults("google-ads", "{\"fault\":\"SERVER_ERROR\",\"times\":1}");
            house.uploadsOnce("google-ads");
            assertThat(now(tried).attempts()).isEqualTo(1);
            LeadId winner = winnerOf("tm5", "tm6");
            house.retriesAreDue();
            house.uploads();
            assertThat(house.conversionsOf(winner))
                    .filteredOn(
                            it -> it.stage().equals("MQL") && it.destination().equals("google-ads"))
                    .singleElement()
                    .returns(told.id(), Conversion::id)
                    .returns(ConversionState.ACCEPTED, Conversion::state);
            assertThat(house.conversionsOf(told.lead()))
                    .filteredOn(it -> it.id().equals(tried.id()))
                    .singleElement()
                    .returns(ConversionState.MERGED, Conversion::state);
            assertThat(house.received("google-ads", "tm6-g")).isEmpty();
        }

        @Test
        void keeps_what_may_have_arrived_where_the_winners_was_never_tried() {
            Conversion tried = planned("tm7");
            house.faults("google-ads", "{\"fault\":\"TIMEOUT_AFTER_ACCEPTING\",\"times\":1}");
            house.uploadsOnce("google-ads");
            planned("tm8");
            LeadId winner = winnerOf("tm7", "tm8");
            house.retriesAreDue();
            house.uploads();
            assertThat(house.conversionsOf(winner))
                    .filteredOn(
                            it -> it.stage().equals("MQL") && it.destination().equals("google-ads"))
                    .singleElement()
                    .returns(tried.id(), Conversion::id)
                    .returns(ConversionState.ACCEPTED, Conversion::state);
            assertThat(house.received("google-ads", "tm8-g")).isEmpty();
        }

        @Test
        void plans_what_the_winner_was_refused_for_want_of_the_losers_click() {
            house.leadReaches("tm10", "MQL", "2026-10-03T09:00:00Z");
            house.leadReaches("tm9", "CAPTURED", "2026-10-03T08:00:00Z", "gclid=tm9-g");
            house.settles();
            assertThat(house.conversion("tm10", "MQL", "google-ads").reason()).isEqualTo("NO_CLICK_ID");
            winnerOf("tm9", "tm10");
            assertThat(house.conversion("tm10", "MQL", "google-ads").state()).isEqualTo(ConversionState.ACCEPTED);
            assertThat(house.received("google-ads", "tm9-g")).hasSize(1);
        }
    }

    @Nested
    class A_lead_whose_deal_went_to_another {

        @Test
        void stands_at_its_other_deal() {
            deal("ld1", "ld-a", "SQL", "08:00");
            deal("ld1", "ld-b", "Closed Won", "09:00");
            deal("ld2", "ld-b", "Closed Won", "09:00");
            assertThat(lead("ld1"))
                    .returns("SQL", Lead::stage)
                    .returns("ld-a", Lead::dealId)
                    .returns(java.time.Instant.parse("2026-10-03T08:00:00Z"), Lead::stageAt);
            assertThat(lead("ld2").stage()).isEqualTo("WON");
        }

        @Test
        void stands_where_the_crm_said_of_itself() {
            house.leadReaches("ld3", "MQL", "2026-10-03T07:00:00Z");
            house.applies();
            deal("ld3", "ld-c", "Closed Won", "09:00");
            deal("ld4", "ld-c", "Closed Won", "09:00");
            assertThat(lead("ld3")).returns("MQL", Lead::stage).returns("", Lead::dealId);
        }

        @Test
        void stands_where_leads_begin_when_nothing_else_was_said() {
            deal("ld5", "ld-e", "Closed Won", "09:00");
            deal("ld6", "ld-e", "Closed Won", "09:00");
            assertThat(lead("ld5")).returns("CAPTURED", Lead::stage).returns("", Lead::dealId);
        }

        @Test
        void stays_where_it_stands_by_another_deal() {
            deal("ld7", "ld-g", "SQL", "08:00");
            deal("ld7", "ld-h", "Closed Won", "09:00");
            deal("ld8", "ld-g", "SQL", "08:00");
            assertThat(lead("ld7")).returns("WON", Lead::stage).returns("ld-h", Lead::dealId);
        }
    }
}
