package io.leadloop.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file with a table as CSV in UTF-8, whichever of the forms they come in that people's programs write: text in
 * UTF-8 passes as it is, text in UTF-16 is recoded while it streams, of an .xlsx workbook one sheet is read. A row of a sheet is
 * one line, so that line numbers are those of the spreadsheet.
 *
 * @param utf8 to be read to its end; throws BadCsv where a later part is damaged
 * @param form for people, e.g. {@code Excel workbook, sheet 'Deals' (the first of 3)}
 */
public record TableText(InputStream utf8, String form) implements AutoCloseable {

    private static final int LOOK = 4;

    /**
     * @param sheet the name of the sheet of a workbook; null for its first visible one
     * @param bounds how large a workbook may be
     * @throws BadCsv for a workbook that is damaged or too large, for a sheet that is not in it, and for old .xls files
     */
    public static TableText open(InputStream file, @Nullable String sheet, WorkbookBounds bounds) throws IOException {
        PushbackInputStream whole = new PushbackInputStream(file, LOOK);
        byte[] first = whole.readNBytes(LOOK);
        whole.unread(first);
        if (isLike(first, 'P', 'K')) {
            Workbook workbook = Workbook.open(whole, sheet, bounds);
            return new TableText(workbook, workbook.form());
        }
        if (isLike(first, 0xd0, 0xcf)) {
            throw new BadCsv("The file is an Excel workbook of the old kind (.xls), or one with a password. Save it as"
                    + " .xlsx without a password, or as CSV in UTF-8.");
        }
        Charset charset = utf16(first);
        return charset == null
                ? new TableText(whole, "text in UTF-8")
                : new TableText(new RecodedText(whole, charset), "text in UTF-16");
    }

    private static boolean isLike(byte[] first, int one, int two) {
        return first.length > 1 && (first[0] & 0xff) == one && (first[1] & 0xff) == two;
    }

    /** By the byte order mark; without one by the zeros that its first letters have there. */
    private static @Nullable Charset utf16(byte[] first) {
        if (isLike(first, 0xff, 0xfe)) {
            return StandardCharsets.UTF_16LE;
        }
        if (isLike(first, 0xfe, 0xff)) {
            return StandardCharsets.UTF_16BE;
        }
        if (first.length < LOOK) {
            return null;
        }
        boolean isLittle = first[0] != 0 && first[1] == 0 && first[2] != 0 && first[3] == 0;
        boolean isBig = first[0] == 0 && first[1] != 0 && first[2] == 0 && first[3] != 0;
        return isLittle ? StandardCharsets.UTF_16LE : isBig ? StandardCharsets.UTF_16BE : null;
    }

    /** Lets go of a workbook; the file itself is whose who opened it. */
    @Override
    public void close() throws IOException {
        if (utf8 instanceof Workbook) {
            utf8.close();
        }
    }
}
