package io.leadloop.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Bodies of webhooks with a mistake in them, by random numbers of a fixed seed. */
final class FuzzedBodies {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> WORDS = List.of(
            "null",
            "0",
            "-1e400",
            "1e999999999",
            "9".repeat(400),
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\u202e\u0661\u0662 \uD83D\uDC69\u200D\uD83D\uDCBB\"",
            "\"{{contact.id}}\"",
            "\"" + "x".repeat(70_000) + "\"",
            "\"2026-13-45T99:00:00Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "{}",
            "[[[]]]",
            "99999999999999999999",
            "\"" + long8k() + "\"",
            "-62135596800001");

    private FuzzedBodies() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Letters that do not compress, more than an index takes. */
    private static String long8k() {
        byte[] letters = new byte[6_000];
        new Random(1).nextBytes(letters);
        return Base64.getEncoder().encodeToString(letters);
    }

    /** One mutation, chosen by the random numbers alone. */
    static byte[] mutated(List<String> bodies, Random random) {
        String body = bodies.get(random.nextInt(bodies.size()));
        boolean isJson = !body.startsWith("<");
        int kind = random.nextInt(isJson ? 12 : 5);
        return switch (kind) {
            case 0 -> Arrays.copyOf(bytes(body), random.nextInt(bytes(body).length));
            case 1 -> noise(bytes(body), random);
            case 2 -> bytes(body + (random.nextBoolean() ? body : "\u0000 garbage"));
            case 3 -> bytes((random.nextBoolean() ? "\uFEFF" : "\n\t ") + body);
            case 4 ->
                isJson
                        ? deep(random)
                        : bytes(body.replaceFirst(">[^<]+<", ">" + "\u202e" + "&#0;".repeat(random.nextInt(2)) + "<"));
            case 5 -> bytes(doubledName(body, random));
            case 6 -> bytes(WORDS.get(random.nextInt(WORDS.size())));
            default -> bytes(replaced(body, random, kind > 8 ? 3 : 1));
        };
    }

    private static byte[] noise(byte[] body, Random random) {
        for (int i = 0; i < 5; i++) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
    }

    private static byte[] deep(Random random) {
        int levels = random.nextBoolean() ? 900 : 50_000;
        String open = random.nextBoolean() ? "[" : "{\"a\":";
        return bytes(open.repeat(levels) + "1" + (open.equals("[") ? "]" : "}").repeat(levels));
    }

    private static String doubledName(String body, Random random) {
        int at = body.indexOf('{', random.nextInt(Math.max(1, body.length() / 2)));
        return at < 0 ? body + body : body.substring(0, at + 1) + "\"id\":7,\"id\":null," + body.substring(at + 1);
    }

    /** Values at random places replaced by words, names shuffled, elements doubled. */
    private static String replaced(String body, Random random, int times) {
        try {
            JsonNode json = JSON.readTree(body);
            List<Runnable> places = new ArrayList<>();
            List<String> marks = new ArrayList<>();
            collect(json, random, places, marks);
            Collections.shuffle(places, random);
            for (int i = 0; i < Math.min(times, places.size()); i++) {
                places.get(i).run();
            }
            String text = json.toString();
            for (String mark : marks) {
                text = text.replace("\"" + mark + "\"", WORDS.get(random.nextInt(WORDS.size())));
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void collect(JsonNode node, Random random, List<Runnable> places, List<String> marks) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                places.add(() -> {
                    String mark = "mark-" + marks.size() + "-";
                    marks.add(mark);
                    object.put(name, mark);
                });
                collect(object.path(name), random, places, marks);
            }
            places.add(() -> {
                Collections.shuffle(names, random);
                names.forEach(it -> object.set(it, object.remove(it)));
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(array.path(i), random, places, marks);
            }
            places.add(() -> array.addAll((ArrayNode) array.deepCopy()));
            places.add(() -> array.insertNull(0));
        }
    }
}
