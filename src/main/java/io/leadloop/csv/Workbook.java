package io.leadloop.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jspecify.annotations.Nullable;

/** One sheet of an .xlsx workbook as CSV in UTF-8, row by row. Whatever is damaged throws BadCsv. */
final class Workbook extends InputStream {

    private static final int MOST_COLUMNS = 500;
    private static final int MOST_ROWS = 1_048_576;
    private static final int MOST_NAMES = 10;

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final WorkbookCells cells;
    private final String form;
    private byte[] line = {};
    private int at;
    private int written;

    private Workbook(ReadableWorkbook workbook, Sheet sheet, String form) throws IOException {
        this.workbook = workbook;
        this.cells = new WorkbookCells(workbook.isDate1904());
        this.form = form;
        this.stream = sheet.openStream();
        this.rows = stream.iterator();
    }

    static Workbook open(InputStream file, @Nullable String sheet, WorkbookBounds bounds) throws IOException {
        byte[] packed = bounds.read(file);
        try {
            byte[] bytes;
            try (ZipFile archive = ZipFile.builder()
                    .setSeekableByteChannel(new SeekableInMemoryByteChannel(packed))
                    .get()) {
                if (archive.getEntry("[Content_Types].xml") == null) {
                    throw new BadCsv("The file is a ZIP archive and no Excel workbook. Unpack it first.");
                }
                bounds.check(archive);
                bytes = IsoDateCells.asText(packed, archive);
            }
            ReadableWorkbook workbook =
                    new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(true, true));
            List<Sheet> sheets = workbook.getSheets()
                    .filter(it -> it.getVisibility() == SheetVisibility.VISIBLE)
                    .toList();
            Sheet chosen = chosen(sheets, sheet);
            return new Workbook(workbook, chosen, form(chosen, sheets));
        } catch (BadCsv e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw damaged();
        }
    }

    private static Sheet chosen(List<Sheet> sheets, @Nullable String name) {
        return sheets.stream()
                .filter(it -> name == null || name.isBlank() || it.getName().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new BadCsv(
                        sheets.isEmpty()
                                ? "The workbook has no sheet that can be seen."
                                : "The workbook has no sheet of that name, but: " + names(sheets) + "."));
    }

    private static String form(Sheet chosen, List<Sheet> sheets) {
        return "Excel workbook, sheet '" + chosen.getName() + "'"
                + (sheets.size() == 1 ? "" : " of " + sheets.size() + " (" + names(sheets) + ")");
    }

    private static String names(List<Sheet> sheets) {
        return sheets.stream().limit(MOST_NAMES).map(Sheet::getName).collect(Collectors.joining(", "))
                + (sheets.size() > MOST_NAMES ? ", ..." : "");
    }

    String form() {
        return form;
    }

    @Override
    public int read() {
        return isAtEnd() ? -1 : line[at++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int taken = Math.min(length, line.length - at);
        System.arraycopy(line, at, buffer, offset, taken);
        at += taken;
        return taken;
    }

    private boolean isAtEnd() {
        while (at == line.length) {
            try {
                if (!rows.hasNext()) {
                    return true;
                }
                line = line(rows.next()).getBytes(StandardCharsets.UTF_8);
                at = 0;
            } catch (BadCsv e) {
                throw e;
            } catch (RuntimeException e) {
                throw damaged();
            }
        }
        return false;
    }

    /** The row on its own line, after an empty line for each row that the sheet leaves out. */
    private String line(Row row) {
        if (row.getCellCount() > MOST_COLUMNS) {
            throw new BadCsv("Row " + row.getRowNum() + " of the sheet has more than " + MOST_COLUMNS
                    + " columns. Export fewer: those that are needed.");
        }
        if (row.getRowNum() > MOST_ROWS) {
            throw damaged();
        }
        StringBuilder text = new StringBuilder();
        for (; written + 1 < row.getRowNum(); written++) {
            text.append('\n');
        }
        int last = row.getCellCount();
        while (last > 0 && cells.text(row.getCell(last - 1)).isEmpty()) {
            last--;
        }
        for (int i = 0; i < last; i++) {
            text.append(i == 0 ? "" : ",").append(quoted(cells.text(row.getCell(i))));
        }
        written++;
        return text.append('\n').toString();
    }

    /** A line break inside of a cell would move all line numbers below it. */
    private static String quoted(String cell) {
        String text = cell.replaceAll("[\\r\\n]+", " ");
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.equals(text.strip())
                ? text
                : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static BadCsv damaged() {
        return new BadCsv(
                "The Excel workbook is damaged or not of the kind .xlsx. Open it and save it again, or save it"
                        + " as CSV in UTF-8.");
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
