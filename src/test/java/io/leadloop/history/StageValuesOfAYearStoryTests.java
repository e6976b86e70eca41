package io.leadloop.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadloop.demo.History;
import io.leadloop.demo.Made;
import io.leadloop.ops.pipeline.ExpectedValueRenewal;
import io.leadloop.pipeline.ExpectedValue;
import io.leadloop.pipeline.ExpectedValues;
import io.leadloop.pipeline.Segment;
import io.leadloop.quality.Calibration;
import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.StageEstimates;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A made-up year in a house of its own: what a stage is worth by the house, and by {@link StageTruth}. Also by {@code bench/quality}. */
@StoryTest
@TestPropertySource(properties = "spring.application.name=a-house-of-stage-values")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StageValuesOfAYearStoryTests {

    private static final int LEADS = Integer.getInteger("history.leads", 2_000);

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    DataSource database;

    @Autowired
    LeadFigures facts;

    @Autowired
    ExpectedValueRenewal renewal;

    @Autowired
    ExpectedValues expected;

    @Autowired
    StageEstimates estimates;

    private History history;

    @BeforeAll
    void aYear() {
        clock.set("2026-09-30T12:00:00Z");
        history = new History(LEADS, clock.instant(), 7);
        HistoryRows.write(history, database);
        facts.catchUp();
        long start = System.nanoTime();
        renewal.renew();
        System.out.printf("%,d leads: %4d ms  all stages estimated%n", LEADS, (System.nanoTime() - start) / 1_000_000);
    }

    /** Exact where it is counted; where it is estimated, the share of the closed half of the year lies in the interval. */
    @ParameterizedTest
    @CsvSource({"CAPTURED", "MQL", "SQL"})
    void what_a_stage_is_worth_is_true(Made.Stage stage) {
        StageTruth said = new StageTruth(history, stage, clock.instant());
        List<ExpectedValue> stored = expected.all().stream()
                .filter(it -> it.stage().equals(stage.id))
                .toList();
        assertThat(stored).isNotEmpty().allSatisfy(it -> {
            if (LEADS < 100_000) {
                assertThat(it.estimate().leads()).isEqualTo(said.leads(it.segment()));
                assertThat(it.estimate().won()).isEqualTo(said.won(it.segment()));
            }
        });
        ExpectedValue all = stored.get(0);
        assertThat(all.segment()).isEqualTo(Segment.ALL);
        assertThat(said.closedShare())
                .isBetween(
                        all.estimate().lowest().doubleValue() * 0.9,
                        all.estimate().highest().doubleValue() * 1.1);
        long start = System.nanoTime();
        Calibration calibration = estimates.calibration(stage.id);
        System.out.printf(
                "%,d leads: %4d ms  back-test of %s: off by %s %%%n",
                LEADS,
                (System.nanoTime() - start) / 1_000_000,
                stage.id,
                calibration.groups().stream().map(Calibration.Group::off).toList());
        assertThat(calibration.groups())
                .allSatisfy(it -> assertThat(it.told().doubleValue())
                        .isCloseTo(
                                it.came().doubleValue(),
                                within(0.1 * it.came().doubleValue()
                                        + 1.5 * it.reach().doubleValue())));
    }

    @Test
    void the_page_and_the_card_of_the_stage_say_what_is_told() {
        Browser browser = Browser.signedIn(house, "admin", House.PASSWORD);
        String words = expected.byStage().get("SQL").words();
        assertThat(words)
                .matches("\\d.* % of [0-9,]+ leads at SQL are won in the end, [0-9,.]+ EUR on average: [0-9,.]+ EUR");
        assertThat(browser.get("/ops/quality/stage-values?stage=SQL").body()).contains(words);
        assertThat(browser.get("/ops/quality/stage-values/back-test?stage=SQL").body())
                .contains("When the wins come");
        assertThat(browser.get("/ops/pipeline").body()).contains("Worth about");
        assertThat(house.send(house.asAdministrator("/api/quality/stage-values?stage=SQL"))
                        .body())
                .contains("\"stage\":\"SQL\"", "\"value\":");
    }
}
