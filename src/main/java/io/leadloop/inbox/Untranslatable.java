package io.leadloop.inbox;

/**
 * An event that cannot be parsed or translated. It becomes PARKED with this message, which is for an operator and holds
 * no personal data.
 */
public final class Untranslatable extends Exception {

    public Untranslatable(String message) {
        super(message);
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
