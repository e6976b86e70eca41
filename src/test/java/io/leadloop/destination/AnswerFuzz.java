package io.leadloop.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.FakePlatform.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Answers of a platform, spoilt at random; the seed is set by {@code -Dleadloop.fuzz.seed} and told with each failure. */
final class AnswerFuzz {

    private static final long SEED = Long.getLong("leadloop.fuzz.seed", 20261126L);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAGE = "<!DOCTYPE html><html><body>502 Bad Gateway, {\"status\":200}</body></html>";

    private final List<Answer> own;
    private final Random random = new Random(SEED);

    AnswerFuzz(List<Answer> own) {
        this.own = own;
    }

    /**
     * @param seed which of the platform's own answers it was made of
     * @param isOwn whether it can still be read as one
     */
    record Fuzzed(int number, String how, int seed, boolean isOwn, Answer answer) {

        boolean isEmpty() {
            return answer.status() == 204
                    || answer.packed() != null && answer.packed().bytes().length == 0
                    || answer.packed() == null && answer.body().isBlank();
        }

        @Override
        public String toString() {
            return "fuzz seed " + SEED + ", answer " + number + ": " + how + " of answer " + seed + ", HTTP "
                    + answer.status() + " " + answer.contentType() + " " + answer.body();
        }
    }

    /** So many answers; together they have every status of 200 to 599. */
    List<Fuzzed> answers(int count) {
        return IntStream.range(0, count).mapToObj(this::one).toList();
    }

    private Fuzzed one(int number) {
        int seed = random.nextInt(own.size());
        // Half of them with the status that belongs to the body, so that the body decides.
        int status = random.nextInt(4) == 0 ? own.get(seed).status() : 200 + number % 400;
        String body = own.get(seed).body();
        Answer answer = new Answer(status, body, null);
        return switch (random.nextInt(10)) {
            case 0 -> new Fuzzed(number, "whole", seed, true, answer);
            case 1 -> new Fuzzed(number, "cut", seed, false, new Answer(status, body.substring(0, at(body)), null));
            case 2 -> new Fuzzed(number, "gzip", seed, true, answer.as(gzip(body), null));
            case 3 -> {
                byte[] packed = gzip(body);
                yield new Fuzzed(
                        number, "half a gzip", seed, false, answer.as(java.util.Arrays.copyOf(packed, 12), "gzip"));
            }
            case 4 ->
                new Fuzzed(number, "UTF-16", seed, false, answer.as(body.getBytes(StandardCharsets.UTF_16BE), null));
            case 5 -> new Fuzzed(number, "a page", seed, false, new Answer(status, PAGE, null).typed("text/html"));
            case 6 -> new Fuzzed(number, "nothing", seed, false, new Answer(status, "", null));
            case 7 -> {
                byte[] bytes = new byte[1 + random.nextInt(200)];
                random.nextBytes(bytes);
                yield new Fuzzed(number, "random bytes", seed, false, answer.as(bytes, null));
            }
            case 8 -> new Fuzzed(number, "two answers", seed, false, new Answer(status, body + body, null));
            default -> new Fuzzed(number, "other values", seed, true, new Answer(status, otherValues(body), null));
        };
    }

    private int at(String body) {
        return 1 + random.nextInt(body.length() - 1);
    }

    private String otherValues(String body) {
        try {
            return changed(JSON.readTree(body)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode changed(JsonNode node) {
        if (random.nextInt(6) == 0) {
            return any();
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(it -> it.setValue(changed(it.getValue())));
        } else if (node instanceof ArrayNode array) {
            IntStream.range(0, array.size()).forEach(i -> array.set(i, changed(array.get(i))));
        }
        return node;
    }

    private JsonNode any() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> json.nullNode();
            case 1 -> json.numberNode(random.nextLong());
            case 2 -> json.numberNode(-1);
            case 3 -> json.textNode("");
            case 4 -> json.textNode("\0\ud800 nonsense");
            case 5 -> json.arrayNode().add(1).add("a");
            case 6 -> json.objectNode().put("x", 1.5e300);
            case 7 -> json.booleanNode(true);
            default -> json.numberNode(new java.math.BigDecimal("1e400"));
        };
    }

    private static byte[] gzip(String body) {
        try {
            return Bytes.gzip(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
