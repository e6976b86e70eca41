package io.leadloop.imports;

import io.leadloop.csv.CsvDelimiter;
import io.leadloop.csv.CsvRecords;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of a file: delimiter, columns and the lines above them.
 *
 * @param delimiter found by counting in the first line that has one
 * @param skipped how many records stand before the names of the columns, themselves included: Excel's {@code sep=;} and
 *     the {@code Parameters:} of Google's template come first
 * @param columns their names, as they stand there
 * @param zone that Google's template names; null for other files
 */
record FileHead(
        char delimiter,
        int skipped,
        List<String> columns,
        @Nullable String zone) {

    static final int BYTES = 65_536;
    private static final Pattern ZONE = Pattern.compile("TimeZone=\\s*([A-Za-z_/]+|[+-]\\d{2}:?\\d{2})");
    private static final int MOST_COLUMNS = 500;
    private static final String PARAMETERS = "Parameters:";

    /** Reads the first bytes of a file, whole lines of them. Throws BadFile where there are no columns. */
    static FileHead of(byte[] beginning) {
        char delimiter =
                CsvDelimiter.of(new String(beginning, StandardCharsets.UTF_8), it -> it.startsWith(PARAMETERS));
        InputStream bytes = new ByteArrayInputStream(beginning);
        try (CsvRecords rows = new CsvRecords(bytes, delimiter)) {
            int skipped = 0;
            String zone = null;
            for (CsvRecords.Row row = rows.next(); row != null; row = rows.next()) {
                skipped++;
                if (row.fault() != null) {
                    throw new BadFile("Line " + row.line() + ", which should name the columns: " + row.fault() + ".");
                }
                String first = row.cells().get(0).strip();
                Matcher named = ZONE.matcher(String.join(" ", row.cells()));
                if (first.startsWith(PARAMETERS)) {
                    zone = named.find() ? written(named.group(1)) : zone;
                } else if (!row.isBlank() && !CsvDelimiter.isHint(first)) {
                    return new FileHead(
                            delimiter,
                            skipped,
                            checked(row.cells().stream().map(String::strip).toList()),
                            zone);
                }
            }
        }
        throw new BadFile("The file has no line with the names of the columns.");
    }

    private static List<String> checked(List<String> columns) {
        if (columns.size() > MOST_COLUMNS) {
            throw new BadFile("The first line has more than " + MOST_COLUMNS + " columns. Is it CSV?");
        }
        return columns;
    }

    private static String written(String zone) {
        return zone.matches("[+-]\\d{4}") ? zone.substring(0, 3) + ":" + zone.substring(3) : zone;
    }
}
