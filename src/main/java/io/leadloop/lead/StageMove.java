package io.leadloop.lead;

/** What an event did to its lead's stage; the rule is in {@link LeadStanding}. */
public enum StageMove {
    /** The lead was not known, or its life had ended and there is newer news: it starts at this stage. */
    STARTS,
    /** The lead stands at another stage now: deeper, straight to the end, back, or open again. */
    MOVES,
    /** News of a stage that the lead passed: it is recorded and reported with its own time, the lead stays. */
    PASSED,
    /** Nothing new about the stage. */
    STAYS
}
