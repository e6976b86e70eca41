package io.leadloop.ops.desk;

import org.jspecify.annotations.Nullable;

/** What somebody asked for cannot be done; words for them. Nothing was changed. */
public final class BadInput extends RuntimeException {

    private final @Nullable String field;

    public BadInput(String message) {
        this(null, message);
    }

    /** @param field the name of the form's field that is wrong; null where it is none of them */
    public BadInput(@Nullable String field, String message) {
        super(message);
        this.field = field;
    }

    public @Nullable String field() {
        return field;
    }
}
