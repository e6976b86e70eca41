package io.leadloop.crm.generic;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmTrial;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.Consent;
import io.leadloop.lead.EventLimits;
import io.leadloop.lead.LeadEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A source that sends our own JSON: one event, or an array of them. */
final class GenericSource implements CrmSource, CrmTrial {

    private static final JsonMapper JSON = JsonBody.JSON;

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
        List<String> mistakes = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        for (Read it : read(request.body(), deliveryId)) {
            mistakes.addAll(it.reading().mistakes());
            if (it.reading().key() != null && it.reading().event() != null) {
                deliveries.add(new Delivery(
                        it.reading().key(), it.reading().event().subject().id(), it.bytes()));
            }
        }
        if (!mistakes.isEmpty()) {
            throw WebhookRefused.unreadable("The event does not fit the schema in docs/webhooks.md: "
                    + mistakes.stream().limit(20).collect(Collectors.joining("; ")) + ".");
        }
        return deliveries;
    }

    private record Read(byte[] bytes, Reading reading) {}

    @Override
    public List<Reading> attempt(byte[] sample) throws WebhookRefused {
        return read(sample, verifier.sampleId()).stream().map(Read::reading).toList();
    }

    private List<Read> read(byte[] body, Optional<String> deliveryId) throws WebhookRefused {
        String text = JsonBody.text(body);
        if (isObject(body)) {
            // The usual case, read in one pass and kept as it came.
            return List.of(new Read(
                    body, reading(() -> JSON.readValue(text, GenericPayload.class), deliveryId, 0, "")));
        }
        List<Read> read = new ArrayList<>();
        List<JsonNode> nodes = JsonBody.events(JsonBody.tree(text));
        for (int i = 0; i < nodes.size(); i++) {
            JsonNode node = nodes.get(i);
            String place = nodes.size() == 1 ? "" : "[" + i + "] ";
            read.add(new Read(
                    node.toString().getBytes(StandardCharsets.UTF_8),
                    reading(() -> JSON.treeToValue(node, GenericPayload.class), deliveryId, i, place)));
        }
        return read;
    }

    private interface Parsed {
        @Nullable
        GenericPayload get() throws IOException;
    }

    private Reading reading(Parsed parsed, Optional<String> deliveryId, int index, String place) throws WebhookRefused {
        try {
            GenericPayload payload = parsed.get();
            if (payload == null) {
                return wrong(List.of(place + "null is no event"));
            }
            GenericReader.Reading reading = GenericReader.read(name, assumedConsent, payload);
            List<String> mistakes = new ArrayList<>();
            reading.mistakes().forEach(it -> mistakes.add(place + it));
            String key = key(deliveryId, payload.id(), index);
            if (key == null) {
                mistakes.add(place + "id is missing: without it a repetition could not be recognised");
            } else if (!GenericReader.isText(key, EventLimits.TEXT)) {
                mistakes.add(place + "id is longer than 255 characters or holds control characters");
            }
            return mistakes.isEmpty() ? new Reading(key, reading.event().orElse(null), List.of()) : wrong(mistakes);
        } catch (JsonMappingException e) {
            return wrong(List.of(place + words(e)));
        } catch (IOException e) {
            throw JsonBody.notJson(e);
        }
    }

    private static Reading wrong(List<String> mistakes) {
        return new Reading(null, null, mistakes);
    }

    private static boolean isObject(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{';
            }
        }
        return false;
    }

    static @Nullable String key(Optional<String> deliveryId, @Nullable String eventId, int index) {
        // Under a name such as null all events but the first would seem to be repetitions.
        if (eventId != null && !eventId.isBlank() && !GenericReader.isPlaceholder(eventId)) {
            return "event:" + eventId.strip();
        }
        return deliveryId.map(it -> "delivery:" + it + ":" + index).orElse(null);
    }

    @Override
    public WebhookReply reply(int events) {
        return accepted(events);
    }

    static WebhookReply accepted(int events) {
        return new WebhookReply(202, "application/json", "{\"accepted\":" + events + "}");
    }

    @Override
    public SourceChange read(byte[] payload) throws Untranslatable {
        return new SourceChange.Event(translate(payload));
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
}
