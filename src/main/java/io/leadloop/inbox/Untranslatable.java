package io.leadloop.inbox;

/** An event that cannot be understood as it is. The words are for an operator and carry no personal data. */
public final class Untranslatable extends Exception {

    public Untranslatable(String message) {
        super(message);
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
