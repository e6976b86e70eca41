package io.leadloop.imports;

import io.leadloop.csv.BadCsv;

/** A file, or an answer about it, that cannot be taken; the message says what to do and repeats nothing of the file. */
public final class BadFile extends BadCsv {

    public BadFile(String message) {
        super(message);
    }

    /** The same for what is no CSV. */
    static BadFile of(BadCsv cause) {
        return cause instanceof BadFile bad ? bad : new BadFile(String.valueOf(cause.getMessage()));
    }
}
