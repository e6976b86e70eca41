package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in an event: one or more options with {@code |} between them, of which the first that has a value
 * counts. An option is
 *
 * <ul>
 *   <li>a JSON Pointer (RFC 6901) into the event, {@code /deal/stage}; a part {@code [key=GCLID]} means the element of a list
 *       whose member {@code key} is GCLID;
 *   <li>such a pointer into something else: {@code body:/module}, or into a record that was read back,
 *       {@code deal:/STAGE_ID};
 *   <li>{@code received}, the time of receipt;
 *   <li>{@code =} and a text for every event, see {@link Template}.
 * </ul>
 *
 * <p>For times the options may be written behind {@code newest: }; then the latest of them counts.
 */
record Place(String text, List<Option> options, boolean isNewest) {

    static final String RECEIVED = "received";
    static final String BODY = "body";

    /** In the place of events: every element of the list there. */
    static final String EACH = "*";

    private static final String OR = " | ";
    private static final String NEWEST = "newest: ";

    /** Places come from the configuration, so there are few. */
    private static final Map<String, Place> PARSED = new ConcurrentHashMap<>();

    /** One way to find the value. */
    sealed interface Option permits Pointer, Template, Received {

        /** A missing node where there is none. */
        JsonNode in(EventContent content);
    }

    /** The time of receipt in ISO 8601. */
    record Received() implements Option {

        @Override
        public JsonNode in(EventContent content) {
            return content.receivedAt() == null
                    ? MissingNode.getInstance()
                    : TextNode.valueOf(content.receivedAt().toString());
        }
    }

    /**
     * @param root {@code body}, the name of a record, or empty for the event
     * @param parts the pointer's, decoded
     */
    record Pointer(String root, List<String> parts) implements Option {

        @Override
        public JsonNode in(EventContent content) {
            JsonNode found = root.isEmpty()
                    ? content.event()
                    : root.equals(BODY) ? content.body() : content.records().path(root);
            for (String part : parts) {
                found = step(found, part);
            }
            return found;
        }

        private static JsonNode step(JsonNode node, String part) {
            int is = part.indexOf('=');
            if (is > 0 && part.startsWith("[") && part.endsWith("]")) {
                String name = part.substring(1, is);
                String wanted = part.substring(is + 1, part.length() - 1);
                for (JsonNode element : node) {
                    if (element.path(name).asText().equals(wanted)) {
                        return element;
                    }
                }
                return MissingNode.getInstance();
            }
            if (node.isArray()) {
                return part.matches("0|[1-9]\\d{0,5}") ? node.path(Integer.parseInt(part)) : MissingNode.getInstance();
            }
            return node.path(part);
        }
    }

    /** Whether it points into a record that was read back. */
    boolean isInRecord() {
        return options.stream()
                .anyMatch(it -> it instanceof Pointer pointer
                        && !pointer.root().isEmpty()
                        && !pointer.root().equals(BODY));
    }

    /**
     * Parses a place. Throws IllegalArgumentException with words that continue {@code status is 'x', which is}.
     */
    static Place parse(String text) {
        return PARSED.computeIfAbsent(text, Place::parsed);
    }

    private static Place parsed(String whole) {
        boolean isNewest = whole.startsWith(NEWEST);
        String text = isNewest ? whole.substring(NEWEST.length()) : whole;
        List<Option> options = new ArrayList<>();
        for (String option : text.startsWith("=") && !text.contains("{") ? List.of(text) : split(text)) {
            options.add(option(option));
        }
        return new Place(whole, List.copyOf(options), isNewest);
    }

    private static List<String> split(String text) {
        return Stream.of(text.split(Pattern.quote(OR), -1)).map(String::strip).toList();
    }

    private static Option option(String text) {
        if (text.startsWith("=")) {
            return Template.parse(text.substring(1)).withoutStrayBrace();
        }
        return text.equals(RECEIVED) ? new Received() : pointer(text);
    }

    static Pointer pointer(String text) {
        int colon = text.indexOf(":/");
        String root = colon > 0 && text.substring(0, colon).matches("[a-z][a-z0-9-]*") ? text.substring(0, colon) : "";
        String pointer = root.isEmpty() ? text : text.substring(colon + 1);
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new IllegalArgumentException("neither a JSON Pointer (/data/stage) nor = and a text");
        }
        List<String> parts = new ArrayList<>();
        for (String part : pointer.isEmpty()
                ? List.<String>of()
                : List.of(pointer.substring(1).split("/", -1))) {
            if (part.replaceAll("~[01]", "").contains("~")) {
                throw new IllegalArgumentException("no JSON Pointer: behind ~ stands neither 0 nor 1");
            }
            parts.add(part.replace("~1", "/").replace("~0", "~"));
        }
        return new Pointer(root, List.copyOf(parts));
    }

    /** Each option by itself. */
    List<Place> alternatives() {
        return options.stream().map(it -> new Place(text, List.of(it), false)).toList();
    }

    /** The first value; a missing node where there is none. An object or array is only returned where no option has a value. */
    JsonNode in(EventContent content) {
        return in(content, List.of());
    }

    /** @param empty words that are no value */
    JsonNode in(EventContent content, List<String> empty) {
        JsonNode nearest = JsonNodeFactory.instance.missingNode();
        for (Option option : options) {
            JsonNode found = option.in(content);
            boolean isValue =
                    found.isValueNode() && !found.isNull() && !found.asText().isBlank();
            if (isValue && !empty.contains(found.asText())) {
                return found;
            }
            if (nearest.isMissingNode()) {
                nearest = found;
            }
        }
        return nearest;
    }

    /** The value as text; null where there is none. */
    @Nullable
    String textIn(EventContent content) {
        JsonNode found = in(content);
        return found.isValueNode() && !found.isNull() && !found.asText().isBlank() ? NumberIds.text(found) : null;
    }

    /** Whether it is the time of receipt and nothing else, which is written our own way. */
    boolean isReceived() {
        return options.equals(List.of(new Received()));
    }

    /** The names of everything beside the event that is read: records, {@code body} and {@code received}. */
    Set<String> roots() {
        Set<String> roots = new LinkedHashSet<>();
        for (Option option : options) {
            if (option instanceof Pointer pointer && !pointer.root().isEmpty()) {
                roots.add(pointer.root());
            } else if (option instanceof Template template) {
                roots.addAll(template.roots());
            } else if (option instanceof Received) {
                roots.add(RECEIVED);
            }
        }
        return roots;
    }
}
