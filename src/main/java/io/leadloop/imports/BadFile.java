package io.leadloop.imports;

import io.leadloop.csv.BadCsv;

/**
 * A file or import option that cannot be used. Becomes 400; the message says what to do and repeats nothing of the
 * file.
 */
public final class BadFile extends BadCsv {

    public BadFile(String message) {
        super(message);
    }

    /** Wraps the error of a file that is no CSV. */
    static BadFile of(BadCsv cause) {
        return cause instanceof BadFile bad ? bad : new BadFile(String.valueOf(cause.getMessage()));
    }
}
