package io.leadloop.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A CSV file whose first row names its columns, row by row. */
public final class CsvTable implements AutoCloseable {

    private static final int LONGEST_HEADER = 10_000;
    private static final int LONGEST_CELL = 10_000;

    private final CsvRecords records;
    private final List<String> columns;
    private final Map<String, Integer> places = new HashMap<>();

    /** A row of as many cells as there are columns. */
    public final class Row {

        private final CsvRecords.Row row;

        private Row(CsvRecords.Row row) {
            this.row = row;
        }

        /** Where it begins in the file; the first line is 1. */
        public long line() {
            return row.line();
        }

        /** Why its cells cannot be told apart; null for a row that can be read. */
        @Nullable
        public String fault() {
            if (row.fault() != null) {
                return row.fault();
            }
            if (row.cells().size() != columns.size()) {
                return "it has " + row.cells().size() + " cells, the header has " + columns.size()
                        + "; a decimal comma makes two of one";
            }
            return row.cells().stream().anyMatch(it -> it.length() > LONGEST_CELL)
                    ? "a cell has more than " + LONGEST_CELL + " characters"
                    : null;
        }

        /** The cell without white space around it. */
        public String get(String column) {
            return row.cells().get(Objects.requireNonNull(places.get(column))).strip();
        }

        /** The same; empty where the file has no such column. */
        public String orEmpty(String column) {
            return places.containsKey(column) ? get(column) : "";
        }

        public List<String> cells() {
            return row.cells();
        }
    }

    /** Reads the names of the columns; throws BadCsv where two have one name. A file without any row has no columns. */
    public CsvTable(Reader file) throws IOException {
        BufferedReader text = new BufferedReader(file, LONGEST_HEADER);
        text.mark(LONGEST_HEADER);
        char[] beginning = new char[LONGEST_HEADER - 1];
        int read = Math.max(0, text.read(beginning));
        text.reset();
        records = new CsvRecords(text, CsvDelimiter.of(new String(beginning, 0, read)));
        columns = header();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            if (!name.isEmpty() && places.put(name, i) != null) {
                throw new BadCsv("Two columns have the same name, number " + (i + 1) + " is the second.");
            }
        }
    }

    private List<String> header() {
        CsvRecords.Row row = records.next();
        while (row != null && (row.isBlank() || CsvDelimiter.isHint(row.firstCell()))) {
            row = records.next();
        }
        if (row != null && row.fault() != null) {
            throw new BadCsv("Line " + row.line() + ", which should name the columns: " + row.fault() + ".");
        }
        List<String> names = new ArrayList<>();
        if (row != null) {
            row.cells().forEach(it -> names.add(it.strip()));
        }
        return names;
    }

    /** The names in the order of the file; a column without one has an empty name. */
    public List<String> columns() {
        return columns;
    }

    /** The next row that is no empty line; null at the end. Throws BadCsv where the rest cannot be read. */
    @Nullable
    public Row next() {
        CsvRecords.Row row = records.next();
        while (row != null && row.isEmptyLine()) {
            row = records.next();
        }
        return row == null ? null : new Row(row);
    }

    @Override
    public void close() {
        records.close();
    }
}
