package io.leadloop.quality;

import static io.leadloop.quality.MadeUpLeads.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadloop.pipeline.Segment;
import io.leadloop.quality.FollowedLead.End;
import io.leadloop.quality.MadeUpLeads.Quality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The share of leads that is won in the end, of leads of which some are still open. */
class WinIncidenceTests {

    private static FollowedLead lead(End end, long days) {
        return new FollowedLead(0, days * DAY, end, end == End.WON ? 100 : Double.NaN, Segment.ALL);
    }

    private static FollowedLead won(long days) {
        return lead(End.WON, days);
    }

    private static FollowedLead lost(long days) {
        return lead(End.LOST, days);
    }

    private static FollowedLead open(long days) {
        return lead(End.OPEN, days);
    }

    private static WinIncidence of(FollowedLead... leads) {
        return of(List.of(leads));
    }

    private static WinIncidence of(List<FollowedLead> leads) {
        return WinIncidence.of(StageEstimates.sorted(leads), it -> 1);
    }

    @Test
    void where_all_is_decided_it_is_the_plain_share() {
        WinIncidence of = of(won(1), won(3), lost(2), lost(9));
        assertThat(of.share()).isCloseTo(0.5, within(1e-9));
        assertThat(of.within(0.5)).isEqualTo(Duration.ofDays(1));
        assertThat(of.won()).isEqualTo(2);
        assertThat(of.known()).isEqualTo(4);
    }

    @Test
    void an_open_lead_counts_as_long_as_it_was_followed_and_no_longer() {
        // On day 2 two of four were left undecided: one was won. Worked by hand: 1/4 + 3/4 * 1/2.
        assertThat(of(won(1), open(1), won(2), open(5)).share()).isCloseTo(0.25 + 0.75 * 0.5, within(1e-9));
    }

    @Test
    void a_lost_lead_is_no_open_one() {
        // Were the lost one taken for one that is followed no longer, everybody would seem to be won.
        assertThat(of(lost(1), won(2)).share()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void of_nobody_nothing_is_known() {
        WinIncidence of = of();
        assertThat(of.share()).isZero();
        assertThat(of.mean()).isNaN();
        assertThat(of.within(0.5)).isNull();
        assertThat(StageEstimator.wilson(of.share(), of.known())).containsExactly(0, 1);
    }

    @Test
    void one_old_lead_does_not_stand_for_all() {
        // Hundred young open leads, and one that was followed for two years: its win says little of theirs.
        List<FollowedLead> leads = new ArrayList<>(List.of(won(700)));
        for (int i = 0; i < 100; i++) {
            leads.add(open(5));
        }
        assertThat(of(leads).share()).isZero();
    }

    @Test
    void leads_that_are_still_open_do_not_make_it_smaller() {
        List<FollowedLead> leads = MadeUpLeads.of(5, 4_000, 120, 60, Segment.ALL, at -> new Quality(30, 1_000));
        double plain = leads.stream().filter(it -> it.end() == End.WON).count() / 4_000.0;
        WinIncidence of = of(leads);
        assertThat(plain).as("what plain counting says").isLessThan(0.25);
        assertThat(of.share()).isCloseTo(0.30, within(0.02));
        assertThat(of.within(0.5)).isBetween(Duration.ofDays(26), Duration.ofDays(34));
    }

    @Test
    void large_deals_that_take_longer_are_not_missed_in_the_mean() {
        SplittableRandom random = new SplittableRandom(11);
        List<FollowedLead> leads = new ArrayList<>();
        double plain = 0;
        int wins = 0;
        for (int i = 0; i < 20_000; i++) {
            long age = random.nextLong(90 * DAY);
            // A deal of 1,000 is won on the tenth day, one of 9,000 on the sixtieth.
            boolean large = random.nextBoolean();
            long decides = (large ? 60 : 10) * DAY;
            boolean decided = decides <= age;
            if (decided) {
                plain += large ? 9_000 : 1_000;
                wins++;
            }
            leads.add(new FollowedLead(
                    0,
                    Math.min(age, decides),
                    decided ? End.WON : End.OPEN,
                    decided ? large ? 9_000 : 1_000 : Double.NaN,
                    Segment.ALL));
        }
        assertThat(plain / wins).as("the plain average").isLessThan(3_800);
        assertThat(of(leads).mean()).isCloseTo(5_000, within(150.0));
    }

    @Test
    void its_interval_holds_the_truth_in_nineteen_of_twenty_years() {
        int held = 0;
        for (int year = 0; year < 400; year++) {
            WinIncidence of = of(MadeUpLeads.of(1_000 + year, 300, 120, 60, Segment.ALL, at -> new Quality(20, 1_000)));
            double[] interval = StageEstimator.wilson(of.share(), of.known());
            held += interval[0] <= 0.20 && 0.20 <= interval[1] ? 1 : 0;
        }
        assertThat(held / 400.0).isBetween(0.93, 0.985);
    }
}
