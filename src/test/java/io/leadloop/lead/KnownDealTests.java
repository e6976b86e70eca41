package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is known of a deal after events in any order. */
class KnownDealTests {

    private static final LeadId LEAD = LeadId.next();
    private static final Instant NOON = Instant.parse("2026-10-03T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(1);
    private static final Instant EARLIER = NOON.minusSeconds(1);
    private static final Stage SQL = stage("SQL", StageKind.QUALIFIED, 20);
    private static final Stage WON = stage("WON", StageKind.REVENUE, 30);
    private static final Stage LOST = stage("LOST", StageKind.LOST, 90);

    private static Stage stage(String id, StageKind kind, int rank) {
        return new Stage(id, id, kind, rank, Duration.ZERO, AdjustmentPolicy.LEAVE);
    }

    private static DealValue euros(int amount) {
        return new DealValue(Money.of(BigDecimal.valueOf(amount), "EUR"), null);
    }

    private static KnownDeal after(
            @Nullable KnownDeal before, @Nullable Stage current, Stage next, Instant at, DealValue dealValue) {
        LeadEvent event = new LeadEvent(
                ExternalId.lead("crm", "1"),
                List.of(),
                next.id(),
                LeadEvent.Outcome.UNSAID,
                at,
                null,
                List.of(),
                HashedContact.NONE,
                null,
                Consent.UNKNOWN,
                null,
                new Deal("d", dealValue));
        return KnownDeal.after(before, LEAD, event, current, next);
    }

    private static KnownDeal atSql() {
        return after(null, null, SQL, NOON, euros(5));
    }

    @Test
    void the_first_news_is_all_that_is_known() {
        assertThat(atSql()).isEqualTo(new KnownDeal(LEAD, "d", "SQL", NOON, euros(5), NOON));
        assertThat(after(null, null, SQL, NOON, DealValue.UNTOLD))
                .isEqualTo(new KnownDeal(LEAD, "d", "SQL", NOON, DealValue.UNTOLD, null));
    }

    @Test
    void newer_news_moves_it_older_news_does_not() {
        assertThat(after(atSql(), SQL, WON, LATER, euros(7)))
                .isEqualTo(new KnownDeal(LEAD, "d", "WON", LATER, euros(7), LATER));
        assertThat(after(atSql(), SQL, WON, EARLIER, euros(7))).isEqualTo(atSql());
    }

    @Test
    void in_the_same_instant_it_goes_deeper_or_ends_and_never_back() {
        assertThat(after(atSql(), SQL, WON, NOON, euros(5)).stage()).isEqualTo("WON");
        assertThat(after(atSql(), SQL, LOST, NOON, euros(5)).stage()).isEqualTo("LOST");
        KnownDeal won = after(null, null, WON, NOON, euros(5));
        assertThat(after(won, WON, SQL, NOON, euros(5)).stage()).isEqualTo("WON");
    }

    @Test
    void in_the_same_instant_it_leaves_a_stage_that_the_pipeline_lost() {
        assertThat(after(atSql(), null, WON, NOON, euros(5)).stage()).isEqualTo("WON");
    }

    @Test
    void the_amount_told_last_counts_also_of_the_same_instant() {
        assertThat(after(atSql(), SQL, SQL, NOON, euros(9)).dealValue()).isEqualTo(euros(9));
        assertThat(after(atSql(), SQL, SQL, LATER, euros(9)).dealValueAt()).isEqualTo(LATER);
        assertThat(after(atSql(), SQL, SQL, EARLIER, euros(9)).dealValue()).isEqualTo(euros(5));
    }

    @Test
    void news_without_an_amount_keeps_the_one_of_before() {
        KnownDeal won = after(atSql(), SQL, WON, LATER, DealValue.UNTOLD);
        assertThat(won.dealValue()).isEqualTo(euros(5));
        assertThat(won.dealValueAt()).isEqualTo(NOON);
    }

    @Test
    void old_news_tells_the_amount_where_none_was_told() {
        KnownDeal untold = after(null, null, SQL, NOON, DealValue.UNTOLD);
        assertThat(after(untold, SQL, SQL, EARLIER, euros(3)).dealValue()).isEqualTo(euros(3));
    }
}
