package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.FakePlatform.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Answers in bytes and words that careless code cannot keep. */
final class Bytes {

    /** The fields in which the platforms explain a refusal. */
    private static final Set<String> WORDS =
            Set.of("message", "error_message", "error_msgs", "explanation", "description", "reason");

    private static final int LONGEST = 4_000;

    private Bytes() {}

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    static Answer withUnstorableWords(Answer answer) {
        try {
            JsonNode body = new ObjectMapper().readTree(answer.body());
            mark(body);
            // As escapes, which are ordinary bytes on the wire.
            String spoilt = body.toString().replace("SPOILT", "\\u0000 \\ud83d");
            return new Answer(answer.status(), spoilt, answer.retryAfter());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void mark(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (WORDS.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                    field.setValue(marked(field.getValue()));
                } else {
                    mark(field.getValue());
                }
            }
        } else {
            node.forEach(Bytes::mark);
        }
    }

    private static JsonNode marked(JsonNode words) {
        if (words instanceof ArrayNode array) {
            array.set(0, marked(array.get(0)));
            return array;
        }
        return words.isTextual() ? TextNode.valueOf(words.asText() + "SPOILT") : words;
    }

    static void assertCanBeStored(UploadResult result) {
        Stream.of(result.code(), result.message(), result.receipt(), result.request(), result.answer())
                .filter(it -> it != null)
                .forEach(text -> {
                    assertThat(text).doesNotContain("\0").hasSizeLessThanOrEqualTo(LONGEST);
                    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(text))
                            .isTrue();
                });
    }
}
