package io.leadloop.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decodes an answer's body to text. We ask for no compression, and some proxies compress all the same, not all of them
 * with a {@code Content-Encoding}: gzip (by its first two bytes) and deflate (by the header, with or without zlib's
 * frame) are unpacked. Never fails: of a damaged stream the readable beginning counts, and what is no UTF-8 becomes
 * U+FFFD.
 */
final class AnswerText {

    private static final int BUFFER = 8_192;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private AnswerText() {}

    /** Reads at most so many bytes; throws IOException only when the connection breaks. */
    static String read(InputStream body, @Nullable String contentEncoding, int mostBytes) throws IOException {
        String text =
                new String(unpacked(body.readNBytes(mostBytes), contentEncoding, mostBytes), StandardCharsets.UTF_8);
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static byte[] unpacked(byte[] bytes, @Nullable String contentEncoding, int mostBytes) {
        if (isGzip(bytes)) {
            return orAsTheyAre(unpack(() -> new GZIPInputStream(new ByteArrayInputStream(bytes)), mostBytes), bytes);
        }
        if (contentEncoding == null || !contentEncoding.toLowerCase(Locale.ROOT).contains("deflate")) {
            return bytes;
        }
        Unpacked zlib = unpack(() -> new InflaterInputStream(new ByteArrayInputStream(bytes)), mostBytes);
        if (zlib.bytes().length > 0) {
            return zlib.bytes();
        }
        Unpacked unframed =
                unpack(() -> new InflaterInputStream(new ByteArrayInputStream(bytes), new Inflater(true)), mostBytes);
        // Without a frame nearly any text begins like a packed one.
        return unframed.isWhole() ? orAsTheyAre(unframed, bytes) : bytes;
    }

    /** No text begins with these two bytes, so that the header is not needed. */
    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    }

    private static byte[] orAsTheyAre(Unpacked unpacked, byte[] packed) {
        return unpacked.bytes().length > 0 ? unpacked.bytes() : packed;
    }

    /** What can be unpacked, up to the first damage; nothing where nothing can. */
    private static Unpacked unpack(Stream packed, int mostBytes) {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        try (InputStream stream = packed.open()) {
            int read = stream.read(buffer);
            while (read > 0 && unpacked.size() < mostBytes) {
                unpacked.write(buffer, 0, Math.min(read, mostBytes - unpacked.size()));
                read = stream.read(buffer);
            }
        } catch (IOException damaged) {
            return new Unpacked(unpacked.toByteArray(), false);
        }
        return new Unpacked(unpacked.toByteArray(), true);
    }

    private record Unpacked(byte[] bytes, boolean isWhole) {}

    private interface Stream {
        InputStream open() throws IOException;
    }
}
