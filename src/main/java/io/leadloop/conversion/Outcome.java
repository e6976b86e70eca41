package io.leadloop.conversion;

/** The classes of a platform's answer, whatever its status codes are. */
public enum Outcome {
    ACCEPTED,
    /** The platform had it already under the same key: as good as accepted. */
    DUPLICATE,
    /** Refused for good as it is; a person may correct it. */
    REJECTED,
    /** Nothing wrong with the conversion, or its fate is unknown: sent again under the same key. */
    RETRY,
    /** The platform refuses us as a whole (token, permission, terms, version): everything waits. */
    BLOCKED;

    public boolean isDelivered() {
        return this == ACCEPTED || this == DUPLICATE;
    }
}
