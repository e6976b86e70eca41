package io.leadloop.process;

import java.time.LocalDate;

/**
 * A person looked at a stuck lead.
 *
 * @param until the last day (UTC) on which it holds; it ends before when the lead moves
 * @param reason the person's words
 * @param by the user's name
 */
public record StuckAcknowledgement(LocalDate until, String reason, String by) {

    /** Such as: Looked at by olga, until 2026-11-27, because the owner is on leave. */
    public String words() {
        return "Looked at by " + by + ", until " + until + ": " + reason;
    }
}
