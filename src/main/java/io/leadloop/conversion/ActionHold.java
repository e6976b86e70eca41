package io.leadloop.conversion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An action, goal or rule at a platform as which nothing is told for now, because the platform refuses it; the other actions
 * of the destination go on.
 *
 * @param probeAt when one conversion is tried to see whether it is over
 * @param incidentId the one incident in Cockpit that stands for all that waits
 */
public record ActionHold(
        String destination,
        String action,
        String message,
        Instant since,
        Instant probeAt,
        @Nullable String incidentId) {}
