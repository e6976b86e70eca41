package io.leadloop.crm.generic;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.crm.WebhookRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses webhook bodies: strict JSON in UTF-8. Anything else is refused with 400 and the place of the mistake, without
 * its content.
 */
final class JsonBody {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** As JSON spells it; PostgreSQL's texts cannot hold it. */
    private static final String NUL = "\\u0000";

    /** Jackson's word for a doubled key. Of keys only those that look like one are repeated. */
    private static final Pattern TWICE = Pattern.compile("Duplicate field '([A-Za-z0-9_.-]{1,60})'");

    private static final int MAX_EVENTS = 1_000;

    private JsonBody() {}

    static String text(byte[] body) throws WebhookRefused {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            // Windows' programs begin their files with a mark that RFC 8259 lets readers ignore.
            text = text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw WebhookRefused.unreadable("The body is not UTF-8.");
        }
        if (text.contains(NUL) || text.indexOf('\0') >= 0) {
            throw WebhookRefused.unreadable("The body holds a NUL character.");
        }
        return text;
    }

    static JsonNode tree(String text) throws WebhookRefused {
        try {
            JsonNode root = JSON.readTree(text);
            if (root == null || !(root.isObject() || root.isArray())) {
                throw WebhookRefused.unreadable("The body is neither an event nor an array of events.");
            }
            return root;
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    /** The same, which are objects. Throws WebhookRefused for anything else, or for too many. */
    static List<JsonNode> atMost(List<JsonNode> events) throws WebhookRefused {
        if (events.size() > MAX_EVENTS || !events.stream().allMatch(JsonNode::isObject)) {
            throw WebhookRefused.unreadable("The events have to be objects, at most " + MAX_EVENTS + ".");
        }
        return events;
    }

    /** The events of an array, or the one event. */
    static List<JsonNode> events(JsonNode root) throws WebhookRefused {
        if (!root.isArray()) {
            return List.of(root);
        }
        if (root.isEmpty() || root.size() > MAX_EVENTS) {
            throw WebhookRefused.unreadable("An array has to hold 1 to " + MAX_EVENTS + " events.");
        }
        List<JsonNode> nodes = new ArrayList<>();
        root.forEach(nodes::add);
        return nodes;
    }

    static WebhookRefused notJson(IOException e) {
        String place = e instanceof JacksonException j ? place(j) : "";
        Matcher twice = TWICE.matcher(String.valueOf(e.getMessage()));
        return WebhookRefused.unreadable(
                twice.lookingAt()
                        ? "The body names the key " + twice.group(1) + " twice in one object" + place + "."
                        : "The body is not JSON" + place + ".");
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
