package io.leadloop.imports;

import io.leadloop.csv.CsvDelimiter;
import io.leadloop.csv.CsvRecords;
import io.leadloop.lead.TimeZones;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of a file: delimiter, columns and the lines above them.
 *
 * @param delimiter found by counting in the first line that has one
 * @param skipped how many records stand before the names of the columns, themselves included: Excel's {@code sep=;} and
 *     the {@code Parameters:} of Google's template come first
 * @param columns their names, as they stand there
 * @param zone that Google's template names, as it stands there and perhaps no zone at all; null for other files
 */
record FileHead(
        char delimiter,
        int skipped,
        List<String> columns,
        @Nullable String zone) {

    static final int BYTES = 65_536;
    private static final int MOST_COLUMNS = 500;
    private static final String PARAMETERS = "Parameters:";
    private static final int MOST_ZONE = 60;
    private static final String ZONE = "TimeZone";

    /** Reads the first bytes of a file, whole lines of them. Throws BadFile where there are no columns. */
    static FileHead of(byte[] beginning) {
        char delimiter = CsvDelimiter.of(new String(beginning, StandardCharsets.UTF_8), FileHead::isParameters);
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
                if (isParameters(first)) {
                    String named = parameter(row.cells(), ZONE);
                    zone = named == null ? zone : named;
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

    boolean hasReadableZone() {
        return zone != null && TimeZones.of(zone).isPresent();
    }

    /** What a person has to be asked because the zone that the file names is none; null where it is one, or not named. */
    @Nullable
    String zoneQuestion() {
        return zone == null || hasReadableZone()
                ? null
                : "zone: the first line of the file says TimeZone=" + shortened(zone)
                        + ", which is no time zone. Say which one counts, such as Europe/Berlin or +01:00"
                        + ImportOptions.meant(zone);
    }

    private static String shortened(String text) {
        String plain = text.replaceAll("\\p{C}", "?");
        return plain.length() <= MOST_ZONE ? plain : plain.substring(0, MOST_ZONE) + "...";
    }

    private static List<String> checked(List<String> columns) {
        if (columns.size() > MOST_COLUMNS) {
            throw new BadFile("The first line has more than " + MOST_COLUMNS + " columns. Is it CSV?");
        }
        return columns;
    }

    private static boolean isParameters(String line) {
        String text = line.replaceFirst("^[\\s\ufeff\"]+", "");
        return text.regionMatches(true, 0, PARAMETERS, 0, PARAMETERS.length());
    }

    /** One of {@code Parameters:EntityType=OFFLINECONVERSION;TimeZone=-0700;}, whatever the delimiter of the file is. */
    private static @Nullable String parameter(List<String> cells, String name) {
        String text = String.join(";", cells);
        for (String parameter : text.substring(text.indexOf(':') + 1).split(";")) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase(name)) {
                String value = parameter.substring(equals + 1).strip();
                return value.isEmpty() ? null : value;
            }
        }
        return null;
    }
}
