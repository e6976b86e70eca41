package io.leadloop.crm.generic;

import io.leadloop.crm.WebhookRefused;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** The replay window: a signed time may differ from now by the tolerance, in both directions. */
record SignedTime(Duration tolerance, Clock clock) {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    /** Until the year 5138; a number of milliseconds has had more since 1973. */
    private static final int DIGITS_OF_SECONDS = 11;

    /**
     * Takes seconds or milliseconds since 1970, or a time of ISO 8601 with its zone, as CRMs write it. Throws WebhookRefused (401)
     * outside the window.
     */
    void check(String timestamp) throws WebhookRefused {
        Duration off =
                Duration.between(read(timestamp.strip()), clock.instant()).abs();
        if (off.compareTo(tolerance) > 0) {
            throw WebhookRefused.unverified("The signed time is more than " + tolerance.toSeconds()
                    + " seconds away from now. Check the sender's clock; a repetition has to be signed anew.");
        }
    }

    private static Instant read(String timestamp) throws WebhookRefused {
        try {
            if (!NUMBER.matcher(timestamp).matches()) {
                return OffsetDateTime.parse(timestamp).toInstant();
            }
            long number = Long.parseLong(timestamp);
            return timestamp.length() > DIGITS_OF_SECONDS
                    ? Instant.ofEpochMilli(number)
                    : Instant.ofEpochSecond(number);
        } catch (DateTimeException e) {
            throw WebhookRefused.unverified(
                    "The signed time is neither a number of seconds or milliseconds since 1970 nor a time"
                            + " such as 2026-11-28T10:00:00Z.");
        }
    }
}
