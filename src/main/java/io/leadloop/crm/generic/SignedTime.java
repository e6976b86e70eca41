package io.leadloop.crm.generic;

import io.leadloop.crm.WebhookRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The replay window: a signed time may be a little old or a little ahead, not more. */
record SignedTime(Duration tolerance, Clock clock) {

    /** Takes seconds since 1970. */
    void check(String timestamp) throws WebhookRefused {
        long seconds;
        try {
            seconds = Long.parseLong(timestamp.strip());
        } catch (NumberFormatException e) {
            throw WebhookRefused.unverified("The signed time is not a number of seconds since 1970.");
        }
        Duration off = Duration.between(Instant.ofEpochSecond(clampToInstant(seconds)), clock.instant())
                .abs();
        if (off.compareTo(tolerance) > 0) {
            throw WebhookRefused.unverified("The signed time is more than " + tolerance.toSeconds()
                    + " seconds away from now. Check the sender's clock; a repetition has to be signed anew.");
        }
    }

    private static long clampToInstant(long seconds) {
        return Math.max(0, Math.min(seconds, Instant.MAX.getEpochSecond()));
    }
}
