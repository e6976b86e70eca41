package io.leadloop.lead;

/** What a stage means for the business, whatever sales ops call it. */
public enum StageKind {
    /** A step of interest for diagnosis only. */
    MICRO,
    /** The lead exists: the conversion that the website reports. */
    PRIMARY,
    /** Sales or marketing judged the lead to be worth something. */
    QUALIFIED,
    /** Money: counted once per deal. */
    REVENUE,
    /** The lead or deal ended without business. */
    LOST
}
