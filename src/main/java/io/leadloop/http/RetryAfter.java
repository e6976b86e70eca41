package io.leadloop.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After} in both of its forms (RFC 9110, 10.2.3). */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /** Null for no header or one that says nothing understandable. */
    static @Nullable Duration of(@Nullable String header, Clock clock) {
        if (header == null || header.isBlank()) {
            return null;
        }
        try {
            if (header.strip().chars().allMatch(Character::isDigit)) {
                return atMost(Duration.ofSeconds(Long.parseLong(header.strip())));
            }
            Duration until = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : atMost(until);
        } catch (DateTimeException | NumberFormatException unreadable) {
            return null;
        }
    }

    /** Longer delays are taken as one day. */
    private static Duration atMost(Duration delay) {
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }
}
