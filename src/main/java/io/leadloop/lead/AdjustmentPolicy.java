package io.leadloop.lead;

/** What platforms are told when a stage that they know of is taken back, or its deal's amount changes. */
public enum AdjustmentPolicy {
    /** A new amount is restated, a stage taken back is retracted; where a platform cannot retract, restated to 0. */
    RETRACT,
    /** A new amount is restated, a stage taken back is restated to 0. */
    RESTATE,
    /** Nothing; what they were told stays. */
    LEAVE
}
