package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.crm.CrmIds;
import io.leadloop.crm.CrmLookup;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSweep;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmWriteBack;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.crm.hubspot.HubSpotEvent.RecordKind;
import io.leadloop.crm.hubspot.HubSpotEvent.What;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A HubSpot account that sends webhooks and answers questions. */
final class HubSpotSource implements CrmSource, CrmLookup, CrmSweep, CrmReread, CrmWriteBack {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final HubSpotSignature signature;
    private final HubSpotRelevance relevance;
    private final HubSpotTranslation translation;
    private final HubSpotLookup lookup;
    private final HubSpotSweep sweep;
    private final @Nullable HubSpotWriteBack writeBack;

    /**
     * @param writeBack null where HubSpot is not told anything
     */
    HubSpotSource(
            HubSpotSignature signature,
            HubSpotRelevance relevance,
            HubSpotTranslation translation,
            HubSpotLookup lookup,
            HubSpotSweep sweep,
            @Nullable HubSpotWriteBack writeBack) {
        this.signature = signature;
        this.relevance = relevance;
        this.translation = translation;
        this.lookup = lookup;
        this.sweep = sweep;
        this.writeBack = writeBack;
    }

    /** An element of a webhook with its place in time. */
    private record Element(Instant at, boolean isCreation, List<Delivery> deliveries) {}

    @Override
    public List<Delivery> receive(WebhookRequest request) throws WebhookRefused {
        signature.verify(request);
        List<Element> elements = new ArrayList<>();
        for (JsonNode json : array(request.body())) {
            elements.add(element(json));
        }
        // HubSpot puts a batch in no order.
        elements.sort(Comparator.comparing(Element::at).thenComparing(it -> !it.isCreation()));
        return elements.stream().flatMap(it -> it.deliveries().stream()).toList();
    }

    private static JsonNode array(byte[] body) throws WebhookRefused {
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isArray()) {
                return json;
            }
        } catch (IOException noJson) {
            throw WebhookRefused.unreadable("The body is no well-formed JSON.");
        }
        throw WebhookRefused.unreadable("The body is no JSON array of events, which HubSpot's webhooks always are.");
    }

    /** One that cannot be read is stored all the same: it is parked in sight, and the others go on. */
    private static Element element(JsonNode json) {
        try {
            HubSpotEvent event = HubSpotEvent.of(json);
            Instant at =
                    Instant.ofEpochMilli(Math.max(0, json.path("occurredAt").asLong()));
            return new Element(at, event.what() == What.CREATION, deliveries(event));
        } catch (Untranslatable broken) {
            String hash = String.valueOf(ContactHasher.sha256(json.toString()));
            return new Element(
                    Instant.EPOCH,
                    false,
                    List.of(new Delivery(
                            "broken:" + hash,
                            "broken:" + hash,
                            HubSpotPayload.of(json).bytes())));
        }
    }

    private static List<Delivery> deliveries(HubSpotEvent event) {
        List<String> losers = event.what() == What.MERGE ? event.losers() : List.of();
        if (losers.isEmpty()) {
            return List.of(new Delivery(
                    event.key(),
                    event.objectId(),
                    HubSpotPayload.of(event.json()).bytes()));
        }
        return losers.stream()
                .map(it -> new Delivery(
                        event.key() + ":" + it,
                        event.winner(),
                        HubSpotPayload.of(event.json()).withLoser(it).bytes()))
                .toList();
    }

    @Override
    public WebhookReply reply(int events) {
        return new WebhookReply(200, "application/json", "{\"accepted\": " + events + "}");
    }

    @Override
    public String canonicalId(RecordType type, String id) throws NotARecordId {
        return CrmIds.number("HubSpot", id);
    }

    @Override
    public boolean needsLookup(byte[] payload) {
        try {
            HubSpotPayload message = HubSpotPayload.read(payload);
            return !message.wasAsked() && relevance.needsRecords(HubSpotEvent.of(message.event()));
        } catch (Untranslatable broken) {
            return false;
        }
    }

    @Override
    public byte[] lookUp(byte[] payload) throws CrmUnavailable, Untranslatable {
        return lookup.complete(HubSpotPayload.read(payload));
    }

    @Override
    public SourceChange read(byte[] payload) throws Untranslatable {
        return translation.translate(HubSpotPayload.read(payload));
    }

    @Override
    public List<String> sweptRecords() {
        return List.of(RecordKind.CONTACT.name(), RecordKind.DEAL.name());
    }

    @Override
    public Page changesSince(String record, Mark mark) throws CrmUnavailable {
        return sweep.changesSince(RecordKind.valueOf(record), mark);
    }

    @Override
    public List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>(sweep.reread(RecordKind.CONTACT, ids(records, RecordType.LEAD)));
        found.addAll(sweep.reread(RecordKind.DEAL, ids(records, RecordType.DEAL)));
        return found;
    }

    private static List<String> ids(List<ExternalId> records, RecordType type) {
        return records.stream()
                .filter(it -> it.type() == type)
                .map(ExternalId::id)
                .filter(HubSpotEvent::isId)
                .toList();
    }

    @Override
    public boolean writesBack() {
        return writeBack != null;
    }

    @Override
    public int maxBatch() {
        return HubSpotWriteBack.MOST;
    }

    @Override
    public List<@Nullable String> write(List<Status> statuses) throws CrmUnavailable {
        if (writeBack == null) {
            throw new IllegalStateException("write-back-field is not set");
        }
        return writeBack.write(statuses);
    }
}
