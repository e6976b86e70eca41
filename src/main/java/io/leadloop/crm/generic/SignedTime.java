package io.leadloop.crm.generic;

import io.leadloop.crm.WebhookRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The replay window: a signed time may differ from now by the tolerance, in both directions. */
record SignedTime(Duration tolerance, Clock clock) {

    /** Takes unix seconds. Throws WebhookRefused (401) outside the window. */
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
