package io.leadloop.ops.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How far a told value may move at once. */
class ExpectedValueBoundTests {

    private static final Duration DAY = Duration.ofDays(1);

    private static BigDecimal bounded(String expected, String before, Duration since) {
        return ExpectedValueRenewal.bounded(new BigDecimal(expected), new BigDecimal(before), since, 20);
    }

    @Test
    void it_moves_by_a_fifth_a_day_at_most_up_or_down() {
        assertThat(bounded("1000.00", "500.00", DAY)).isEqualByComparingTo("600.00");
        assertThat(bounded("100.00", "500.00", DAY)).isEqualByComparingTo("400.00");
        assertThat(bounded("550.00", "500.00", DAY)).isEqualByComparingTo("550.00");
    }

    @Test
    void many_publications_in_a_day_move_it_no_further_than_one() {
        BigDecimal value = new BigDecimal("500.00");
        for (int i = 0; i < 24; i++) {
            value = ExpectedValueRenewal.bounded(new BigDecimal("9000"), value, Duration.ofHours(1), 20);
        }
        assertThat(value.doubleValue()).isBetween(599.0, 601.0);
        assertThat(bounded("9000", "500.00", Duration.ZERO)).isEqualByComparingTo("500.00");
    }

    @Test
    void a_week_without_an_estimate_gives_it_no_leap() {
        assertThat(bounded("9000", "500.00", Duration.ofDays(7))).isEqualByComparingTo("600.00");
    }

    @Test
    void what_was_told_nothing_starts_at_its_estimate() {
        assertThat(ExpectedValueRenewal.bounded(BigDecimal.TEN, null, DAY, 20)).isEqualByComparingTo("10");
        assertThat(bounded("10", "0", DAY)).isEqualByComparingTo("10");
    }
}
