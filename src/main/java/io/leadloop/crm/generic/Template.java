package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.crm.CrmMessage;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with values in it: <code>{/deal/id}</code> and <code>{deal:/id}</code> are replaced by what stands there,
 * <code>{received}</code> by the time of receipt, <code>{delivery}</code> by the sender's id of the delivery and
 * <code>{event}</code> by a SHA-256 of the event. It has no value where one of these has none.
 */
record Template(String text) implements Place.Option {

    private static final Pattern HOLE =
            Pattern.compile("\\{((?:[a-z][a-z0-9-]*:)?/[^{}]*|" + Place.RECEIVED + "|delivery|event)}");

    static Template parse(String text) {
        HOLE.matcher(text)
                .results()
                .map(it -> it.group(1))
                .filter(it -> it.contains("/"))
                .forEach(Place::pointer);
        return new Template(text);
    }

    /**
     * The template, if each of its braces is of a place. Throws IllegalArgumentException as {@link Place#parse} does: a key made of
     * half a place would be the same for every event, and all but the first would be taken for repetitions.
     */
    Template withoutStrayBrace() {
        String rest = HOLE.matcher(text).replaceAll("");
        if (rest.contains("{") || rest.contains("}")) {
            throw new IllegalArgumentException(
                    "a text with a brace that is of no place: write {/deal/id} or {deal:/id},"
                            + " and alternatives as whole texts, ={/id}:{/a} | ={/id}:{/b}");
        }
        return this;
    }

    @Override
    public JsonNode in(EventContent content) {
        String filled = fill(content, value -> value);
        return filled == null ? MissingNode.getInstance() : TextNode.valueOf(filled);
    }

    /** The text with its values, each as {@code written} makes it; null where one is missing. */
    @Nullable
    String fill(EventContent content, UnaryOperator<String> written) {
        Matcher hole = HOLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (hole.find()) {
            String value = value(hole.group(1), content);
            if (value == null) {
                return null;
            }
            hole.appendReplacement(filled, Matcher.quoteReplacement(written.apply(value)));
        }
        return hole.appendTail(filled).toString();
    }

    private static @Nullable String value(String name, EventContent content) {
        return switch (name) {
            case Place.RECEIVED ->
                content.receivedAt() == null ? null : content.receivedAt().toString();
            case "delivery" -> content.deliveryId();
            case "event" -> CrmMessage.hash(content.event());
            default -> {
                JsonNode found = Place.pointer(name).in(content);
                yield found.isValueNode() && !found.isNull() && !found.asText().isBlank()
                        ? NumberIds.text(found)
                        : null;
            }
        };
    }

    Set<String> roots() {
        Set<String> roots = new LinkedHashSet<>();
        HOLE.matcher(text).results().map(it -> it.group(1)).forEach(it -> {
            if (it.equals(Place.RECEIVED)) {
                roots.add(it);
            } else if (it.contains("/") && !Place.pointer(it).root().isEmpty()) {
                roots.add(Place.pointer(it).root());
            }
        });
        return roots;
    }
}
