package io.leadloop.csv;

/** A file that cannot be read as CSV, or not to its end; the message says what to do and repeats no cell of the file. */
public class BadCsv extends RuntimeException {

    public BadCsv(String message) {
        super(message);
    }
}
