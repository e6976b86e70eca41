package io.leadloop.ops.desk;

import java.time.Instant;

/**
 * Something that somebody should be told, once for its cause.
 *
 * @param subject what it is about: a destination, a source; "all" where it is about everything
 * @param message what happened and what to do, without personal data
 * @param amount how many conversions, events, leads, days or seconds it concerns now; at least 1
 */
public record Alert(AlertKind kind, String subject, String message, long amount, Instant raisedAt) {

    /** What should be an alert now. */
    record Condition(AlertKind kind, String subject, String message, long amount) {

        /** Of what is or is not: there is no more or less of it. */
        Condition(AlertKind kind, String subject, String message) {
            this(kind, subject, message, 1);
        }
    }
}
