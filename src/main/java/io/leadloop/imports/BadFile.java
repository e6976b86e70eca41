package io.leadloop.imports;

/** A file, or an answer about it, that cannot be taken; the message says what to do and repeats nothing of the file. */
public final class BadFile extends RuntimeException {

    public BadFile(String message) {
        super(message);
    }
}
