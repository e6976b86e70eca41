package io.leadloop.inbox;

/** How a message came into the inbox. */
public enum MessageOrigin {
    /** Sent by the source itself. */
    WEBHOOK,
    /** Found by the sweep; if it is new, a webhook was lost. */
    SWEEP,
    /** Read again from the CRM on an operator's request. */
    REREAD,
    /** Read from a file; the payload is a {@link io.leadloop.lead.LeadEvent} and not the source's own form. */
    IMPORT
}
