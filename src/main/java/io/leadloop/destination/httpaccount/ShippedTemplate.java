package io.leadloop.destination.httpaccount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A template as data, under the names of {@link HttpAccountProperties}' settings in snake case, with what is for people:
 * {@code name}, {@code documentation}, {@code sources}, {@code unconfirmed}, {@code dedupe_key}.
 */
record ShippedTemplate(JsonNode data) {

    static final List<String> NAMES = List.of("ecapi", "ga4", "nextdoor", "quora", "taboola");
    static final ShippedTemplate NONE = new ShippedTemplate(MissingNode.getInstance());

    private static final Set<String> FIELDS = Set.of(
            "name",
            "documentation",
            "sources",
            "unconfirmed",
            "dedupe_key",
            "api_version",
            "consent_fields",
            "url",
            "test_url",
            "test_accept_pointer",
            "test_accept_values",
            "auth",
            "auth_name",
            "event",
            "body",
            "accept_statuses",
            "accept_pointer",
            "accept_values",
            "rejected_values",
            "words_pointer",
            "actions",
            "custom_action",
            "currencies",
            "click_ids",
            "takes_email",
            "takes_phone",
            "required",
            "max_click_age",
            "max_event_age",
            "batch_size");

    /** Throws IllegalArgumentException that names those that there are. */
    static ShippedTemplate of(String name) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException("'" + name + "' is none of " + String.join(", ", NAMES));
        }
        try (InputStream file = ShippedTemplate.class.getResourceAsStream(name + ".json")) {
            if (file == null) {
                throw new IllegalStateException("The template " + name + " is not in the jar");
            }
            JsonNode data = new ObjectMapper().readTree(file);
            data.fieldNames().forEachRemaining(field -> {
                if (!FIELDS.contains(field)) {
                    throw new IllegalStateException(name + ".json: " + field + " is no field of a template");
                }
            });
            return new ShippedTemplate(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable
    String text(String field) {
        return data.path(field).isTextual() ? data.path(field).asText() : null;
    }

    /** A part that is JSON itself, as text. */
    @Nullable
    String json(String field) {
        return data.has(field) ? data.path(field).toString() : null;
    }

    @Nullable
    List<String> texts(String field) {
        return data.has(field)
                ? data.path(field).valueStream().map(JsonNode::asText).toList()
                : null;
    }

    @Nullable
    List<Integer> numbers(String field) {
        return data.has(field)
                ? data.path(field).valueStream().map(JsonNode::asInt).toList()
                : null;
    }

    @Nullable
    Boolean flag(String field) {
        return data.has(field) ? data.path(field).asBoolean() : null;
    }

    @Nullable
    Integer number(String field) {
        return data.has(field) ? data.path(field).asInt() : null;
    }

    @Nullable
    Duration duration(String field) {
        String text = text(field);
        return text == null ? null : Duration.parse(text);
    }
}
