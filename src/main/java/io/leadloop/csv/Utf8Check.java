package io.leadloop.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Validates that an uploaded file is UTF-8 while it streams, and counts its lines. Throws BadCsv, with what to do, for
 * anything else.
 */
public final class Utf8Check {

    private static final String SAVE_AS = " Save it as CSV in UTF-8 (Excel: \"CSV UTF-8 (Comma delimited)\").";
    private static final int BUFFER = 8_192;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer characters = CharBuffer.allocate(BUFFER);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    private boolean isFirst = true;
    private long lineBreaks;
    private char last = '\n';

    /** Takes the next part of the file. Throws BadCsv for what is not UTF-8. */
    public void accept(byte[] part, int length) {
        if (isFirst && length > 0) {
            isFirst = false;
            lookAtTheBeginning(part, length);
        }
        int offset = 0;
        while (offset < length) {
            int taken = Math.min(bytes.remaining(), length - offset);
            bytes.put(part, offset, taken);
            offset += taken;
            decode(false);
        }
    }

    /** Ends the file; returns the number of lines. */
    public long finish() {
        decode(true);
        return last == '\n' ? lineBreaks : lineBreaks + 1;
    }

    private void decode(boolean isEnd) {
        bytes.flip();
        boolean more = true;
        while (more) {
            var result = decoder.decode(bytes, characters, isEnd);
            characters.flip();
            while (characters.hasRemaining()) {
                last = characters.get();
                lineBreaks += last == '\n' ? 1 : 0;
            }
            characters.clear();
            if (result.isError()) {
                throw new BadCsv("Line " + (lineBreaks + 1) + " of the file is not UTF-8; it looks like Windows-1252 or"
                        + " Latin-1." + SAVE_AS);
            }
            more = result.isOverflow();
        }
        bytes.compact();
    }

    private static void lookAtTheBeginning(byte[] part, int length) {
        int first = part[0] & 0xff;
        int second = length > 1 ? part[1] & 0xff : -1;
        if (first == 'P' && second == 'K') {
            throw new BadCsv("The file is an Excel workbook or a ZIP archive, not CSV." + SAVE_AS);
        }
        if (first == 0x1f && second == 0x8b) {
            throw new BadCsv("The file is packed by gzip. Unpack it first.");
        }
        boolean hasMark = first == 0xff && second == 0xfe || first == 0xfe && second == 0xff;
        if (hasMark || first == 0 && second != 0 || first != 0 && second == 0) {
            throw new BadCsv("The file is UTF-16 (Excel's \"Unicode Text\")." + SAVE_AS);
        }
    }
}
