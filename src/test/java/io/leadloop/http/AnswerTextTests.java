package io.leadloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The bytes of an answer. */
class AnswerTextTests {

    private static final int MOST = 1_000_000;
    private static final String TEXT = "{\"message\":\"taken, über\"}".repeat(1_000);

    private static String read(byte[] bytes, @Nullable String encoding) throws IOException {
        return AnswerText.read(new ByteArrayInputStream(bytes), encoding, MOST);
    }

    private interface Packing {
        OutputStream of(OutputStream bytes) throws IOException;
    }

    private static byte[] packed(Packing packing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packing.of(bytes)) {
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void gzip_is_unpacked_whether_it_is_announced_or_not() throws IOException {
        byte[] gzip = packed(GZIPOutputStream::new);
        assertThat(read(gzip, "gzip")).isEqualTo(TEXT);
        assertThat(read(gzip, "x-gzip")).isEqualTo(TEXT);
        assertThat(read(gzip, null)).isEqualTo(TEXT);
    }

    /** RFC 9110, 8.4.1.2: zlib's format; "some non-conformant implementations" send deflate without its frame. */
    @Test
    void deflate_is_unpacked_with_and_without_its_frame() throws IOException {
        assertThat(read(packed(DeflaterOutputStream::new), "Deflate")).isEqualTo(TEXT);
        assertThat(read(packed(it -> new DeflaterOutputStream(it, new Deflater(9, true))), "deflate"))
                .isEqualTo(TEXT);
    }

    @Test
    void text_that_is_announced_as_packed_stays_text() throws IOException {
        for (String encoding : new String[] {"gzip", "deflate", "br", "", null}) {
            assertThat(read("{\"a\":1}".getBytes(StandardCharsets.UTF_8), encoding))
                    .isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void of_a_damaged_stream_the_beginning_counts() throws IOException {
        byte[] gzip = packed(GZIPOutputStream::new);
        assertThat(read(Arrays.copyOf(gzip, gzip.length - 6), null)).startsWith("{\"message\":\"taken");
        assertThat(read(new byte[] {0x1f, (byte) 0x8b}, null)).hasSize(2);
        assertThat(read(new byte[] {0x1f}, null)).hasSize(1);
    }

    @Test
    void what_is_no_utf_8_is_replaced_and_a_byte_order_mark_is_no_text() throws IOException {
        assertThat(read(new byte[] {'a', (byte) 0xff, 'b'}, null)).isEqualTo("a\uFFFDb");
        assertThat(read("\uFEFF{}".getBytes(StandardCharsets.UTF_8), null)).isEqualTo("{}");
        assertThat(read(new byte[0], null)).isEmpty();
    }

    /** A few kilobytes can be unpacked to gigabytes. */
    @Test
    void never_becomes_longer_than_the_bound() throws IOException {
        byte[] gzip = packed(GZIPOutputStream::new);
        String all = AnswerText.read(new ByteArrayInputStream(gzip), null, 10_000);
        assertThat(all.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(9_990, 10_010);
        assertThat(AnswerText.read(new ByteArrayInputStream("12345".getBytes(StandardCharsets.UTF_8)), null, 3))
                .isEqualTo("123");
    }
}
