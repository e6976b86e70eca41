package io.leadloop.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.springframework.stereotype.Component;

/**
 * {@code leadloop-capture.js} as it is served: without comments and spaces, and with the local names that its head lists
 * shortened. No parser: the source keeps to what is replaced here, and its tests run what is served.
 */
@Component
class CaptureScript {

    private static final String SOURCE = "/capture/leadloop-capture.js";
    private static final String LIST = "// Shortened:";

    /** Letters that the source does not use as names. */
    private static final String LETTERS = "bcghjmpqrsuyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static final List<String> SIGNS = List.of(
            "=>", "=", "==", "!=", "===", "&&", "||", "|", "?", ":", "+", "-", "<", "<=", ">", ">=", "/", "*", "+=");

    private final byte[] plain;
    private final byte[] zipped;

    CaptureScript() {
        plain = shortened(source()).getBytes(StandardCharsets.UTF_8);
        zipped = zip(plain);
    }

    byte[] plain() {
        return plain;
    }

    byte[] zipped() {
        return zipped;
    }

    private static String source() {
        try (InputStream in = CaptureScript.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IllegalStateException(SOURCE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shortened(String source) {
        String code = source.lines()
                .map(String::strip)
                .filter(it -> !it.startsWith("//"))
                .collect(Collectors.joining());
        for (String sign : SIGNS) {
            code = code.replace(" " + sign + " ", sign);
        }
        code = code.replace(", ", ",")
                .replace("if (", "if(")
                .replace("for (", "for(")
                .replace(") ", ")")
                .replace("{ ", "{")
                .replace(" {", "{")
                .replace(" }", "}")
                .replace("} ", "}")
                .replace(": ", ":")
                .replace(";}", "}");
        int next = 0;
        for (String names : names(source)) {
            code = Pattern.compile("(?<!(?<!\\.\\.)\\.)(?<!['\\w$-])(?:" + names + ")(?![\\w'-])")
                    .matcher(code)
                    .replaceAll(letter(next++));
        }
        return code;
    }

    /** Each to one letter: a name, or several that never meet, as an alternative of a regular expression. */
    private static List<String> names(String source) {
        List<String> names = new ArrayList<>();
        source.lines()
                .dropWhile(it -> !it.startsWith(LIST))
                .takeWhile(it -> it.startsWith("//"))
                .map(it ->
                        it.replace(LIST, "").replace("//", "").replace('/', '|').strip())
                .forEach(it -> names.addAll(List.of(it.split(" +"))));
        return names;
    }

    private static String letter(int n) {
        return n < LETTERS.length()
                ? LETTERS.substring(n, n + 1)
                : LETTERS.substring(LETTERS.length() - 1 - n % 26).substring(0, 1) + "_";
    }

    private static byte[] zip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
