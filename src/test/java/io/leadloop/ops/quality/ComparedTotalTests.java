package io.leadloop.ops.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.quality.Comparison;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The totals below what platforms report are the sums of their columns. */
class ComparedTotalTests {

    private static Comparison line(Basis basis, int told, int outside, int reported) {
        return new Comparison(
                "google-ads",
                "sql",
                basis,
                LocalDate.parse("2026-08-01"),
                30,
                told,
                outside,
                0,
                0,
                null,
                BigDecimal.valueOf(reported),
                null,
                null,
                Instant.parse("2026-09-15T00:00:00Z"),
                false,
                BigDecimal.ZERO);
    }

    private static Comparison young(long told) {
        return new Comparison(
                "google-ads",
                "sql",
                Basis.CONVERSION,
                LocalDate.parse("2026-09-15"),
                30,
                told,
                0,
                0,
                0,
                null,
                BigDecimal.ZERO,
                null,
                null,
                Instant.parse("2026-09-15T12:00:00Z"),
                true,
                BigDecimal.ZERO);
    }

    /** What one day counts too many is no comfort for what another misses. */
    @Test
    void what_is_missing_and_what_is_too_many_are_not_offset_against_each_other() {
        ComparedTotal total = ComparedTotal.of(
                        List.of(line(Basis.CONVERSION, 3, 0, 1), line(Basis.CONVERSION, 1, 0, 6)))
                .get(0);
        assertThat(total.missing()).isEqualByComparingTo("2");
        assertThat(total.more()).isEqualByComparingTo("5");
        assertThat(total.words()).startsWith("2 missing and 5 more than we told, over 2 lines.");
        assertThat(total.shouldBe().subtract(total.reported()))
                .as("what the columns of one line say adds up")
                .isEqualByComparingTo(total.missing().subtract(total.more()));
    }

    /** Of what a window explains it may count some all the same: that makes no line and no total miss less than nothing. */
    @Test
    void what_is_missing_is_the_sum_of_what_the_lines_miss() {
        ComparedTotal total = ComparedTotal.of(
                        List.of(line(Basis.CONVERSION, 5, 5, 4), line(Basis.CONVERSION, 3, 0, 1)))
                .get(0);
        assertThat(total.missing()).isEqualByComparingTo("2");
        assertThat(total.told()).isEqualTo(8);
        assertThat(total.shouldBe())
                .as("four of five that came too late were counted all the same")
                .isEqualByComparingTo("7");
        assertThat(total.reported()).isEqualByComparingTo("5");
    }

    @Test
    void days_of_clicks_and_of_conversions_are_never_added_up() {
        assertThat(ComparedTotal.of(List.of(line(Basis.CONVERSION, 3, 0, 3), line(Basis.CLICK, 9, 0, 0))))
                .extracting(ComparedTotal::basis, ComparedTotal::told)
                .containsExactly(tuple("click", 9L), tuple("conversion", 3L));
    }

    @Test
    void a_line_that_is_too_young_is_in_no_sum() {
        ComparedTotal total = ComparedTotal.of(List.of(line(Basis.CONVERSION, 3, 0, 3), young(9)))
                .get(0);
        assertThat(total.told()).isEqualTo(3);
        assertThat(total.words())
                .isEqualTo("Nothing is missing. 1 line is too young to be judged, and not in this sum.");
        assertThat(ComparedTotal.of(List.of(young(9))).get(0).words()).startsWith("1 line is too young");
    }
}
