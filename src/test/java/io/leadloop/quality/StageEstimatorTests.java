package io.leadloop.quality;

import static io.leadloop.quality.MadeUpLeads.DAY;
import static io.leadloop.quality.MadeUpLeads.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadloop.pipeline.Segment;
import io.leadloop.pipeline.Segment.Dimension;
import io.leadloop.pipeline.StageEstimate;
import io.leadloop.quality.MadeUpLeads.Quality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What leads of a stage are expected to bring, all of them and by segment. */
class StageEstimatorTests {

    private static final int SLOWEST = 60;

    private static Segment lead(String platform, String country) {
        return new Segment("crm", Segment.UNKNOWN, platform, country, Segment.UNKNOWN);
    }

    private static List<FollowedLead> leads(long seed, int many, String platform, String country, Quality quality) {
        return MadeUpLeads.of(seed, many, 365, SLOWEST, lead(platform, country), at -> quality);
    }

    private static List<StageEstimate> of(List<FollowedLead> leads) {
        return StageEstimator.of("SQL", leads, NOW, "EUR");
    }

    private static StageEstimate all(List<FollowedLead> leads) {
        return of(leads).get(0);
    }

    private static StageEstimate told(List<StageEstimate> estimates, Segment lead) {
        return estimates.stream()
                .filter(it -> it.told() && it.segment().holds(lead))
                .reduce((wide, narrow) ->
                        narrow.segment().depth() > wide.segment().depth() ? narrow : wide)
                .orElseThrow();
    }

    @Test
    void share_times_mean_is_what_a_lead_is_expected_to_bring() {
        StageEstimate all = all(leads(1, 20_000, "google-ads", "DE", new Quality(23, 4_200)));
        assertThat(all.told()).isTrue();
        assertThat(all.share().doubleValue()).isCloseTo(23, within(1.5));
        assertThat(all.mean().doubleValue()).isCloseTo(4_200, within(150.0));
        assertThat(all.expected().doubleValue()).isCloseTo(966, within(80.0));
        assertThat(all.lowest()).isLessThan(all.share());
        assertThat(all.half()).isBetween(Duration.ofDays(27), Duration.ofDays(33));
    }

    @Test
    void of_too_few_leads_or_wins_nothing_is_told() {
        assertThat(all(leads(2, 49, "google-ads", "DE", new Quality(90, 100))).told())
                .isFalse();
        StageEstimate few = all(leads(3, 200, "google-ads", "DE", new Quality(1, 100)));
        assertThat(few.told()).isFalse();
        assertThat(few.leads()).isEqualTo(200);
        assertThat(of(List.of())).isEmpty();
    }

    /** Half of the wins seem to come within fifteen days, because none of the slow ones has come yet. */
    @Test
    void of_leads_that_are_all_young_nothing_is_told() {
        Segment lead = lead("google-ads", "DE");
        StageEstimate young = all(MadeUpLeads.of(21, 5_000, 40, SLOWEST, lead, at -> new Quality(30, 1_000)));
        assertThat(young.share().doubleValue()).isLessThan(25);
        assertThat(young.isTooYoung()).isTrue();
        assertThat(young.told()).isFalse();
        StageEstimate old = all(MadeUpLeads.of(22, 5_000, 160, SLOWEST, lead, at -> new Quality(30, 1_000)));
        assertThat(old.told()).isTrue();
    }

    @Test
    void leads_that_bring_no_amount_are_worth_nothing_that_could_be_told() {
        List<FollowedLead> unpriced = leads(4, 2_000, "google-ads", "DE", new Quality(30, Double.NaN));
        assertThat(all(unpriced).told()).isFalse();
        assertThat(all(unpriced).expected()).isNull();
    }

    @Test
    void segments_that_differ_are_told_apart() {
        List<FollowedLead> leads = new ArrayList<>();
        leads.addAll(leads(5, 3_000, "google-ads", "DE", new Quality(40, 4_000)));
        leads.addAll(leads(6, 3_000, "google-ads", "AT", new Quality(20, 4_000)));
        leads.addAll(leads(7, 3_000, "meta", "DE", new Quality(10, 1_000)));
        leads.addAll(leads(8, 3_000, "meta", "AT", new Quality(5, 1_000)));
        List<StageEstimate> estimates = of(leads);
        assertThat(told(estimates, lead("google-ads", "DE")).expected().doubleValue())
                .isCloseTo(1_600, within(160.0));
        assertThat(told(estimates, lead("meta", "AT")).expected().doubleValue()).isCloseTo(50, within(15.0));
        assertThat(told(estimates, lead("google-ads", "DE")).segment().value(Dimension.COUNTRY))
                .isEqualTo("DE");
        // Each respect alone stands in the table too, and is not what is told.
        assertThat(estimates)
                .filteredOn(it -> it.segment().equals(Segment.ALL.with(Dimension.COUNTRY, "DE")))
                .singleElement()
                .matches(it -> !it.told());
    }

    @Test
    void a_lead_of_a_segment_with_too_few_leads_is_told_as_the_wider_one() {
        List<FollowedLead> leads = new ArrayList<>();
        leads.addAll(leads(9, 3_000, "google-ads", "DE", new Quality(40, 4_000)));
        leads.addAll(leads(10, 3_000, "meta", "DE", new Quality(10, 1_000)));
        leads.addAll(leads(11, 20, "meta", "CH", new Quality(90, 9_000)));
        StageEstimate told = told(of(leads), lead("meta", "CH"));
        assertThat(told.segment()).isEqualTo(Segment.ALL.with(Dimension.PLATFORM, "meta"));
        assertThat(told(of(leads), lead("tiktok", "FR")).segment()).isEqualTo(Segment.ALL);
    }

    /** The best of many is mostly the luckiest. */
    @Test
    void segments_that_differ_by_chance_only_are_not_told_apart() {
        List<FollowedLead> leads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            leads.addAll(leads(100 + i, 150, "google-ads", "C" + i, new Quality(20, 1_000)));
        }
        List<StageEstimate> estimates = of(leads);
        double all = estimates.get(0).expected().doubleValue();
        for (int i = 0; i < 40; i++) {
            assertThat(told(estimates, lead("google-ads", "C" + i)).expected().doubleValue())
                    .isCloseTo(all, within(all * 0.10));
        }
    }

    @Test
    void a_segment_of_few_leads_leans_on_the_wider_one_until_its_own_say_enough() {
        List<FollowedLead> leads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            leads.addAll(leads(200 + i, 2_000, "google-ads", "C" + i, new Quality(i % 2 == 0 ? 10 : 30, 1_000)));
        }
        leads.addAll(leads(220, 60, "google-ads", "FEW", new Quality(30, 1_000)));
        List<StageEstimate> estimates = of(leads);
        StageEstimate few = told(estimates, lead("google-ads", "FEW"));
        StageEstimate many = told(estimates, lead("google-ads", "C1"));
        assertThat(many.own()).isGreaterThan(95);
        assertThat(few.own()).isBetween(40, 90);
    }

    @Test
    void half_of_a_change_of_quality_is_in_the_estimate_within_its_half_life() {
        Instant change = NOW.minus(Duration.ofDays(182));
        List<FollowedLead> year = MadeUpLeads.of(
                12,
                150_000,
                365,
                SLOWEST,
                lead("google-ads", "DE"),
                at -> at < change.getEpochSecond() ? new Quality(30, 1_000) : new Quality(10, 1_000));
        Duration halfLife = all(asOf(year, change)).halfLife();
        assertThat(halfLife).as("three times the half of the wins").isBetween(Duration.ofDays(85), Duration.ofDays(95));
        assertThat(share(year, change)).isCloseTo(30, within(1.0));
        assertThat(share(year, change.plus(halfLife))).as("half of the way").isLessThan(20);
        assertThat(share(year, change.plus(halfLife.multipliedBy(2))))
                .as("and most of it")
                .isLessThan(13.5);
        // Were all leads of equal weight, half of it would take as long as the year before.
        double equal = WinIncidence.of(StageEstimates.sorted(asOf(year, change.plus(halfLife))), it -> 1)
                .share();
        assertThat(100 * equal).isGreaterThan(22);
    }

    private static double share(List<FollowedLead> leads, Instant then) {
        return StageEstimator.of("SQL", asOf(leads, then), then, "EUR")
                .get(0)
                .share()
                .doubleValue();
    }

    private static List<FollowedLead> asOf(List<FollowedLead> leads, Instant then) {
        return leads.stream()
                .filter(it -> it.at() <= then.getEpochSecond())
                .map(it -> it.asOf(then))
                .toList();
    }

    @Test
    void the_memory_follows_from_how_long_wins_take_within_bounds() {
        assertThat(StageEstimator.memory(Duration.ofDays(30))).isEqualTo(Duration.ofDays(45));
        assertThat(StageEstimator.memory(Duration.ofDays(1))).isEqualTo(Duration.ofDays(30));
        assertThat(StageEstimator.memory(Duration.ofDays(300))).isEqualTo(Duration.ofDays(180));
        assertThat(DAY).isEqualTo(Duration.ofDays(1).toSeconds());
    }
}
