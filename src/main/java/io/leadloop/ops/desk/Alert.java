package io.leadloop.ops.desk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody should be told, once for its cause.
 *
 * @param subject what it is about: a destination, a source; "all" where it is about everything
 * @param message what happened and what to do, without personal data
 * @param clearedAt null while it lasts
 */
public record Alert(
        UUID id,
        Kind kind,
        String subject,
        String message,
        Instant raisedAt,
        @Nullable Instant clearedAt,
        int attempts) {

    /** What is the matter. The names are part of the webhook. */
    public enum Kind {
        destinationBlocked,
        uploadsFailed,
        retriesUsedUp,
        stuckLeads,
        sourceSilent,
        crmRefuses,
        inboxParked,
        clicksExpiring,
        endsSoon,
        ended
    }

    /** What should be an alert now. */
    record Condition(Kind kind, String subject, String message) {}
}
