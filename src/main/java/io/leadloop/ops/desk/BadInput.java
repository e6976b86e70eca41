package io.leadloop.ops.desk;

/** What somebody asked for cannot be done; words for them. Nothing was changed. */
public final class BadInput extends RuntimeException {

    public BadInput(String message) {
        super(message);
    }
}
