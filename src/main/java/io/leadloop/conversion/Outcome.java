package io.leadloop.conversion;

/** The classes of a platform's answer, whatever its status codes are. */
public enum Outcome {
    ACCEPTED("taken"),
    /** The platform had it already under the same key: as good as accepted. */
    DUPLICATE("had already"),
    /** Refused for good as it is; a person may correct it. */
    REJECTED("refused"),
    /** Nothing wrong with the conversion, or its fate is unknown: sent again under the same key. */
    RETRY("not taken yet"),
    /** The platform refuses us as a whole (token, permission, terms, version): everything waits. */
    BLOCKED("the account is refused");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** What people read. */
    public String words() {
        return words;
    }

    public boolean isDelivered() {
        return this == ACCEPTED || this == DUPLICATE;
    }
}
