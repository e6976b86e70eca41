package io.leadloop.crm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ContactHasher;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The inbox payload of one event of a CRM with a JSON API: the event as received and, after the look-up, the CRM's
 * records.
 */
public final class CrmMessage {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Name of the time of the look-up; releases up to 0.2.0 wrote true. */
    private static final String ASKED = "asked";

    private final ObjectNode root;

    private CrmMessage(ObjectNode root) {
        this.root = root;
    }

    public static CrmMessage of(JsonNode event) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set("event", event);
        return new CrmMessage(root);
    }

    /** Parses what {@link #bytes} wrote. */
    public static CrmMessage read(byte[] bytes) throws Untranslatable {
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode root) {
                return new CrmMessage(root);
            }
            throw new Untranslatable("The stored event is not readable any more.");
        } catch (IOException e) {
            throw new Untranslatable(
                    "The stored event is not readable any more: " + e.getClass().getSimpleName());
        }
    }

    /**
     * Parses the body of a webhook that must be one JSON object.
     *
     * @throws WebhookRefused with status 400 for anything else
     */
    public static ObjectNode object(byte[] body) throws WebhookRefused {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException noJson) {
            throw WebhookRefused.unreadable("The body is no well-formed JSON.");
        }
        throw WebhookRefused.unreadable("The body is no JSON object.");
    }

    /** A SHA-256 over the content, as a key for what has no id of its own. */
    public static String hash(JsonNode... parts) {
        StringJoiner text = new StringJoiner("\n");
        for (JsonNode part : parts) {
            text.add(part.toString());
        }
        return Objects.requireNonNull(ContactHasher.sha256(text.toString()));
    }

    /** The delivery of an event that cannot be parsed: it is stored and becomes PARKED. */
    public static Delivery broken(JsonNode event) {
        String key = "broken:" + hash(event);
        return new Delivery(key, key, of(event).bytes());
    }

    public byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot keep an event", e);
        }
    }

    public JsonNode event() {
        return root.path("event");
    }

    /** Whether the look-up was done; records that the CRM does not know are absent then. */
    public boolean wasAsked() {
        return root.path(ASKED).isTextual() || root.path(ASKED).asBoolean();
    }

    /** When the CRM's records were read; empty for those that releases up to 0.2.0 read. */
    public Optional<Instant> askedAt() {
        return root.path(ASKED).isTextual()
                ? Optional.of(Instant.parse(root.path(ASKED).asText()))
                : Optional.empty();
    }

    /** Notes that the CRM's records were read at that time. */
    public CrmMessage asked(Instant at) {
        root.put(ASKED, at.toString());
        return this;
    }

    /** Adds a record or value under a name that the source chooses; null adds nothing. */
    public CrmMessage with(String name, @Nullable JsonNode record) {
        if (record != null && !record.isMissingNode()) {
            root.set(name, record);
        }
        return this;
    }

    public CrmMessage with(String name, String value) {
        root.put(name, value);
        return this;
    }

    public CrmMessage with(String name, List<String> values) {
        values.forEach(root.putArray(name)::add);
        return this;
    }

    /** The values of that name, also a single one; empty where there is none. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode values = root.path(name);
        (values.isTextual() ? List.of(values) : values).forEach(it -> texts.add(it.asText()));
        return texts;
    }

    public Optional<JsonNode> record(String name) {
        return root.path(name).isObject() ? Optional.of(root.path(name)) : Optional.empty();
    }

    public Optional<String> text(String name) {
        return Optional.of(root.path(name).asText("")).filter(it -> !it.isEmpty());
    }
}
