package io.leadloop.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file one after the other, in constant memory: quotes, line breaks and doubled quotes inside of
 * them, a byte order mark, any line end. A row with a damaged quote is returned with its fault, and reading continues
 * at the next line.
 */
public final class CsvRecords implements AutoCloseable {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private static final String DAMAGED =
            "a quote is damaged: there is text after the quote that closes a cell; write a"
                    + " quote inside of a cell twice";

    private final RecordLimit limit;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private boolean dropsRestOfLine;

    /**
     * @param line where it begins, the first is 1
     * @param fault why its cells cannot be told apart; null for a row that can be read
     */
    public record Row(
            long line, List<String> cells, @Nullable String fault) {

        public boolean isBlank() {
            return fault == null && cells.stream().allMatch(String::isBlank);
        }

        boolean isEmptyLine() {
            return isBlank() && cells.size() == 1;
        }

        String firstCell() {
            return cells.isEmpty() ? "" : cells.get(0);
        }
    }

    /** Of bytes in UTF-8. */
    public CsvRecords(InputStream file, char delimiter) {
        this(new InputStreamReader(file, StandardCharsets.UTF_8), delimiter);
    }

    public CsvRecords(Reader file, char delimiter) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                // A blank line has to be seen: it may be the rest of a damaged one.
                .setIgnoreEmptyLines(false)
                .get();
        try {
            limit = new RecordLimit(withoutMark(file));
            parser = CSVParser.builder().setReader(limit).setFormat(format).get();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot begin to read a file", e);
        }
        records = parser.iterator();
    }

    private static Reader withoutMark(Reader file) throws IOException {
        PushbackReader reader = new PushbackReader(file);
        int first = reader.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            reader.unread(first);
        }
        return reader;
    }

    /** The next row; null at the end of the file. Throws BadCsv where the rest of the file cannot be read. */
    @Nullable
    public Row next() {
        while (true) {
            long line = parser.getCurrentLineNumber() + 1;
            boolean isRestOfLine = dropsRestOfLine;
            limit.recordBegins();
            try {
                if (!records.hasNext()) {
                    return null;
                }
                List<String> cells = records.next().toList();
                dropsRestOfLine = false;
                if (!isRestOfLine) {
                    return new Row(line, cells, null);
                }
            } catch (UncheckedIOException e) {
                damaged(line, e);
                dropsRestOfLine = true;
                if (!isRestOfLine) {
                    return new Row(line, List.of(), DAMAGED);
                }
            }
        }
    }

    /** Throws unless the next line can still be found. */
    private static void damaged(long line, UncheckedIOException e) {
        if (String.valueOf(e.getMessage()).contains("EOF reached")) {
            throw new BadCsv("A quote that opens in line " + line + " is not closed. Write a quote inside of a cell"
                    + " twice, and quotes around it.");
        }
        if (e.getCause() instanceof RecordLimit.TooLong) {
            throw new BadCsv("The row that begins in line " + line + " is longer than a million characters. Either a"
                    + " quote that opens in it is never closed, or its line has no end.");
        }
        if (!(e.getCause() instanceof CSVException)) {
            throw e;
        }
    }

    /** How many lines were read. */
    public long line() {
        return parser.getCurrentLineNumber();
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close a file", e);
        }
    }
}
