package io.leadloop.conversion;

/** What a row tells the platform. */
public enum ConversionType {
    /** A business step. */
    CONVERSION,
    /** A new value for a conversion that the platform has. */
    RESTATEMENT,
    /** That a conversion which the platform has is no longer true. */
    RETRACTION
}
