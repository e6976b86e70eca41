package io.leadloop.lead;

import org.jspecify.annotations.Nullable;

/**
 * A text that is no amount or time, or one with two meanings. The words are a predicate ({@code has no time zone}) and never
 * repeat the text; each door puts the name of its field in front and says how to answer there.
 */
public final class UnreadableValue extends Exception {

    /** What a person would have to say for the text to have one meaning. */
    public enum Question {
        ZONE,
        TIME_OF_DAY,
        DATE_ORDER,
        DECIMAL_SIGN,
        CURRENCY
    }

    private final @Nullable Question question;

    public UnreadableValue(String words) {
        this(words, null);
    }

    UnreadableValue(String words, @Nullable Question question) {
        super(words, null, false, false);
        this.question = question;
    }

    public String words() {
        return String.valueOf(getMessage());
    }

    /** Null where nobody's answer would help. */
    public @Nullable Question question() {
        return question;
    }
}
