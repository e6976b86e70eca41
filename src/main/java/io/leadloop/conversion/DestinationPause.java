package io.leadloop.conversion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A destination to which nothing is sent for now; its conversions wait and nothing is lost.
 *
 * @param probeAt when one conversion is tried to see whether the block is over, or when a rate limit ends; null when only a
 *     person ends the pause
 * @param incidentId the one incident in Cockpit that stands for all that waits
 */
public record DestinationPause(
        String destination,
        Cause cause,
        String message,
        Instant since,
        @Nullable Instant probeAt,
        @Nullable String incidentId) {

    public enum Cause {
        /** The platform refuses us as a whole. */
        BLOCKED,
        /** A person stopped it. */
        OPERATOR,
        /** The platform wants to hear nothing until a time that it told; it ends by itself. */
        RATE_LIMIT
    }
}
