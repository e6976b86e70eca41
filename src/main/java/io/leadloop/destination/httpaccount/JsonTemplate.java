package io.leadloop.destination.httpaccount;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * JSON whose texts may hold placeholders. A text that is one placeholder becomes the field's value with its type; in a
 * longer text it becomes a part. Where a field is absent, its text is; an object or list whose fields are all absent goes
 * too, with its constants. Nothing is run: it can read what its {@link Values} give, and no more.
 */
final class JsonTemplate {

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Node root;
    private final Set<String> keys = new TreeSet<>();
    private final Set<String> numericKeys = new TreeSet<>();

    /** What the placeholders stand for; null for what is absent. */
    interface Values {
        @Nullable
        JsonNode of(Placeholder placeholder);
    }

    private interface Node {
        /** Null where all of its fields are absent. */
        @Nullable
        JsonNode with(Values values);

        boolean isConstant();
    }

    private JsonTemplate(JsonNode template, Placeholder.Place place) {
        this.root = compile(template, place, "");
    }

    /** Throws IllegalArgumentException, whose words name the place and what is wrong with it. */
    static JsonTemplate read(String template, Placeholder.Place place) {
        try {
            JsonNode json = STRICT.readTree(template);
            if (!json.isContainerNode()) {
                throw new IllegalArgumentException("it is no JSON object or list");
            }
            return new JsonTemplate(json, place);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new IllegalArgumentException(
                    (at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ")
                            + e.getOriginalMessage(),
                    e);
        }
    }

    /** The keys of the account that it names. */
    Set<String> keys() {
        return keys;
    }

    /** Those of them that it writes as a number. */
    Set<String> numericKeys() {
        return numericKeys;
    }

    /** The JSON for these values; empty, not absent, where all fields are absent. */
    JsonNode with(Values values) {
        JsonNode written = root.with(values);
        return written == null ? JsonNodeFactory.instance.objectNode() : written;
    }

    private Node compile(JsonNode json, Placeholder.Place place, String at) {
        if (json instanceof ObjectNode object) {
            Map<String, Node> fields = new LinkedHashMap<>();
            object.properties().forEach(it -> {
                String where = at + "/" + it.getKey().replace("~", "~0").replace("/", "~1");
                if (it.getKey().contains("{{") || it.getKey().contains("}}")) {
                    throw new IllegalArgumentException("at " + where + ": a name cannot be a field");
                }
                fields.put(it.getKey(), compile(it.getValue(), place, where));
            });
            return new ObjectOf(fields);
        }
        if (json instanceof ArrayNode array) {
            List<Node> elements = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                elements.add(compile(array.get(i), place, at + "/" + i));
            }
            return new ListOf(elements);
        }
        return json.isTextual() ? text(json.asText(), place, at) : new Constant(json);
    }

    private Node text(String said, Placeholder.Place place, String at) {
        Placeholder.Text text;
        try {
            text = Placeholder.read(said, place);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("at " + at + ": " + e.getMessage(), e);
        }
        for (Object part : text.parts()) {
            if (part instanceof Placeholder placeholder) {
                if (placeholder.key() != null) {
                    keys.add(placeholder.key());
                    if (placeholder.isNumber()) {
                        numericKeys.add(placeholder.key());
                    }
                }
                if (placeholder.isEvents() && text.alone() == null) {
                    throw new IllegalArgumentException("at " + at + ": {{events}} has to stand alone");
                }
            }
        }
        return text.isConstant() ? new Constant(TextNode.valueOf(said)) : new TextOf(text);
    }

    private record Constant(JsonNode value) implements Node {

        @Override
        public JsonNode with(Values values) {
            return value;
        }

        @Override
        public boolean isConstant() {
            return true;
        }
    }

    private record TextOf(Placeholder.Text text) implements Node {

        @Override
        public @Nullable JsonNode with(Values values) {
            Placeholder alone = text.alone();
            if (alone != null) {
                return values.of(alone);
            }
            StringBuilder written = new StringBuilder();
            for (Object part : text.parts()) {
                if (part instanceof Placeholder placeholder) {
                    JsonNode value = values.of(placeholder);
                    if (value == null) {
                        return null;
                    }
                    written.append(value.asText());
                } else {
                    written.append(part);
                }
            }
            return TextNode.valueOf(written.toString());
        }

        @Override
        public boolean isConstant() {
            return false;
        }
    }

    private record ObjectOf(Map<String, Node> fields) implements Node {

        @Override
        public @Nullable JsonNode with(Values values) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            boolean[] anyIsThere = {isConstant()};
            fields.forEach((name, node) -> {
                JsonNode value = node.with(values);
                if (value != null) {
                    object.set(name, value);
                    anyIsThere[0] |= !node.isConstant();
                }
            });
            return anyIsThere[0] ? object : null;
        }

        @Override
        public boolean isConstant() {
            return fields.values().stream().allMatch(Node::isConstant);
        }
    }

    private record ListOf(List<Node> elements) implements Node {

        @Override
        public @Nullable JsonNode with(Values values) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            boolean anyIsThere = isConstant();
            for (Node node : elements) {
                JsonNode value = node.with(values);
                if (value != null) {
                    array.add(value);
                    anyIsThere |= !node.isConstant();
                }
            }
            return anyIsThere ? array : null;
        }

        @Override
        public boolean isConstant() {
            return elements.stream().allMatch(Node::isConstant);
        }
    }
}
