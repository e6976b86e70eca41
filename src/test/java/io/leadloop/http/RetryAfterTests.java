package io.leadloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header Retry-After at 10:25:00 of a Saturday (RFC 9110, 10.2.3). */
class RetryAfterTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({"0, PT0S", "120, PT2M", "' 120 ', PT2M", "86400, PT24H", "86401, PT24H", "999999999999, PT24H"})
    void is_a_number_of_seconds_up_to_a_day(String header, Duration delay) {
        assertThat(RetryAfter.of(header, CLOCK)).isEqualTo(delay);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sat, 03 Oct 2026 10:27:30 GMT | PT2M30S",
                "Sat, 03 Oct 2026 10:25:00 GMT | PT0S",
                "Sat, 03 Oct 2026 10:24:00 GMT | PT0S",
                "Sun, 04 Oct 2026 10:25:00 GMT | PT24H",
                "Tue, 06 Oct 2026 10:25:00 GMT | PT24H"
            })
    void is_a_date_that_is_not_waited_for_when_it_is_over(String header, Duration delay) {
        assertThat(RetryAfter.of(header, CLOCK)).isEqualTo(delay);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "soon", "-5", "1.5", "99999999999999999999", "2026-10-03T10:27:30Z"})
    void says_nothing_where_nobody_understands_it(@Nullable String header) {
        assertThat(RetryAfter.of(header, CLOCK)).isNull();
    }

    @Test
    void is_read_in_another_zone_too() {
        assertThat(RetryAfter.of("Sat, 03 Oct 2026 12:26:00 +0200", CLOCK)).isEqualTo(Duration.ofMinutes(1));
    }
}
