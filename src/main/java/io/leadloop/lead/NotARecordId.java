package io.leadloop.lead;

/** A value in the place of a record's id that is none. The words say why and what to do, without the value. */
public final class NotARecordId extends Exception {

    public NotARecordId(String message) {
        super(message);
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
