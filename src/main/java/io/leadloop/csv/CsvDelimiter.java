package io.leadloop.csv;

import java.util.function.Predicate;

/** Which sign stands between the cells of a file. */
public final class CsvDelimiter {

    private static final char[] KNOWN = {',', ';', '\t', '|'};
    private static final int LINES = 20;

    /** Excel's own hint in the first line. */
    private static final String HINT = "sep=";

    private CsvDelimiter() {}

    /** The sign that Excel's {@code sep=;} names, else the most frequent outside of quotes in the first line with text. */
    public static char of(String beginning) {
        return of(beginning, line -> false);
    }

    /**
     * As {@link #of(String)}.
     *
     * @param isPreamble for lines above the names of the columns, whose signs mean something else
     */
    public static char of(String beginning, Predicate<String> isPreamble) {
        for (String line : beginning.split("\r\n|\r|\n", LINES)) {
            if (line.startsWith(HINT) && line.length() == HINT.length() + 1) {
                return line.charAt(HINT.length());
            }
            if (!line.isBlank() && !isPreamble.test(line)) {
                return mostFrequent(line.replaceAll("\"[^\"]*\"", ""));
            }
        }
        return KNOWN[0];
    }

    /** Whether a record is Excel's hint and no row. */
    public static boolean isHint(String firstCell) {
        return firstCell.startsWith(HINT);
    }

    private static char mostFrequent(String line) {
        char best = KNOWN[0];
        for (char candidate : KNOWN) {
            best = count(line, candidate) > count(line, best) ? candidate : best;
        }
        return best;
    }

    private static long count(String line, char wanted) {
        return line.chars().filter(it -> it == wanted).count();
    }
}
