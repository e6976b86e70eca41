package io.leadloop.lead;

import static io.leadloop.lead.SmallPipeline.EARLIER;
import static io.leadloop.lead.SmallPipeline.LATER;
import static io.leadloop.lead.SmallPipeline.LOST;
import static io.leadloop.lead.SmallPipeline.MQL;
import static io.leadloop.lead.SmallPipeline.NOON;
import static io.leadloop.lead.SmallPipeline.PIPELINE;
import static io.leadloop.lead.SmallPipeline.SQL;
import static io.leadloop.lead.SmallPipeline.WON;
import static io.leadloop.lead.StageMove.MOVES;
import static io.leadloop.lead.StageMove.PASSED;
import static io.leadloop.lead.StageMove.STARTS;
import static io.leadloop.lead.StageMove.STAYS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a change of stage applies, whatever the order in which the CRM tells it. */
class LeadStandingTests {

    @Test
    void a_lead_that_nobody_knows_starts() {
        assertThat(new LeadStanding(Map.of())
                        .decide(null, MQL, NOON, "", Set.of(), false)
                        .move())
                .isEqualTo(STARTS);
    }

    @Nested
    class A_lead_at_sql {

        @Test
        void stays_when_it_hears_sql_again() {
            assertThat(told(SQL, SQL, LATER)).isEqualTo(STAYS);
        }

        @Test
        void moves_on_to_won() {
            assertThat(told(SQL, WON, LATER)).isEqualTo(MOVES);
        }

        @Test
        void moves_back_when_the_crm_moved_it_back_later() {
            assertThat(told(SQL, MQL, LATER)).isEqualTo(MOVES);
        }

        @Test
        void notes_an_mql_that_was_told_too_late() {
            assertThat(told(SQL, MQL, EARLIER)).isEqualTo(PASSED);
        }

        @Test
        void does_not_note_a_late_mql_twice() {
            assertThat(decided(lead(SQL, "", "pi"), MQL, EARLIER, "", Set.of("MQL"), false))
                    .isEqualTo(STAYS);
        }

        @Test
        void is_lost_when_the_crm_says_so() {
            assertThat(told(SQL, LOST, LATER)).isEqualTo(MOVES);
        }

        @Test
        void is_lost_by_news_of_the_same_instant() {
            assertThat(told(SQL, LOST, NOON)).isEqualTo(MOVES);
        }

        @Test
        void goes_deeper_by_news_of_the_same_instant_and_not_back() {
            assertThat(told(SQL, WON, NOON)).isEqualTo(MOVES);
            assertThat(told(SQL, MQL, NOON)).isEqualTo(PASSED);
        }

        @Test
        void is_not_lost_by_old_news() {
            assertThat(told(SQL, LOST, EARLIER)).isEqualTo(STAYS);
        }
    }

    @Nested
    class A_lead_won_by_one_deal {

        @Test
        void keeps_its_win_when_a_second_deal_opens() {
            assertThat(decided(lead(WON, "deal-1", "pi"), SQL, LATER, "deal-2", Set.of("SQL"), false))
                    .isEqualTo(STAYS);
        }

        @Test
        void counts_the_win_of_a_second_deal_too() {
            assertThat(decided(lead(WON, "deal-1", "pi"), WON, LATER, "deal-2", Set.of(), false))
                    .isEqualTo(PASSED);
        }

        @Test
        void does_not_count_the_late_win_of_a_deal_that_was_lost_since() {
            assertThat(decided(lead(WON, "deal-1", "pi"), WON, LATER, "deal-2", Set.of(), true))
                    .isEqualTo(STAYS);
        }

        @Test
        void is_lost_when_that_very_deal_is_reopened_and_lost() {
            assertThat(decided(lead(WON, "deal-1", "pi"), LOST, LATER, "deal-1", Set.of(), false))
                    .isEqualTo(MOVES);
        }

        @Test
        void stands_where_its_other_deal_stands_once_that_one_is_lost() {
            Lead lead = lead(WON, "deal-1", "pi");
            LeadStanding known =
                    LeadStanding.of(lead, List.of(deal(lead, "deal-2", SQL, EARLIER)), List.of(), PIPELINE);
            LeadStanding.Decision decision = known.decide(lead, LOST, LATER, "deal-1", Set.of("SQL"), false);
            assertThat(decision.move()).isEqualTo(MOVES);
            assertThat(decision.standing()).isEqualTo(new LeadStanding.Line("deal-2", SQL, EARLIER));
        }

        @Test
        void keeps_the_time_of_its_win_when_it_is_told_again() {
            Lead lead = lead(WON, "deal-1", "pi");
            LeadStanding known = LeadStanding.of(lead, List.of(deal(lead, "deal-1", WON, NOON)), List.of(), PIPELINE);
            assertThat(known.decide(lead, WON, LATER, "deal-1", Set.of("WON"), false)
                            .standing()
                            .at())
                    .isEqualTo(NOON);
        }
    }

    @Nested
    class A_lead_whose_life_has_ended {

        @Test
        void starts_again_with_newer_news() {
            assertThat(decided(lead(LOST, "", null), SQL, LATER, "", Set.of("LOST"), false))
                    .isEqualTo(STARTS);
        }

        @Test
        void is_not_woken_by_a_repetition() {
            assertThat(decided(lead(LOST, "", null), LOST, NOON, "", Set.of("LOST"), false))
                    .isEqualTo(STAYS);
        }
    }

    @Nested
    class A_lead_whose_first_deal_was_lost_before_its_second_was_won {

        private record Told(String deal, Stage stage, Instant at) {}

        private final List<Told> history = List.of(
                new Told("", MQL, day(-9)),
                new Told("D1", LOST, day(-5)),
                new Told("D2", SQL, day(-4)),
                new Told("D2", WON, day(-2)));

        @Test
        void is_won_in_every_order_of_arrival() {
            for (List<Told> order : permutations(history)) {
                assertThat(play(order)).as("%s", order).isEqualTo("WON");
            }
        }

        private static Instant day(int offset) {
            return NOON.plus(Duration.ofDays(offset));
        }

        private static String play(List<Told> order) {
            Lead lead = null;
            Map<String, KnownDeal> deals = new HashMap<>();
            List<StageChange> changes = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (Told told : order) {
                LeadStanding known = lead == null
                        ? new LeadStanding(Map.of())
                        : LeadStanding.of(lead, deals.values(), changes, PIPELINE);
                LeadStanding.Decision decision = known.decide(lead, told.stage, told.at, told.deal, seen, false);
                Lead before = lead == null ? lead(told.stage, told.deal, "pi") : lead;
                lead = new Lead(
                        before.id(),
                        before.externalId(),
                        decision.standing().stage().id(),
                        decision.standing().at(),
                        decision.standing().dealId(),
                        "pi",
                        null,
                        null,
                        Consent.UNKNOWN,
                        HashedContact.NONE);
                if (!told.deal.isEmpty()) {
                    KnownDeal deal = deals.get(told.deal);
                    if (deal == null || told.at.isAfter(deal.stageAt())) {
                        deals.put(told.deal, deal(lead, told.deal, told.stage, told.at));
                    }
                }
                if (decision.move() != STAYS) {
                    seen.add(told.stage.id());
                    changes.add(new StageChange(
                            lead.id(), told.deal, told.stage.id(), "", decision.move(), told.at, DealValue.UNTOLD));
                }
            }
            return Objects.requireNonNull(lead).stage();
        }

        private static <T> List<List<T>> permutations(List<T> of) {
            if (of.isEmpty()) {
                return List.of(List.of());
            }
            List<List<T>> all = new ArrayList<>();
            for (T first : of) {
                List<T> rest = new ArrayList<>(of);
                rest.remove(first);
                for (List<T> tail : permutations(rest)) {
                    List<T> one = new ArrayList<>(List.of(first));
                    one.addAll(tail);
                    all.add(one);
                }
            }
            return all;
        }
    }

    private static StageMove told(Stage current, Stage next, Instant at) {
        return decided(lead(current, "", "pi"), next, at, "", Set.of(current.id()), false);
    }

    private static StageMove decided(Lead lead, Stage next, Instant at, String deal, Set<String> seen, boolean undone) {
        return LeadStanding.of(lead, List.of(), List.of(), PIPELINE)
                .decide(lead, next, at, deal, seen, undone)
                .move();
    }

    private static KnownDeal deal(Lead lead, String id, Stage stage, Instant at) {
        return new KnownDeal(lead.id(), id, stage.id(), at, DealValue.UNTOLD, null);
    }

    private static Lead lead(Stage stage, String deal, @Nullable String instance) {
        return new Lead(
                LeadId.next(),
                ExternalId.lead("crm", "1"),
                stage.id(),
                NOON,
                deal,
                instance,
                null,
                null,
                Consent.UNKNOWN,
                HashedContact.NONE);
    }
}
