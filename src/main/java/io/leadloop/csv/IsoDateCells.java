package io.leadloop.csv;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Cells of the type {@code d}, whose value is an ISO 8601 date instead of Excel's number of days (ISO/IEC 29500-1, 18.18.11;
 * openpyxl with {@code iso_dates}). The reader of workbooks knows no such type: they become cells of the type {@code str}.
 */
final class IsoDateCells {

    private static final String SHEETS = "xl/worksheets/";
    private static final Pattern TYPE = Pattern.compile("(<(?:\\w+:)?c\\s(?:[^>]*\\s)?t\\s*=\\s*)([\"'])d\\2");

    /** Longer than the tag of any cell: its address, style and type. */
    private static final int LONGEST_TAG = 256;

    private static final int BUFFER = 64 * 1024;

    private IsoDateCells() {}

    /** The same archive where it has no such cell. The archive's size was checked before. */
    static byte[] asText(byte[] bytes, ZipFile archive) throws IOException {
        boolean isAny = false;
        for (Enumeration<ZipArchiveEntry> all = archive.getEntries(); !isAny && all.hasMoreElements(); ) {
            isAny = copy(archive, all.nextElement(), OutputStream.nullOutputStream());
        }
        if (!isAny) {
            return bytes;
        }
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(copy)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Enumeration<ZipArchiveEntry> all = archive.getEntries(); all.hasMoreElements(); ) {
                ZipArchiveEntry part = all.nextElement();
                zip.putNextEntry(new ZipEntry(part.getName()));
                OutputStream content = new BufferedOutputStream(zip, BUFFER);
                copy(archive, part, content);
                content.flush();
            }
        }
        return copy.toByteArray();
    }

    /** Whether the part has such cells; the copy has none. */
    private static boolean copy(ZipFile archive, ZipArchiveEntry part, OutputStream copy) throws IOException {
        try (InputStream content = archive.getInputStream(part)) {
            if (!part.getName().startsWith(SHEETS)) {
                content.transferTo(copy);
                return false;
            }
            boolean isAny = false;
            byte[] buffer = new byte[BUFFER];
            ByteArrayOutputStream tag = new ByteArrayOutputStream();
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '<' || tag.size() > LONGEST_TAG) {
                        tag.writeTo(copy);
                        tag.reset();
                    }
                    if (buffer[i] == '<' || tag.size() > 0) {
                        tag.write(buffer[i]);
                    } else {
                        copy.write(buffer[i]);
                    }
                    if (buffer[i] == '>' && tag.size() > 0) {
                        String text = tag.toString(StandardCharsets.ISO_8859_1);
                        String known = TYPE.matcher(text).replaceFirst("$1$2str$2");
                        isAny |= !known.equals(text);
                        copy.write(known.getBytes(StandardCharsets.ISO_8859_1));
                        tag.reset();
                    }
                }
            }
            tag.writeTo(copy);
            return isAny;
        }
    }
}
