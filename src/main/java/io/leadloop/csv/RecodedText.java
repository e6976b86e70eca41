package io.leadloop.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text of another encoding as UTF-8, recoded while it streams. Throws BadCsv for bytes that are none of that encoding. */
final class RecodedText extends InputStream {

    private static final int PART = 8_192;

    private final Reader text;
    private final String name;
    private final char[] characters = new char[PART + 1];
    private byte[] bytes = {};
    private int at;
    private int kept;

    RecodedText(InputStream file, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.text = new InputStreamReader(file, decoder);
        this.name = charset.name();
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int taken = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, buffer, offset, taken);
        at += taken;
        return taken;
    }

    private boolean isAtEnd() throws IOException {
        while (at == bytes.length) {
            int read = next();
            if (read < 0 && kept == 0) {
                return true;
            }
            int length = Math.max(0, read) + kept;
            // The two halves of a character beyond the basic plane are encoded together.
            boolean isHalf = read >= 0 && Character.isHighSurrogate(characters[length - 1]);
            char half = characters[length - 1];
            length -= isHalf ? 1 : 0;
            bytes = new String(characters, 0, length).getBytes(StandardCharsets.UTF_8);
            at = 0;
            characters[0] = half;
            kept = isHalf ? 1 : 0;
        }
        return false;
    }

    private int next() throws IOException {
        try {
            return text.read(characters, kept, PART);
        } catch (CharacterCodingException e) {
            throw new BadCsv("The file begins like " + name + " and is not. Save it as CSV in UTF-8 (Excel: \"CSV UTF-8"
                    + " (Comma delimited)\").");
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
