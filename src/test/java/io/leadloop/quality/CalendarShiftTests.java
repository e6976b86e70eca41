package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.PlatformReports.Basis;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An account whose days end at another hour than ours, beside accounts that really miss something. */
class CalendarShiftTests {

    private static final int TOLD = 10;

    private static Comparison day(String action, String day, int reported) {
        return new Comparison(
                "google-ads",
                action,
                Basis.CONVERSION,
                LocalDate.parse(day),
                30,
                TOLD,
                0,
                0,
                0,
                null,
                BigDecimal.valueOf(reported),
                null,
                null,
                Instant.parse("2026-09-15T00:00:00Z"),
                true,
                BigDecimal.ZERO);
    }

    private static List<String> left(Comparison... lines) {
        return CalendarShift.mark(List.of(lines)).stream()
                .map(it -> String.valueOf(it.unexplained()))
                .toList();
    }

    @Test
    void what_one_day_misses_and_the_days_beside_it_count_too_many_is_a_calendar_and_no_loss() {
        List<Comparison> marked = CalendarShift.mark(
                List.of(day("sql", "2026-08-03", 12), day("sql", "2026-08-02", 9), day("sql", "2026-08-01", 9)));
        assertThat(marked).allSatisfy(it -> {
            assertThat(it.unexplained()).isZero();
            assertThat(it.needsExplaining()).isFalse();
            assertThat(it.words()).contains("days beside it make up for", "leadloop.quality.zones.google-ads");
        });
    }

    @Test
    void a_loss_stays_a_loss_where_no_day_beside_it_has_it() {
        assertThat(left(day("sql", "2026-08-01", 8), day("sql", "2026-08-02", 11)))
                .as("one of two is somewhere else")
                .containsExactly("2", "-1");
        assertThat(left(day("sql", "2026-08-01", 8), day("sql", "2026-08-03", 12)))
                .as("a day lies between")
                .containsExactly("2", "-2");
        assertThat(left(day("sql", "2026-08-01", 8), day("won", "2026-08-02", 12)))
                .as("another action")
                .containsExactly("2", "-2");
    }

    @Test
    void after_a_shift_the_next_loss_counts_again() {
        assertThat(left(
                        day("sql", "2026-08-01", 8),
                        day("sql", "2026-08-02", 12),
                        day("sql", "2026-08-03", 7),
                        day("sql", "2026-08-04", 10)))
                .containsExactly("0", "0", "3", "0");
    }

    /** Platforms date by the click, and count a click for ninety days at most; a day that is never old enough explains nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-10-03T00:00:01Z", "2026-10-03T23:59:59Z"})
    void the_oldest_day_that_a_platform_is_asked_for_is_old_enough_for_the_longest_window(String asked) {
        PlatformReports platform = new PlatformReports() {
            @Override
            public String destination() {
                return "any";
            }

            @Override
            public boolean isOn() {
                return true;
            }

            @Override
            public java.util.Set<Basis> bases() {
                return java.util.Set.of(Basis.CLICK);
            }

            @Override
            public List<Line> lines(LocalDate from, LocalDate until) {
                return List.of();
            }
        };
        // In Auckland it is the next day already, in Honolulu still the one before.
        for (int beside = -1; beside <= 1; beside++) {
            LocalDate until = LocalDate.parse("2026-10-03").plusDays(beside);
            Comparison oldest = new Comparison(
                    "any",
                    "sql",
                    Basis.CLICK,
                    until.minusDays(platform.days() - 1L),
                    90,
                    TOLD,
                    0,
                    0,
                    0,
                    null,
                    BigDecimal.TEN,
                    null,
                    null,
                    Instant.parse(asked),
                    true,
                    BigDecimal.ZERO);
            assertThat(oldest.isTooYoung()).as("beside " + beside).isFalse();
        }
    }
}
