package io.leadloop.lead;

import static io.leadloop.lead.StageMove.MOVES;
import static io.leadloop.lead.StageMove.PASSED;
import static io.leadloop.lead.StageMove.STARTS;
import static io.leadloop.lead.StageMove.STAYS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a change of stage applies, whatever the order in which the CRM tells it. */
class StageMoveTests {

    private static Stage stage(String id, StageKind kind, int rank) {
        return new Stage(id, id, kind, rank, Duration.ZERO, CorrectionPolicy.LEAVE);
    }

    private static final Stage MQL = stage("MQL", StageKind.QUALIFIED, 10);
    private static final Stage SQL = stage("SQL", StageKind.QUALIFIED, 20);
    private static final Stage WON = stage("WON", StageKind.REVENUE, 30);
    private static final Stage LOST = stage("LOST", StageKind.LOST, 90);
    private static final Instant NOON = Instant.parse("2026-10-03T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Instant EARLIER = NOON.minusSeconds(60);

    @Test
    void a_lead_that_nobody_knows_starts() {
        assertThat(StageMove.decide(null, MQL, MQL, NOON, "", Set.of(), false)).isEqualTo(STARTS);
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
            assertThat(StageMove.decide(lead(SQL, "", "pi"), SQL, MQL, EARLIER, "", Set.of("MQL"), false))
                    .isEqualTo(STAYS);
        }

        @Test
        void is_lost_when_the_crm_says_so() {
            assertThat(told(SQL, LOST, LATER)).isEqualTo(MOVES);
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
            assertThat(StageMove.decide(lead(WON, "deal-1", "pi"), WON, SQL, LATER, "deal-2", Set.of("SQL"), false))
                    .isEqualTo(STAYS);
        }

        @Test
        void counts_the_win_of_a_second_deal_too() {
            assertThat(StageMove.decide(lead(WON, "deal-1", "pi"), WON, WON, LATER, "deal-2", Set.of(), false))
                    .isEqualTo(PASSED);
        }

        @Test
        void does_not_count_the_late_win_of_a_deal_that_was_lost_since() {
            assertThat(StageMove.decide(lead(WON, "deal-1", "pi"), WON, WON, LATER, "deal-2", Set.of(), true))
                    .isEqualTo(STAYS);
        }

        @Test
        void is_lost_when_that_very_deal_is_reopened_and_lost() {
            assertThat(StageMove.decide(lead(WON, "deal-1", "pi"), WON, LOST, LATER, "deal-1", Set.of(), false))
                    .isEqualTo(MOVES);
        }
    }

    @Nested
    class A_lead_whose_life_has_ended {

        @Test
        void starts_again_with_newer_news() {
            assertThat(StageMove.decide(lead(LOST, "", null), LOST, SQL, LATER, "", Set.of("LOST"), false))
                    .isEqualTo(STARTS);
        }

        @Test
        void is_not_woken_by_a_repetition() {
            assertThat(StageMove.decide(lead(LOST, "", null), LOST, LOST, NOON, "", Set.of("LOST"), false))
                    .isEqualTo(STAYS);
        }
    }

    private static StageMove told(Stage current, Stage next, Instant at) {
        return StageMove.decide(lead(current, "", "pi"), current, next, at, "", Set.of(current.id()), false);
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
