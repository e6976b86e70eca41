package io.leadloop.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * How large a workbook may be. An .xlsx is a ZIP archive, and a few kilobytes of one can unpack to gigabytes: each part is unpacked
 * once and counted before any of it is parsed.
 *
 * @param packed bytes of the file, which is held in memory while it is read
 * @param unpacked bytes of all its parts
 * @param inMemory bytes of the parts that the reader keeps in memory: texts and styles
 */
public record WorkbookBounds(long packed, long unpacked, long inMemory) {

    private static final int MOST_PARTS = 2_000;
    private static final int BUFFER = 64 * 1024;
    private static final int LOOK = 2_048;

    /** Of a column: the last one is XFD. */
    private static final int MOST_LETTERS = 3;

    /** Where the letters of an address begin, in the signs {@code r="}. */
    private static final int LETTERS = 3;

    /** Between two tags; a cell of a sheet has 32,767 characters at most. */
    private static final int LONGEST_TEXT = 1_000_000;

    /** For a file of at most so many bytes: sixteen times as many unpacked, more than real workbooks have. */
    public static WorkbookBounds of(long packed) {
        return new WorkbookBounds(packed, packed * 16, packed * 3);
    }

    byte[] read(InputStream file) throws IOException {
        byte[] bytes = file.readNBytes((int) Math.min(packed + 1, Integer.MAX_VALUE - BUFFER));
        if (bytes.length > packed) {
            throw new BadCsv("The workbook is larger than " + (packed >> 20)
                    + " MB. Save it as CSV in UTF-8, which may be" + " larger, or raise leadloop.import.max-workbook.");
        }
        return bytes;
    }

    void check(ZipFile archive) throws IOException {
        Count count = new Count();
        int parts = 0;
        for (Enumeration<ZipArchiveEntry> entries = archive.getEntries(); entries.hasMoreElements(); ) {
            try (InputStream part = archive.getInputStream(entries.nextElement())) {
                count.add(part);
            }
            if (++parts > MOST_PARTS) {
                throw tooLarge();
            }
        }
    }

    /** What was unpacked so far, without keeping any of it. */
    private final class Count {

        private final byte[] buffer = new byte[BUFFER];
        private long all;
        private long kept;
        private int place;

        /** Whether the signs so far are an address {@code r="ABCD...}: the reader would make room for that many cells. */
        private boolean isFarAway(byte sign) {
            boolean isLetter = sign >= 'A' && sign <= 'Z';
            place = sign <= ' '
                    ? 1
                    : switch (place) {
                        case 1 -> sign == 'r' ? 2 : 0;
                        case 2 -> sign == '=' ? LETTERS : 0;
                        case LETTERS -> sign == '"' || sign == '\'' ? LETTERS + 1 : 0;
                        default -> place > LETTERS && isLetter ? place + 1 : 0;
                    };
            return place > LETTERS + 1 + MOST_LETTERS;
        }

        void add(InputStream part) throws IOException {
            boolean isSheet = false;
            boolean isFirst = true;
            long sinceTag = 0;
            for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
                if (isFirst && read > 0) {
                    isFirst = false;
                    isSheet = new String(buffer, 0, Math.min(read, LOOK), StandardCharsets.ISO_8859_1)
                            .contains("worksheet");
                }
                all += read;
                kept += isSheet ? 0 : read;
                for (int i = 0; i < read; i++) {
                    if (isSheet && isFarAway(buffer[i])) {
                        throw new BadCsv(
                                "The Excel workbook is damaged: it names a column that no sheet has. Open it and"
                                        + " save it again, or save it as CSV in UTF-8.");
                    }
                    sinceTag = buffer[i] == '<' ? 0 : sinceTag + 1;
                    if (isSheet && sinceTag > LONGEST_TEXT) {
                        throw tooLarge();
                    }
                }
                if (all > unpacked || kept > inMemory) {
                    throw tooLarge();
                }
            }
        }
    }

    private static BadCsv tooLarge() {
        return new BadCsv("The workbook unpacks to far more than it should, like a ZIP bomb. Copy its table into a new"
                + " workbook, or save it as CSV in UTF-8.");
    }
}
