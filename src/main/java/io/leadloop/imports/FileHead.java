package io.leadloop.imports;

import io.leadloop.csv.CsvDelimiter;
import io.leadloop.csv.CsvRecords;
import io.leadloop.lead.TimeZones;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The header of a file: delimiter, columns and the lines above them.
 *
 * @param delimiter found by counting in the first line that has one
 * @param skipped how many records stand before the names of the columns, themselves included: Excel's {@code sep=;}, the {@code
 *     Parameters:} of Google's template and the titles of reports come first
 * @param columns their names, as they stand there
 * @param parameters of Google's and Microsoft's templates by their names in lower case, such as {@code timezone}
 * @param titles lines of one cell above the names of the columns
 */
record FileHead(
        char delimiter, int skipped, List<String> columns, Map<String, String> parameters, List<String> titles) {

    static final int BYTES = 65_536;
    private static final int MOST_COLUMNS = 500;
    private static final int MOST_TITLES = 20;
    private static final int MOST_ZONE = 60;
    private static final String PARAMETERS = "parameters:";

    /** Reads the first bytes of a file, whole lines of them. Throws BadFile where there are no columns. */
    static FileHead of(byte[] beginning) {
        char delimiter = CsvDelimiter.of(new String(beginning, StandardCharsets.UTF_8), FileHead::isAbove);
        FileHead best = read(beginning, delimiter, true);
        FileHead head = best == null ? read(beginning, delimiter, false) : best;
        if (head == null) {
            throw new BadFile("The file has no line with the names of the columns.");
        }
        if (head.columns.size() > MOST_COLUMNS) {
            throw new BadFile("The first line has more than " + MOST_COLUMNS
                    + " columns. Is it CSV? In a CRM's export choose fewer"
                    + " properties: those of the columns below.");
        }
        return head;
    }

    /** A line whose signs separate no cells: parameters with semicolons of their own, a comment, a title of one cell. */
    private static boolean isAbove(String line) {
        String text = line.replace("\ufeff", "").replaceAll("^\"", "");
        return text.toLowerCase(Locale.ROOT).startsWith(PARAMETERS)
                || text.startsWith("#")
                || line.replaceAll("\"[^\"]*\"", "").chars().noneMatch(it -> ",;\t|".indexOf(it) >= 0);
    }

    /** Null where no row names columns; a row of one cell does only where no other row has more. */
    private static @Nullable FileHead read(byte[] beginning, char delimiter, boolean isTitleOneCell) {
        InputStream bytes = new ByteArrayInputStream(beginning);
        Map<String, String> parameters = new HashMap<>();
        List<String> titles = new ArrayList<>();
        try (CsvRecords rows = new CsvRecords(bytes, delimiter)) {
            int skipped = 0;
            for (CsvRecords.Row row = rows.next(); row != null && titles.size() < MOST_TITLES; row = rows.next()) {
                skipped++;
                if (row.fault() != null) {
                    throw new BadFile("Line " + row.line() + ", which should name the columns: " + row.fault() + ".");
                }
                String first = row.cells().get(0).strip();
                if (first.toLowerCase(Locale.ROOT).startsWith(PARAMETERS)) {
                    parameters.putAll(parameters(row.cells()));
                } else if (first.startsWith("#") && first.length() > 1 || CsvDelimiter.isHint(first) || row.isBlank()) {
                    continue;
                } else if (isTitleOneCell
                        && row.cells().stream().filter(it -> !it.isBlank()).count() == 1) {
                    titles.add(String.join("", row.cells()).strip());
                } else {
                    List<String> names = row.cells().stream().map(String::strip).toList();
                    return new FileHead(delimiter, skipped, names, Map.copyOf(parameters), List.copyOf(titles));
                }
            }
        }
        return null;
    }

    /** {@code Parameters:EntityType=OFFLINECONVERSION;TimeZone=-0500;}, whichever sign separates the file's cells. */
    private static Map<String, String> parameters(List<String> cells) {
        Map<String, String> parameters = new HashMap<>();
        String text = String.join(";", cells).strip().substring(PARAMETERS.length());
        for (String part : text.split("[;,]")) {
            int sign = part.indexOf('=');
            String value = part.substring(sign + 1).strip();
            if (sign > 0 && !value.isEmpty()) {
                parameters.put(part.substring(0, sign).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""), value);
            }
        }
        return parameters;
    }

    /** The time zone that the template names, as it stands there and perhaps no zone at all; null for other files. */
    @Nullable
    String zone() {
        return parameters.get("timezone");
    }

    boolean hasReadableZone() {
        String zone = zone();
        return zone != null && TimeZones.of(zone).isPresent();
    }

    /** What a person has to be asked because the zone that the file names is none; null where it is one, or not named. */
    @Nullable
    String zoneQuestion() {
        String zone = zone();
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
}
