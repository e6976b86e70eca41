package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.jspecify.annotations.Nullable;

/**
 * A source that sends its own JSON, converted by a {@link FieldMap}. The inbox keeps what the CRM sent, so that a
 * parked event can be replayed after the map was corrected.
 */
final class MappedSource implements CrmSource, CrmTrial {

    private final String name;
    private final Verifier verifier;
    private final Consent assumedConsent;
    private final FieldMap map;

    MappedSource(String name, Verifier verifier, Consent assumedConsent, FieldMap map) {
        this.name = name;
        this.verifier = verifier;
        this.assumedConsent = assumedConsent;
        this.map = map;
    }

    private record Read(JsonNode node, Reading reading) {}

    @Override
    public List<Delivery> receive(WebhookRequest request) throws WebhookRefused {
        Optional<String> deliveryId = verifier.verify(request);
        List<Delivery> deliveries = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (Read read : read(request.body(), deliveryId)) {
            Reading reading = read.reading();
            mistakes.addAll(reading.mistakes());
            if (reading.key() != null && reading.event() != null) {
                byte[] payload = read.node().toString().getBytes(StandardCharsets.UTF_8);
                deliveries.add(
                        new Delivery(reading.key(), reading.event().subject().id(), payload));
            }
        }
        if (!mistakes.isEmpty()) {
            throw WebhookRefused.unreadable("The event cannot be read by the map under leadloop.crm.sources." + name
                    + ".fields: " + String.join("; ", mistakes.subList(0, Math.min(20, mistakes.size()))) + ".");
        }
        return deliveries;
    }

    @Override
    public List<Reading> attempt(byte[] sample) throws WebhookRefused {
        return read(sample, verifier.sampleId()).stream().map(Read::reading).toList();
    }

    private List<Read> read(byte[] body, Optional<String> deliveryId) throws WebhookRefused {
        JsonNode root = JsonBody.tree(JsonBody.text(body));
        JsonNode events = map.events() == null ? root : root.at(map.events());
        if (!events.isContainerNode()) {
            throw WebhookRefused.unreadable("The body has no events at " + map.events() + ".");
        }
        List<Read> readings = new ArrayList<>();
        List<JsonNode> nodes = JsonBody.events(events);
        for (int i = 0; i < nodes.size(); i++) {
            String place = nodes.size() == 1 ? "" : "[" + i + "] ";
            readings.add(new Read(nodes.get(i), reading(nodes.get(i), place, deliveryId, i)));
        }
        return readings;
    }

    private Reading reading(JsonNode node, String place, Optional<String> deliveryId, int index) {
        List<String> mistakes = new ArrayList<>();
        GenericPayload payload = MappedEvent.read(map, node, mistakes);
        GenericReader.Reading reading = understood(payload, mistakes);
        String key = GenericSource.key(deliveryId, payload.id(), index);
        if (key == null) {
            mistakes.add(map.placed("id is missing: without it a repetition could not be recognised"));
        } else if (!GenericReader.isText(key, EventLimits.TEXT)) {
            mistakes.add("id is longer than 255 characters or holds control characters");
        }
        return mistakes.isEmpty()
                ? new Reading(key, reading.event().orElse(null), List.of())
                : new Reading(
                        null, null, mistakes.stream().map(it -> place + it).toList());
    }

    /** Says what is wrong with the places first: where one cannot be read, its field only seems to be missing. */
    private GenericReader.Reading understood(GenericPayload payload, List<String> mistakes) {
        GenericReader.Reading reading = GenericReader.read(name, assumedConsent, payload);
        if (mistakes.isEmpty()) {
            reading.mistakes().forEach(it -> mistakes.add(map.placed(it)));
        }
        return reading;
    }

    @Override
    public WebhookReply reply(int events) {
        return GenericSource.accepted(events);
    }

    @Override
    public SourceChange read(byte[] payload) throws Untranslatable {
        try {
            List<String> mistakes = new ArrayList<>();
            GenericPayload read = MappedEvent.read(map, JsonBody.JSON.readTree(payload), mistakes);
            GenericReader.Reading reading = understood(read, mistakes);
            @Nullable LeadEvent event = mistakes.isEmpty() ? reading.event().orElse(null) : null;
            if (event == null) {
                throw new Untranslatable(String.join("; ", mistakes));
            }
            return new SourceChange.Event(event);
        } catch (IOException e) {
            throw new Untranslatable(
                    "The stored event is not readable any more: " + e.getClass().getSimpleName());
        }
    }
}
