package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/**
 * 100 told in 30 days to a platform that mixes days of clicks and of conversions; 6 came after the window, 4 it did not count,
 * 10 it may have dated before by their click, 5 of later days it may have dated within, 3 are young.
 */
class PeriodComparisonTests {

    private static PeriodComparison reported(String number) {
        return new PeriodComparison("meta", "sql", 7, 30, 100, 6, 4, 10, 5, 3, 2, new BigDecimal(number));
    }

    @Test
    void what_the_edges_of_the_time_may_explain_is_no_difference() {
        for (String number : new String[] {"77", "90", "95", "105"}) {
            assertThat(reported(number).unexplained()).isEqualByComparingTo("0");
            assertThat(reported(number).words())
                    .contains("Anything between 77 and 105 is right", "Nothing is missing")
                    .contains("6 came more than 7 days after the click", "4 it took and then did not count");
        }
    }

    @Test
    void what_is_less_than_the_least_is_missing() {
        assertThat(reported("70").unexplained()).isEqualByComparingTo("7");
        assertThat(reported("70").words()).contains("7 are missing", "2 were told by hashed contact only");
    }

    @Test
    void what_is_more_than_the_most_comes_from_elsewhere() {
        assertThat(reported("109").unexplained()).isEqualByComparingTo("-4");
        assertThat(reported("109").words()).contains("4 more than we told");
    }
}
