package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadloop.demo.History;
import io.leadloop.demo.Made;
import io.leadloop.demo.Made.Stage;
import io.leadloop.pipeline.Segment;
import io.leadloop.quality.FollowedLead.End;
import io.leadloop.quality.MadeUpLeads.Quality;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether what leads would have been told is what they brought, in the generated year and in one of which it is not true. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalibrationTests {

    private static final Instant NOW = MadeUpLeads.NOW;

    private static final int YEARS = 5;

    private final Map<Stage, List<FollowedLead>> leads = new EnumMap<>(Stage.class);

    /** Five made-up years beside each other: campaigns are better and worse; leads of no use are lost or stay open. */
    @BeforeAll
    void years() {
        Map<Segment, Segment> known = new HashMap<>();
        for (int seed = 0; seed < YEARS; seed++) {
            for (Made.Lead it : new History(100_000, NOW, seed, new History.Shape(1, 30, "", 900_000, false)).leads) {
                for (Stage stage : List.of(Stage.CAPTURED, Stage.MQL, Stage.SQL)) {
                    it.steps().stream()
                            .filter(step -> step.stage() == stage)
                            .findFirst()
                            .ifPresent(step -> leads.computeIfAbsent(stage, all -> new ArrayList<>())
                                    .add(followed(it, step.at(), known)));
                }
            }
        }
    }

    private List<FollowedLead> leads(Stage stage) {
        return leads.getOrDefault(stage, List.of());
    }

    private static FollowedLead followed(Made.Lead it, Instant at, Map<Segment, Segment> known) {
        Instant won = it.wonAt();
        boolean isLost =
                won == null && (it.last().stage() == Stage.LOST || it.last().stage() == Stage.WON);
        Instant end = won != null ? won : isLost ? it.last().at() : NOW;
        BigDecimal amount =
                won == null ? null : Objects.requireNonNull(it.deal()).amount();
        return new FollowedLead(
                at.getEpochSecond(),
                Math.max(0, end.getEpochSecond() - at.getEpochSecond()),
                won != null ? End.WON : isLost ? End.LOST : End.OPEN,
                amount == null ? Double.NaN : amount.doubleValue(),
                known.computeIfAbsent(
                        new Segment(
                                it.source(),
                                Segment.UNKNOWN,
                                it.click() == null ? "none" : it.click().platform(),
                                it.country() == null ? "" : it.country(),
                                it.origin() == null || it.origin().campaign() == null
                                        ? ""
                                        : it.origin().campaign()),
                        segment -> segment));
    }

    /** Of so many wins chance makes a few percent. */
    @Test
    void on_the_generated_year_each_tenth_of_the_leads_brings_within_ten_percent_what_it_would_have_been_told() {
        Calibration of = Calibration.of("SQL", leads(Stage.SQL), NOW, "EUR");
        assertThat(of.groups())
                .hasSize(10)
                .allSatisfy(it -> assertThat(Math.abs(Objects.requireNonNull(it.off())))
                        .as("told %s, came %s", it.told(), it.came())
                        .isLessThanOrEqualTo(10));
    }

    @ParameterizedTest
    @EnumSource(names = {"CAPTURED", "MQL"})
    void of_earlier_stages_that_few_win_it_is_as_true_as_chance_lets_one_see(Stage stage) {
        Calibration of = Calibration.of(stage.id, leads(stage), NOW, "EUR");
        assertThat(of.groups())
                .hasSize(10)
                .allSatisfy(it -> assertThat(it.told().doubleValue())
                        .isCloseTo(
                                it.came().doubleValue(),
                                within(0.1 * it.came().doubleValue()
                                        + it.reach().doubleValue())));
    }

    @Test
    void better_campaigns_are_told_more_than_worse_ones() {
        List<Calibration.Group> groups =
                Calibration.of("CAPTURED", leads(Stage.CAPTURED), NOW, "EUR").groups();
        assertThat(groups.get(9).told().doubleValue())
                .isGreaterThan(1.5 * groups.get(0).told().doubleValue());
    }

    @Test
    void a_value_that_was_not_true_is_seen() {
        // From one day to the next leads are worth a fifth: those of the months after were told too much.
        Instant change = NOW.minusSeconds(150 * MadeUpLeads.DAY);
        Segment segment = new Segment("crm", "", "google-ads", "DE", "");
        List<FollowedLead> leads = MadeUpLeads.of(
                3,
                40_000,
                500,
                40,
                segment,
                at -> at < change.getEpochSecond() ? new Quality(30, 1_000) : new Quality(6, 1_000));
        assertThat(Calibration.of("SQL", leads, NOW, "EUR").groups())
                .anySatisfy(it -> assertThat(it.fits()).isFalse());
    }

    @Test
    void of_a_few_leads_nothing_is_judged() {
        Segment segment = new Segment("crm", "", "google-ads", "DE", "");
        List<FollowedLead> few = MadeUpLeads.of(3, 60, 365, 40, segment, at -> new Quality(30, 1_000));
        assertThat(Calibration.of("SQL", few, NOW, "EUR").groups()).isEmpty();
        assertThat(Calibration.of("SQL", List.of(), NOW, "EUR").groups()).isEmpty();
    }
}
