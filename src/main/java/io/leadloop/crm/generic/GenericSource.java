package io.leadloop.crm.generic;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.crm.CrmChange;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.Delivery;
import io.leadloop.crm.Untranslatable;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.lead.Consent;
import io.leadloop.lead.LeadEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A source that sends our own JSON: one event, or an array of them. */
final class GenericSource implements CrmSource {

    /** As JSON spells it; PostgreSQL's texts cannot hold it. */
    private static final String NUL = "\\u0000";

    private static final int MAX_EVENTS = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final Verifier verifier;
    private final Consent assumedConsent;

    GenericSource(String name, Verifier verifier, Consent assumedConsent) {
        this.name = name;
        this.verifier = verifier;
        this.assumedConsent = assumedConsent;
    }

    @Override
    public List<Delivery> receive(WebhookRequest request) throws WebhookRefused {
        Optional<String> deliveryId = verifier.verify(request);
        String text = text(request.body());
        List<String> mistakes = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        if (isObject(request.body())) {
            // The usual case, read in one pass and kept as it came.
            readOne(
                    () -> JSON.readValue(text, GenericPayload.class),
                    request.body(),
                    deliveryId,
                    0,
                    "",
                    deliveries,
                    mistakes);
        } else {
            List<JsonNode> nodes = split(text);
            for (int i = 0; i < nodes.size(); i++) {
                JsonNode node = nodes.get(i);
                byte[] bytes = node.toString().getBytes(StandardCharsets.UTF_8);
                String place = nodes.size() == 1 ? "" : "[" + i + "] ";
                readOne(
                        () -> JSON.treeToValue(node, GenericPayload.class),
                        bytes,
                        deliveryId,
                        i,
                        place,
                        deliveries,
                        mistakes);
            }
        }
        if (!mistakes.isEmpty()) {
            throw WebhookRefused.unreadable("The event does not fit the schema in docs/webhooks.md: "
                    + mistakes.stream().limit(20).collect(Collectors.joining("; ")) + ".");
        }
        return deliveries;
    }

    private static String text(byte[] body) throws WebhookRefused {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw WebhookRefused.unreadable("The body is not UTF-8.");
        }
        if (text.contains(NUL) || text.indexOf('\0') >= 0) {
            throw WebhookRefused.unreadable("The body holds a NUL character, or is not UTF-8.");
        }
        return text;
    }

    private interface Parsed {
        @org.jspecify.annotations.Nullable
        GenericPayload get() throws IOException;
    }

    private void readOne(
            Parsed parsed,
            byte[] bytes,
            Optional<String> deliveryId,
            int index,
            String place,
            List<Delivery> deliveries,
            List<String> mistakes)
            throws WebhookRefused {
        try {
            GenericPayload payload = parsed.get();
            if (payload == null) {
                mistakes.add(place + "null is no event");
                return;
            }
            GenericReader.Reading reading = GenericReader.read(name, assumedConsent, payload);
            reading.mistakes().forEach(it -> mistakes.add(place + it));
            String key = key(deliveryId, payload.id(), index);
            if (key != null && !GenericReader.isText(key, GenericReader.MOST_CHARACTERS)) {
                mistakes.add(place + "id is longer than 255 characters or holds control characters");
            } else if (key == null) {
                mistakes.add(place + "id is missing: without it a repetition could not be recognised");
            } else if (reading.event().isPresent()) {
                deliveries.add(new Delivery(key, reading.event().get().subject().id(), bytes));
            }
        } catch (JsonMappingException e) {
            mistakes.add(place + words(e));
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    private static boolean isObject(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{';
            }
        }
        return false;
    }

    private static WebhookRefused notJson(IOException e) {
        return WebhookRefused.unreadable(
                "The body is not JSON" + (e instanceof JacksonException j ? place(j) : "") + ".");
    }

    private static @org.jspecify.annotations.Nullable String key(
            Optional<String> deliveryId, @org.jspecify.annotations.Nullable String eventId, int index) {
        if (eventId != null && !eventId.isBlank()) {
            return "event:" + eventId.strip();
        }
        return deliveryId.map(it -> "delivery:" + it + ":" + index).orElse(null);
    }

    private static List<JsonNode> split(String body) throws WebhookRefused {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (IOException e) {
            throw notJson(e);
        }
        if (root == null || !(root.isObject() || root.isArray())) {
            throw WebhookRefused.unreadable("The body is neither an event nor an array of events.");
        }
        if (root.isObject()) {
            return List.of(root);
        }
        if (root.isEmpty() || root.size() > MAX_EVENTS) {
            throw WebhookRefused.unreadable("An array has to hold 1 to " + MAX_EVENTS + " events.");
        }
        List<JsonNode> nodes = new ArrayList<>();
        root.forEach(nodes::add);
        return nodes;
    }

    @Override
    public WebhookReply reply(int events) {
        return new WebhookReply(202, "application/json", "{\"accepted\":" + events + "}");
    }

    @Override
    public CrmChange read(byte[] payload) throws Untranslatable {
        return new CrmChange.Event(translate(payload));
    }

    LeadEvent translate(byte[] payload) throws Untranslatable {
        try {
            GenericReader.Reading reading =
                    GenericReader.read(name, assumedConsent, JSON.readValue(payload, GenericPayload.class));
            return reading.event().orElseThrow(() -> new Untranslatable(String.join("; ", reading.mistakes())));
        } catch (IOException e) {
            throw new Untranslatable(
                    "The stored event is not readable any more: " + e.getClass().getSimpleName());
        }
    }

    /** Jackson's own words repeat the value, which may be personal; the field's name is enough. */
    private static String words(JacksonException e) {
        String path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(it -> it.getFieldName() == null ? "[" + it.getIndex() + "]" : it.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        boolean unknown = e instanceof com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
        return (path.isEmpty() ? "the event" : path)
                + (unknown ? " is not a field of the schema" : " has the wrong type");
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
