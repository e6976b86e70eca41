package io.leadloop.inbox;

/** By which door a message came into the inbox. */
public enum MessageOrigin {
    /** Sent by the source itself. */
    WEBHOOK,
    /** Found by asking the source what changed; what is news then was a lost webhook. */
    SWEEP,
    /** Asked for by a person who doubted what is known of a lead. */
    REREAD,
    /** Read from a file; the payload is a {@link io.leadloop.lead.LeadEvent} and not the source's own form. */
    IMPORT
}
