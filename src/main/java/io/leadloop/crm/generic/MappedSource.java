package io.leadloop.crm.generic;

import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmTrial;
import io.leadloop.crm.SourceGuide;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.EventLimits;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source that sends its own JSON or form, converted by a {@link FieldMap}. The inbox keeps what the CRM sent, so that a
 * parked event can be replayed after the map was corrected.
 */
final class MappedSource implements CrmSource, CrmTrial {

    private final EventSplitter splitter;
    private final MapReader reader;
    private final @Nullable SourceGuide guide;

    MappedSource(EventSplitter splitter, MapReader reader, @Nullable SourceGuide guide) {
        this.splitter = splitter;
        this.reader = reader;
        this.guide = guide;
    }

    @Override
    public Optional<SourceGuide> guide() {
        return Optional.ofNullable(guide);
    }

    @Override
    public Optional<WebhookReply> handshake(WebhookRequest request) throws WebhookRefused {
        return splitter.handshake(request);
    }

    @Override
    public Optional<WebhookReply> challenge(Map<String, String> query) throws WebhookRefused {
        return splitter.challenge(query);
    }

    @Override
    public List<Delivery> receive(WebhookRequest request) throws WebhookRefused {
        List<Delivery> deliveries = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (EventSplitter.Part part : splitter.verified(request)) {
            Reading reading = reading(part);
            mistakes.addAll(reading.mistakes());
            if (reading.key() != null && reading.event() != null) {
                byte[] payload = splitter.storesMore()
                        ? StoredEvent.received(part.content()).bytes()
                        : StoredEvent.plain(part.content().event());
                deliveries.add(
                        new Delivery(reading.key(), reading.event().subject().id(), payload));
            }
        }
        if (!mistakes.isEmpty()) {
            throw WebhookRefused.unreadable("The event cannot be read by the map under leadloop.crm.sources."
                    + reader.source() + ".fields: "
                    + String.join("; ", mistakes.subList(0, Math.min(20, mistakes.size()))) + ".");
        }
        return deliveries;
    }

    @Override
    public List<Reading> attempt(byte[] sample) throws WebhookRefused {
        return splitter.sample(sample).stream().map(this::reading).toList();
    }

    private Reading reading(EventSplitter.Part part) {
        List<String> mistakes = new ArrayList<>();
        GenericReader.Reading reading = reader.read(part.content(), mistakes);
        String key = GenericSource.key(part.deliveryId(), reader.eventId(part.content()), part.index());
        if (key == null) {
            mistakes.add(reader.map().placed("id is missing: without it a repetition could not be recognised"));
        } else if (!GenericReader.isText(key, EventLimits.TEXT)) {
            mistakes.add("id is longer than 255 characters or holds control characters");
        }
        return mistakes.isEmpty()
                ? new Reading(key, reading.event().orElse(null), List.of())
                : new Reading(
                        null,
                        null,
                        mistakes.stream().map(it -> part.place() + it).toList());
    }

    @Override
    public String canonicalId(RecordType type, String id) throws NotARecordId {
        return reader.map().idForm().canonical(id);
    }

    @Override
    public WebhookReply reply(int events) {
        return GenericSource.accepted(events);
    }

    @Override
    public SourceChange read(byte[] payload) throws Untranslatable {
        return reader.change(StoredEvent.read(payload).content());
    }
}
