package io.leadloop.csv;

import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line of CSV (RFC 4180) for people's spreadsheets. A text that they would take for a formula is marked as text by an
 * apostrophe before it: campaigns, comments and ids of CRMs come from outside (OWASP, "CSV Injection").
 */
public final class CsvLine {

    private static final String BEGIN_FORMULAS = "=+-@\t\r";

    private CsvLine() {}

    /** Ends with a line feed; a cell that is null is empty. */
    public static String of(@Nullable Object... cells) {
        return CSVFormat.DEFAULT.format(Stream.of(cells).map(CsvLine::harmless).toArray()) + '\n';
    }

    private static @Nullable Object harmless(@Nullable Object cell) {
        return cell instanceof String text && !text.isEmpty() && BEGIN_FORMULAS.indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : cell;
    }
}
