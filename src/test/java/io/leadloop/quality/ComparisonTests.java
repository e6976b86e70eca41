package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.PlatformReports.Basis;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** 20 told on the first of August; the account counts 30 days after a click. */
class ComparisonTests {

    private static Comparison of(Basis basis, long outside, long notCounted, String reported, String importedAt) {
        return new Comparison(
                "google-ads",
                "sql",
                basis,
                LocalDate.parse("2026-08-01"),
                30,
                20,
                outside,
                notCounted,
                2,
                null,
                new BigDecimal(reported),
                null,
                null,
                Instant.parse(importedAt),
                false,
                BigDecimal.ZERO);
    }

    @Test
    void what_came_after_the_window_and_what_was_not_counted_is_explained() {
        Comparison it = of(Basis.CONVERSION, 3, 2, "15", "2026-09-15T00:00:00Z");
        assertThat(it.expected()).isEqualTo(15);
        assertThat(it.unexplained()).isEqualByComparingTo("0");
        assertThat(it.words())
                .contains("3 came more than 30 days after the click")
                .contains("Nothing is missing");
    }

    @Test
    void what_is_left_is_named_with_what_to_look_at() {
        Comparison it = of(Basis.CONVERSION, 3, 2, "11", "2026-09-15T00:00:00Z");
        assertThat(it.unexplained()).isEqualByComparingTo("4");
        assertThat(it.words()).contains("4 are missing").contains("2 were told by hashed contact only");
    }

    @Test
    void one_alone_is_missing_and_needs_explaining_once_the_day_is_old_enough() {
        Comparison old = of(Basis.CONVERSION, 3, 2, "14", "2026-09-15T00:00:00Z");
        assertThat(old.words()).contains("1 is missing without an explanation");
        assertThat(old.needsExplaining()).isTrue();
        assertThat(of(Basis.CONVERSION, 3, 2, "14", "2026-08-02T00:00:00Z").needsExplaining())
                .isFalse();
        assertThat(of(Basis.CONVERSION, 3, 2, "16", "2026-09-15T00:00:00Z").needsExplaining())
                .isFalse();
    }

    @Test
    void what_a_window_would_explain_may_be_counted_all_the_same() {
        Comparison some = of(Basis.CONVERSION, 3, 2, "17", "2026-09-15T00:00:00Z");
        assertThat(some.unexplained()).isEqualByComparingTo("0");
        assertThat(some.words()).contains("counts some of them all the same").doesNotContain("more than we told");
        assertThat(of(Basis.CONVERSION, 3, 2, "20", "2026-09-15T00:00:00Z").unexplained())
                .isEqualByComparingTo("0");
        assertThat(of(Basis.CONVERSION, 3, 2, "21", "2026-09-15T00:00:00Z").unexplained())
                .isEqualByComparingTo("-1");
    }

    @Test
    void more_than_was_told_means_somebody_else_reports_it_too() {
        assertThat(of(Basis.CONVERSION, 0, 0, "31", "2026-09-15T00:00:00Z").words())
                .contains("11 more than we told");
    }

    @Test
    void each_counted_twice_is_said_to_be_so() {
        assertThat(of(Basis.CONVERSION, 3, 2, "30", "2026-09-15T00:00:00Z").words())
                .contains("10 more than we told, each of ours twice");
        assertThat(of(Basis.CONVERSION, 3, 2, "31", "2026-09-15T00:00:00Z").words())
                .doesNotContain("twice");
    }

    /** What is asked every day needs nobody; a file does. */
    @Test
    void a_young_day_says_who_tells_it_again() {
        Comparison imported = of(Basis.CLICK, 0, 0, "12", "2026-08-20T00:00:00Z");
        assertThat(imported.words()).contains("Import it again later");
        Comparison asked = new Comparison(
                "google-ads",
                "sql",
                Basis.CLICK,
                LocalDate.parse("2026-08-01"),
                30,
                20,
                0,
                0,
                0,
                null,
                new BigDecimal("12"),
                null,
                null,
                Instant.parse("2026-08-20T00:00:00Z"),
                true,
                BigDecimal.ZERO);
        assertThat(asked.words()).contains("It is asked again every day").doesNotContain("mport");
    }

    @Test
    void a_day_of_clicks_is_complete_only_after_the_window() {
        assertThat(of(Basis.CLICK, 0, 0, "12", "2026-08-20T00:00:00Z").isTooYoung())
                .isTrue();
        assertThat(of(Basis.CLICK, 0, 0, "12", "2026-09-02T00:00:00Z").isTooYoung())
                .isFalse();
        assertThat(of(Basis.CONVERSION, 0, 0, "12", "2026-08-03T00:00:00Z").isTooYoung())
                .isTrue();
        assertThat(of(Basis.CONVERSION, 0, 0, "12", "2026-08-06T00:00:00Z").isTooYoung())
                .isFalse();
    }

    @Test
    void where_nobody_knows_by_which_day_it_counts_no_difference_of_a_day_is_claimed() {
        Comparison it = of(Basis.UNKNOWN, 3, 2, "11", "2026-09-15T00:00:00Z");
        assertThat(it.unexplained()).isNull();
        assertThat(it.words())
                .contains("3 came more than 30 days after the click")
                .contains("a day cannot be compared")
                .doesNotContain("missing");
        assertThat(of(Basis.UNKNOWN, 0, 0, "20", "2026-08-20T00:00:00Z").isTooYoung())
                .isTrue();
    }
}
