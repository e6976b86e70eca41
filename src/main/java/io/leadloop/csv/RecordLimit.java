package io.leadloop.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Limits the length of one record: a quote that is never closed would read the whole file into memory. */
final class RecordLimit extends FilterReader {

    /** Characters; far more than any row has, far less than memory. */
    private static final int MOST = 1_000_000;

    private int sinceRecord;

    /** What is thrown then. */
    static final class TooLong extends IOException {
        TooLong() {
            super("A row has more than " + MOST + " characters");
        }
    }

    RecordLimit(Reader in) {
        super(in);
    }

    void recordBegins() {
        sinceRecord = 0;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(1);
        return read;
    }

    private void count(int characters) throws TooLong {
        sinceRecord += characters;
        if (sinceRecord > MOST) {
            throw new TooLong();
        }
    }
}
