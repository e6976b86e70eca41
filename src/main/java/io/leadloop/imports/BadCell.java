package io.leadloop.imports;

import org.jspecify.annotations.Nullable;

/**
 * A cell that cannot be parsed; its row becomes a bad row with this message, which names the field and never repeats
 * the value.
 */
final class BadCell extends Exception {

    /** Import options that would make such cells readable. */
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
