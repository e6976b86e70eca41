package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.inbox.Untranslatable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The inbox payload of a mapped event: the event as it came, or, where the map needs more than the event, an object around it
 * that is recognised by its first member.
 *
 * @param isCompleted whether the CRM was asked for the event's records
 * @param askedAt when it was; null where it was not, and for events that releases up to 0.2.0 completed
 */
record StoredEvent(
        EventContent content, boolean isCompleted, @Nullable Instant askedAt) {

    private static final String MARK = "leadloop-stored-event";

    /** An event as it came in. */
    static StoredEvent received(EventContent content) {
        return new StoredEvent(content, false, null);
    }

    /** The payload of an event of which nothing but itself is needed. */
    static byte[] plain(JsonNode event) {
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put(MARK, 1);
        root.set("event", content.event());
        if (!content.body().isMissingNode()) {
            root.set("body", content.body());
        }
        if (content.receivedAt() != null) {
            root.put("received", content.receivedAt().toString());
        }
        if (isCompleted) {
            root.set("records", content.records());
        }
        if (askedAt != null) {
            root.put("asked", askedAt.toString());
        }
        return plain(root);
    }

    /** Throws Untranslatable for what {@link #bytes} or {@link #plain} did not write. */
    static StoredEvent read(byte[] payload) throws Untranslatable {
        try {
            JsonNode root = JsonBody.JSON.readTree(payload);
            if (!root.path(MARK).isInt()) {
                return received(EventContent.of(root));
            }
            JsonNode records = root.path("records");
            return new StoredEvent(
                    new EventContent(root.path("event"), root.path("body"), records, time(root.path("received")), null),
                    records.isObject(),
                    time(root.path("asked")));
        } catch (IOException e) {
            throw new Untranslatable(
                    "The stored event is not readable any more: " + e.getClass().getSimpleName());
        }
    }

    private static @Nullable Instant time(JsonNode written) {
        return written.isTextual() ? Instant.parse(written.textValue()) : null;
    }

    /** The same with what the CRM answered at that time. */
    StoredEvent completed(ObjectNode records, Instant at) {
        return new StoredEvent(
                new EventContent(content.event(), content.body(), records, content.receivedAt(), null), true, at);
    }
}
