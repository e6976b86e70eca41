package io.leadloop.destination.microsoftads;

import io.leadloop.csv.BadCsv;
import io.leadloop.csv.CsvRecords;
import io.leadloop.destination.PlatformReports.Unavailable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report's file: a zip with one CSV in UTF-8 with a byte order mark, the columns named in its first row ("Report File
 * Schema", learn.microsoft.com/advertising/guides/reports). Bounded in unpacked bytes and rows.
 */
final class MicrosoftAdsReportFile {

    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int MOST_ROWS = 500_000;
    /** Rows of metadata that stand above the names of the columns where Microsoft does not leave them out. */
    private static final int MOST_ABOVE = 20;

    static final String DAY = "TimePeriod";

    private static final DateTimeFormatter AMERICAN = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ROOT);

    private MicrosoftAdsReportFile() {}

    /** One row, its cells by the names of the columns. */
    record Row(Map<String, String> cells) {

        String text(String column) {
            return cells.getOrDefault(column, "").strip();
        }

        /** Written as 2026-09-01; in some accounts as 9/1/2026. */
        LocalDate day() throws Unavailable {
            String day = text(DAY);
            try {
                return day.contains("/") ? LocalDate.parse(day, AMERICAN) : LocalDate.parse(day);
            } catch (DateTimeException e) {
                throw new Unavailable("Microsoft's report has a row without a day.");
            }
        }

        /** Thousands may be parted by commas; an empty cell or two dashes is a nought. */
        BigDecimal number(String column) throws Unavailable {
            String number = text(column).replace(",", "");
            try {
                return number.isEmpty() || number.equals("--") ? BigDecimal.ZERO : new BigDecimal(number);
            } catch (NumberFormatException e) {
                throw new Unavailable("Microsoft's report has a row without a number in " + column + ".");
            }
        }
    }

    /**
     * The rows; none of no bytes.
     *
     * @param columns what a row must have
     */
    static List<Row> rows(byte[] zip, List<String> columns) throws Unavailable {
        if (zip.length == 0) {
            return List.of();
        }
        try (CsvRecords csv = new CsvRecords(new ByteArrayInputStream(unpacked(zip)), ',')) {
            return read(csv, columns);
        } catch (IOException | UncheckedIOException | BadCsv e) {
            throw unreadable();
        }
    }

    private static List<Row> read(CsvRecords csv, List<String> columns) throws Unavailable {
        List<String> names = names(csv, columns);
        List<Row> rows = new ArrayList<>();
        for (CsvRecords.Row row = csv.next(); row != null; row = csv.next()) {
            if (row.isBlank() || isFooter(row)) {
                continue;
            }
            if (row.fault() != null || row.cells().size() != names.size()) {
                throw unreadable();
            }
            if (rows.size() == MOST_ROWS) {
                throw new Unavailable("Microsoft's report has more than " + MOST_ROWS + " rows. Import it as CSV.");
            }
            Map<String, String> cells = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                cells.put(names.get(i), row.cells().get(i));
            }
            rows.add(new Row(cells));
        }
        return rows;
    }

    private static List<String> names(CsvRecords csv, List<String> columns) throws Unavailable {
        for (int above = 0; above <= MOST_ABOVE; above++) {
            CsvRecords.Row row = csv.next();
            if (row == null) {
                break;
            }
            List<String> names = row.cells().stream().map(String::strip).toList();
            if (names.containsAll(columns)) {
                return names;
            }
        }
        throw unreadable();
    }

    /** "@2026 Microsoft Corporation. All rights reserved." */
    private static boolean isFooter(CsvRecords.Row row) {
        return row.cells().size() == 1 && row.cells().get(0).contains("Microsoft Corporation");
    }

    private static byte[] unpacked(byte[] zip) throws IOException, Unavailable {
        byte @Nullable [] csv = null;
        try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                if (file.isDirectory()) {
                    continue;
                }
                if (csv != null) {
                    throw unreadable();
                }
                csv = bounded(files);
            }
        }
        if (csv == null) {
            throw unreadable();
        }
        return csv;
    }

    private static byte[] bounded(InputStream file) throws IOException, Unavailable {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        for (int read = file.read(buffer); read > 0; read = file.read(buffer)) {
            if (bytes.size() + read > MOST_BYTES) {
                throw new Unavailable("Microsoft's report is larger than " + MOST_BYTES / 1024 / 1024
                        + " MB when it is unpacked. Import it as CSV.");
            }
            bytes.write(buffer, 0, read);
        }
        return bytes.toByteArray();
    }

    private static Unavailable unreadable() {
        return new Unavailable("Microsoft's report cannot be read. It is asked again tomorrow.");
    }
}
