package io.leadloop.destination;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/**
 * A request as it may be kept: everything can be seen but what points to a person. Of a hash or click id the first six
 * characters and the length stay, enough to compare by eye.
 */
public final class Masked {

    private static final int SHOWN = 6;

    private Masked() {}

    /** The event as text, with the values of these fields masked at any depth. */
    public static String text(JsonNode event, Set<String> personalFields) {
        JsonNode copy = event.deepCopy();
        mask(copy, personalFields);
        return copy.toString();
    }

    /** One value that points to a person. */
    public static String value(String text) {
        return text.substring(0, Math.min(SHOWN, text.length())) + "... (" + text.length() + " characters)";
    }

    private static void mask(JsonNode node, Set<String> fields) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (fields.contains(field.getKey())) {
                    field.setValue(masked(field.getValue()));
                } else {
                    mask(field.getValue(), fields);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(it -> mask(it, fields));
        }
    }

    private static JsonNode masked(JsonNode value) {
        if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i)));
            }
            return array;
        }
        return TextNode.valueOf(value(value.asText()));
    }
}
