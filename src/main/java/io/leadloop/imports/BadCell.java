package io.leadloop.imports;

import org.jspecify.annotations.Nullable;

/** A cell that cannot be read. The message names the field and never repeats the value, which may be personal. */
final class BadCell extends Exception {

    /** What a person could say about the whole file, so that such cells can be read. */
    enum Question {
        ZONE,
        CURRENCY,
        COUNTRY,
        STATUS,
        TIME_OF_DAY,
        DATE_ORDER,
        DECIMAL_SIGN
    }

    private final @Nullable Question question;

    BadCell(String message) {
        this(message, null);
    }

    BadCell(String message, @Nullable Question question) {
        super(message, null, false, false);
        this.question = question;
    }

    @Nullable
    Question question() {
        return question;
    }
}
