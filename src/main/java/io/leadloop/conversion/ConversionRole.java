package io.leadloop.conversion;

/** What the platform does with a conversion. */
public enum ConversionRole {
    /** Bidding learns from it. */
    PRIMARY,
    /** It is observed only. */
    SECONDARY
}
