package io.leadloop.crm.generic;

import io.leadloop.crm.CrmLookup;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmUnavailable;
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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mapped source whose webhooks name records only: the CRM is asked for them before the event is read. */
final class ReadBackSource implements CrmSource, CrmLookup {

    private final EventSplitter splitter;
    private final MapReader reader;
    private final ReadBackCalls calls;
    private final @Nullable SourceGuide guide;
    private final Clock clock;

    ReadBackSource(
            EventSplitter splitter, MapReader reader, ReadBackCalls calls, @Nullable SourceGuide guide, Clock clock) {
        this.splitter = splitter;
        this.reader = reader;
        this.calls = calls;
        this.guide = guide;
        this.clock = clock;
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
        for (EventSplitter.Part part : splitter.verified(request)) {
            String record = calls.id(part.content());
            String key = GenericSource.key(part.deliveryId(), reader.eventId(part.content()), part.index());
            if (record == null || key == null || !isShort(record) || !isShort(key)) {
                throw WebhookRefused.unreadable(part.place() + "The event names no record and no id by the map under"
                        + " leadloop.crm.sources." + reader.source() + ".");
            }
            deliveries.add(new Delivery(
                    key, record, StoredEvent.received(part.content()).bytes()));
        }
        return deliveries;
    }

    private static boolean isShort(String text) {
        return GenericReader.isText(text, EventLimits.TEXT);
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
    public boolean needsLookup(byte[] payload) {
        try {
            return !StoredEvent.read(payload).isCompleted();
        } catch (Untranslatable parkedWhenItIsRead) {
            return false;
        }
    }

    @Override
    public byte[] lookUp(byte[] payload) throws CrmUnavailable, Untranslatable {
        StoredEvent event = StoredEvent.read(payload);
        Instant askedAt = clock.instant();
        return event.completed(calls.read(event.content()), askedAt).bytes();
    }

    @Override
    public SourceChange read(byte[] payload) throws Untranslatable {
        StoredEvent event = StoredEvent.read(payload);
        if (!event.isCompleted()) {
            throw new Untranslatable("The CRM was not asked for the event's record yet. Replay the event.");
        }
        return calls.knows(event.content())
                ? reader.change(event.content(), event.askedAt())
                : new SourceChange.Irrelevant("The CRM does not know the record any more.");
    }
}
