package io.leadloop.conversion;

/** Where a conversion stands. Each state but the first two carries a reason. */
public enum ConversionState {
    /** Its upload runs or waits for its time. */
    PLANNED,
    /** The platform took it, or had it already. */
    ACCEPTED,
    /** The platform refused it; a person decides whether to mend or drop it. */
    REJECTED,
    /** Never sent: a rule of ours or of the platform forbids it. */
    REFUSED,
    /** Its time at the platform ran out before it was accepted. */
    EXPIRED,
    /** A person gave it up. */
    DROPPED
}
