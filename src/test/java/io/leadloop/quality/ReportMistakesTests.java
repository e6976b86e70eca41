package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.PlatformReports.Basis;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 100 told on each day, beside what the platform's own report says. */
class ReportMistakesTests {

    private static final Instant LONG_AFTER = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-08-02T06:00:00Z");

    private static final ReportMistakes MISTAKES = new ReportMistakes(new PlanNames(id -> id, id -> "Google Ads"));

    private static Comparison day(Basis basis, int day, String reported, long byContact, Instant at, boolean isAsked) {
        return new Comparison(
                "google-ads",
                "sql",
                basis,
                LocalDate.parse("2026-08-01").plusDays(day),
                30,
                100,
                0,
                0,
                byContact,
                null,
                new BigDecimal(reported),
                null,
                null,
                at,
                isAsked,
                BigDecimal.ZERO);
    }

    private static Comparison day(String reported) {
        return day(Basis.CONVERSION, 0, reported, 0, LONG_AFTER, false);
    }

    private static List<String> found(Comparison... days) {
        List<Finding> findings = MISTAKES.of(List.of(days), List.of());
        assertThat(findings).allSatisfy(it -> {
            assertThat(it.words()).startsWith(it.key().startsWith("window") ? "1 of Google Ads" : "Google Ads ");
            assertThat(it.cost()).isNotBlank();
            assertThat(it.remedy()).isNotBlank();
        });
        return findings.stream().map(Finding::key).toList();
    }

    private static List<String> overTime(String reported, long byContact) {
        return MISTAKES
                .of(
                        List.of(),
                        List.of(new PeriodComparison(
                                "meta", "sql", 7, 30, 100, 0, 0, 10, 5, 0, byContact, new BigDecimal(reported))))
                .stream()
                .map(Finding::key)
                .toList();
    }

    @Test
    void what_agrees_shows_none() {
        assertThat(found(day("100"))).isEmpty();
        assertThat(overTime("95", 0)).isEmpty();
    }

    @Test
    void a_browser_and_a_server_that_tell_the_same_twice() {
        assertThat(found(day("180"))).containsExactly("doubles:google-ads:sql");
    }

    @Test
    void a_tag_that_doubles_is_found_where_only_a_whole_time_can_be_compared() {
        assertThat(overTime("200", 0)).containsExactly("doubles:meta:sql");
        assertThat(overTime("105", 0)).isEmpty();
    }

    /** A tenth and a little more of 100; what was told by contact only may match nobody. */
    @ParameterizedTest
    @CsvSource({"90, 0, false", "89, 0, true", "70, 25, false", "70, 19, true"})
    void an_action_of_which_less_is_counted_than_was_accepted(String reported, long byContact, boolean isFound) {
        assertThat(found(day(Basis.CONVERSION, 0, reported, byContact, LONG_AFTER, true)))
                .isEqualTo(isFound ? List.of("counted-less:google-ads:sql") : List.of());
    }

    @Test
    void less_is_counted_over_a_whole_time() {
        assertThat(overTime("82", 0)).as("8 of 90 at least").isEmpty();
        assertThat(overTime("80", 0)).containsExactly("counted-less:meta:sql");
        assertThat(overTime("80", 5)).isEmpty();
    }

    @Test
    void what_another_day_has_too_many_is_not_missing() {
        assertThat(found(day("80"), day(Basis.CONVERSION, 3, "118", 0, LONG_AFTER, false)))
                .isEmpty();
    }

    /** Days of clicks and of conversions are the same conversions twice. */
    @Test
    void where_an_account_tells_both_days_those_of_the_conversions_count() {
        assertThat(found(day("100"), day(Basis.CLICK, 0, "50", 0, LONG_AFTER, true)))
                .isEmpty();
        assertThat(found(day(Basis.CLICK, 0, "50", 0, LONG_AFTER, true)))
                .containsExactly("counted-less:google-ads:sql");
    }

    @Test
    void a_few_of_few_are_chance() {
        Comparison few = new Comparison(
                "google-ads",
                "sql",
                Basis.CONVERSION,
                LocalDate.parse("2026-08-01"),
                30,
                4,
                0,
                0,
                0,
                null,
                new BigDecimal("2"),
                null,
                null,
                LONG_AFTER,
                true,
                BigDecimal.ZERO);
        assertThat(found(few)).isEmpty();
    }

    @Test
    void a_platforms_number_that_is_compared_without_its_window() {
        assertThat(found(day(Basis.CONVERSION, 0, "40", 0, NEXT_DAY, false))).containsExactly("window:google-ads");
        assertThat(found(day(Basis.CONVERSION, 0, "40", 0, NEXT_DAY, true)))
                .as("tomorrow it is asked again")
                .isEmpty();
    }

    /** The one who missed most comes first. */
    @Test
    void the_worst_is_told_first() {
        assertThat(CountedLess.in(
                        Stream.of("won 50", "sql 20")
                                .map(it -> it.split(" "))
                                .map(it -> new Comparison(
                                        "google-ads",
                                        it[0],
                                        Basis.CONVERSION,
                                        LocalDate.parse("2026-08-01"),
                                        30,
                                        100,
                                        0,
                                        0,
                                        0,
                                        null,
                                        new BigDecimal(it[1]),
                                        null,
                                        null,
                                        LONG_AFTER,
                                        true,
                                        BigDecimal.ZERO))
                                .toList(),
                        List.of()))
                .extracting(CountedLess::action)
                .containsExactly("sql", "won");
    }
}
