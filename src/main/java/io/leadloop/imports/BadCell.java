package io.leadloop.imports;

import io.leadloop.lead.UnreadableValue;
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

    interface Reading<T> {
        T read() throws UnreadableValue;
    }

    /** A value of a field; what is wrong with it becomes a bad cell that says which import option would help. */
    static <T> T reading(ImportField field, Reading<T> reading) throws BadCell {
        try {
            return reading.read();
        } catch (UnreadableValue e) {
            UnreadableValue.Question question = e.question();
            throw new BadCell(
                    field.named() + " " + e.words() + (question == null ? "" : advice(question)),
                    question == null ? null : Question.valueOf(question.name()));
        }
    }

    private static String advice(UnreadableValue.Question question) {
        return ": "
                + switch (question) {
                    case ZONE -> "say which one counts (zone)";
                    case TIME_OF_DAY -> "say which time of day counts (timeOfDay)";
                    case DATE_ORDER -> "say whether the day or the month comes first (dateOrder)";
                    case DECIMAL_SIGN -> "say which sign stands before decimals (decimalSign)";
                    case CURRENCY -> "say which one counts (currency)";
                };
    }
}
