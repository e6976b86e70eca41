package io.leadloop.planning;

import static io.leadloop.planning.Planning.LEAD;
import static io.leadloop.planning.Planning.LOST;
import static io.leadloop.planning.Planning.MQL;
import static io.leadloop.planning.Planning.NOW;
import static io.leadloop.planning.Planning.SQL;
import static io.leadloop.planning.Planning.WON;
import static io.leadloop.planning.Planning.at;
import static io.leadloop.planning.Planning.euros;
import static io.leadloop.planning.Planning.event;
import static io.leadloop.planning.Planning.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.KnownDeal;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.lead.StageMove;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a change of a lead makes untrue of what was told. */
class LeadChangeTests {

    private static final Map<String, Stage> PIPELINE = Map.of("MQL", MQL, "SQL", SQL, "WON", WON, "LOST", LOST);
    private static final DealValue WORTH = new DealValue(euros(5), null);

    private static LeadChange change(
            Stage stage,
            StageMove move,
            @Nullable DealChange deal,
            LeadEvent event,
            String standsBy,
            boolean newClick) {
        return new LeadChange(
                at(LEAD, stage.id(), standsBy, Consent.State.GRANTED, HashedContact.NONE),
                true,
                List.of(),
                newClick,
                event,
                stage,
                move,
                deal,
                null,
                Set.of("MQL", "SQL", "WON"));
    }

    private static LeadChange ofLead(Stage stage, StageMove move) {
        return change(stage, move, null, event("", NOW, null, DealValue.UNTOLD), "", false);
    }

    private static LeadChange ofDeal(Stage stage, StageMove move, boolean moves, DealValue dealValue) {
        KnownDeal after = new KnownDeal(LEAD, "d", stage.id(), NOW, dealValue, NOW);
        return change(
                stage, move, new DealChange(after, moves, false), event("d", NOW, null, dealValue), "other", false);
    }

    @Nested
    class News_of_the_lead_itself {

        @Test
        void takes_a_win_back_when_it_is_lost_and_nothing_else() {
            assertThat(ofLead(LOST, StageMove.MOVES).takesBack(WON, "")).isTrue();
            assertThat(ofLead(LOST, StageMove.MOVES).takesBack(SQL, "")).isFalse();
            assertThat(ofLead(LOST, StageMove.STAYS).takesBack(WON, "")).isFalse();
        }

        @Test
        void takes_deeper_stages_back_when_it_moves_back() {
            assertThat(ofLead(SQL, StageMove.MOVES).takesBack(WON, "")).isTrue();
            assertThat(ofLead(SQL, StageMove.MOVES).takesBack(SQL, "")).isFalse();
            assertThat(ofLead(SQL, StageMove.MOVES).takesBack(MQL, "")).isFalse();
            assertThat(ofLead(SQL, StageMove.PASSED).takesBack(WON, "")).isFalse();
        }

        @Test
        void is_about_all_that_was_told() {
            assertThat(ofLead(SQL, StageMove.MOVES).isAbout("d")).isTrue();
            assertThat(ofLead(SQL, StageMove.MOVES).isAbout("")).isTrue();
        }
    }

    @Nested
    class News_of_a_deal {

        @Test
        void is_about_its_own_and_about_the_leads_while_the_lead_stands_by_it() {
            LeadChange passed = ofDeal(SQL, StageMove.PASSED, true, WORTH);
            assertThat(passed.isAbout("d")).isTrue();
            assertThat(passed.isAbout("other")).isFalse();
            assertThat(passed.isAbout("")).isFalse();
            assertThat(ofDeal(SQL, StageMove.MOVES, true, WORTH).isAbout("")).isTrue();
            assertThat(change(SQL, StageMove.STAYS, null, event("d", NOW, null, WORTH), "d", false)
                            .isAbout(""))
                    .isTrue();
        }

        @Test
        void moves_the_deals_conversions_by_the_deal_and_the_leads_by_the_lead() {
            LeadChange deal = ofDeal(LOST, StageMove.STAYS, true, WORTH);
            assertThat(deal.moves("d")).isTrue();
            assertThat(deal.moves("")).isFalse();
            assertThat(ofDeal(LOST, StageMove.MOVES, false, WORTH).moves("d")).isFalse();
            assertThat(ofDeal(LOST, StageMove.MOVES, false, WORTH).moves("")).isTrue();
        }

        @Test
        void brings_a_new_amount_while_the_deal_stands_there() {
            assertThat(ofDeal(WON, StageMove.STAYS, false, WORTH).concerns(WON, "d"))
                    .isTrue();
            assertThat(ofDeal(WON, StageMove.STAYS, false, DealValue.UNTOLD).concerns(WON, "d"))
                    .isFalse();
            assertThat(ofDeal(WON, StageMove.STARTS, false, WORTH).concerns(WON, "d"))
                    .isFalse();
            assertThat(ofDeal(SQL, StageMove.STAYS, false, WORTH).concerns(WON, "d"))
                    .isFalse();
            KnownDeal lostSince = new KnownDeal(LEAD, "d", "LOST", NOW, WORTH, NOW);
            assertThat(change(
                                    WON,
                                    StageMove.STAYS,
                                    new DealChange(lostSince, false, true),
                                    event("d", NOW, null, WORTH),
                                    "d",
                                    false)
                            .concerns(WON, "d"))
                    .isFalse();
        }

        @Test
        void brings_a_win_back_without_an_amount() {
            assertThat(ofDeal(WON, StageMove.STAYS, true, DealValue.UNTOLD).concerns(WON, "d"))
                    .isTrue();
        }

        @Test
        void is_worth_what_is_known_of_the_deal() {
            KnownDeal known = new KnownDeal(LEAD, "d", "WON", NOW, WORTH, NOW);
            LeadEvent silent = event("d", NOW, null, DealValue.UNTOLD);
            assertThat(change(WON, StageMove.MOVES, new DealChange(known, true, false), silent, "d", false)
                            .dealValue())
                    .isEqualTo(WORTH);
            assertThat(change(WON, StageMove.MOVES, null, event("d", NOW, null, WORTH), "d", false)
                            .dealValue())
                    .isEqualTo(WORTH);
        }
    }

    @Nested
    class A_stage {

        @Test
        void whose_policy_is_to_leave_is_never_adjusted() {
            Stage left = stage("WON", StageKind.REVENUE, 30, AdjustmentPolicy.LEAVE);
            assertThat(ofLead(LOST, StageMove.MOVES).concerns(left, "")).isFalse();
            assertThat(ofLead(LOST, StageMove.MOVES).concerns(WON, "")).isTrue();
        }

        @Test
        void that_the_lead_never_reached_is_never_adjusted() {
            Stage other = stage("PAID", StageKind.REVENUE, 40, AdjustmentPolicy.RETRACT);
            assertThat(ofLead(LOST, StageMove.MOVES).concerns(other, "")).isFalse();
        }
    }

    @Nested
    class Rows_that_are_there {

        private LeadChange bringing(@Nullable Consent consent, DealValue dealValue, boolean click) {
            return change(MQL, StageMove.STAYS, null, event("d", NOW, consent, dealValue), "", click);
        }

        @Test
        void may_change_by_consent_a_click_or_an_amount() {
            assertThat(bringing(Consent.UNKNOWN, DealValue.UNTOLD, false).bringsFacts())
                    .isTrue();
            assertThat(bringing(null, WORTH, false).bringsFacts()).isTrue();
            assertThat(bringing(null, DealValue.UNTOLD, true).bringsFacts()).isTrue();
            assertThat(bringing(null, DealValue.UNTOLD, false).bringsFacts()).isFalse();
        }

        @Test
        void are_planned_of_what_the_change_says() {
            StageReached reached = ofDeal(WON, StageMove.MOVES, true, WORTH).stageReached();
            assertThat(reached.stage()).isEqualTo(WON);
            assertThat(reached.dealId()).isEqualTo("d");
            assertThat(reached.occurredAt()).isEqualTo(NOW);
            assertThat(reached.dealValue()).isEqualTo(WORTH);
            assertThat(reached.dealValue().amount()).isEqualTo(euros(5));
            assertThat(reached.lead().country()).isNull();
            assertThat(reached.lead().externalId().source()).isEqualTo("crm");
        }
    }

    @Nested
    class A_change_of_a_deal {

        private static final Instant LATER = NOW.plusSeconds(60);

        private @Nullable DealChange of(Stage next, Instant at, @Nullable Stage before) {
            return DealChange.of(
                    LEAD,
                    event("d", at, null, WORTH),
                    next,
                    before == null ? null : new KnownDeal(LEAD, "d", before.id(), NOW, WORTH, NOW),
                    PIPELINE);
        }

        @Test
        void is_none_for_news_without_a_deal() {
            assertThat(DealChange.of(LEAD, event("", NOW, null, WORTH), WON, null, PIPELINE))
                    .isNull();
        }

        @Test
        void moves_a_deal_that_is_new_or_comes_to_another_stage() {
            assertThat(of(SQL, NOW, null)).returns(true, DealChange::moves).returns(false, DealChange::undone);
            assertThat(of(WON, LATER, SQL)).returns(true, DealChange::moves).returns(false, DealChange::undone);
            assertThat(of(SQL, LATER, SQL)).returns(false, DealChange::moves).returns(false, DealChange::undone);
        }

        @Test
        void is_undone_by_newer_news_that_lost_it_or_took_it_back() {
            Instant earlier = NOW.minusSeconds(60);
            assertThat(of(WON, earlier, LOST)).returns(false, DealChange::moves).returns(true, DealChange::undone);
            assertThat(of(WON, earlier, SQL)).returns(true, DealChange::undone);
            assertThat(of(SQL, earlier, WON)).returns(false, DealChange::undone);
        }

        @Test
        void stands_where_the_newest_news_says() {
            assertThat(of(WON, LATER, SQL).standsAt(WON)).isTrue();
            assertThat(of(WON, NOW.minusSeconds(60), LOST).standsAt(WON)).isFalse();
        }
    }
}
