package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmSweep;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.RestCrm;
import io.leadloop.crm.hubspot.HubSpotEvent.RecordKind;
import io.leadloop.crm.hubspot.HubSpotRecord.Version;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What changed since a mark, by search. HubSpot's search ends after 10,000 results, so it is never paged: each page is a
 * new search from the last record seen, by time and, where many changed in one millisecond, by id. Every step of a stage
 * since the sweep began comes with the time that HubSpot's history has for it; the stage at which a record stands comes
 * always, and once more when its facts changed.
 */
final class HubSpotSweep implements CrmSweep, CrmReread {

    /** The search index is some moments late. */
    private static final Duration INDEX_DELAY = Duration.ofMinutes(1);

    private static final String ID = "hs_object_id";

    private final HubSpotProperties properties;
    private final HubSpotClient hubSpot;
    private final HubSpotFields fields;
    private final HubSpotRelevance relevance;
    private final Clock clock;

    /** A record that changed. */
    private record Changed(String id, Instant at) {}

    /**
     * Where a sweep stands. Our mark's id holds both, so that each page knows since when steps count.
     *
     * @param since when the sweep's first mark was
     * @param after all ids up to this one are done for the mark's time; empty at the beginning
     */
    private record Position(Instant since, String after) {

        static Position of(Mark mark) {
            int at = mark.id().indexOf('@');
            return at < 0
                    ? new Position(mark.at(), "")
                    : new Position(
                            Instant.ofEpochMilli(Long.parseLong(mark.id().substring(at + 1))),
                            mark.id().substring(0, at));
        }

        Mark next(Instant at, String id) {
            return new Mark(at, id + "@" + since.toEpochMilli());
        }
    }

    HubSpotSweep(
            HubSpotProperties properties,
            HubSpotClient hubSpot,
            HubSpotFields fields,
            HubSpotRelevance relevance,
            Clock clock) {
        this.properties = properties;
        this.hubSpot = hubSpot;
        this.fields = fields;
        this.relevance = relevance;
        this.clock = clock;
    }

    @Override
    public List<String> sweptRecords() {
        return List.of(RecordKind.CONTACT.name(), RecordKind.DEAL.name());
    }

    @Override
    public Page changesSince(String kind, Mark mark) throws CrmUnavailable {
        RecordKind record = RecordKind.valueOf(kind);
        Position position = Position.of(mark);
        if (!position.after().isEmpty()) {
            List<Changed> same = search(record, sameTime(record, mark.at(), position.after()), ID);
            if (!same.isEmpty()) {
                Changed last = same.get(same.size() - 1);
                return new Page(deliveries(record, same, position), position.next(mark.at(), last.id()), true);
            }
        }
        List<Changed> later =
                search(record, later(record, mark.at(), position.after().isEmpty()), modified(record));
        if (later.isEmpty()) {
            return new Page(List.of(), mark, false);
        }
        Instant end = later.get(later.size() - 1).at();
        if (later.size() < HubSpotClient.MOST_RECORDS) {
            return new Page(deliveries(record, later, position), position.next(end, greatestId(later, end)), false);
        }
        // The last time may go on beyond this page: it is taken up from its beginning, by id.
        List<Changed> whole = later.stream().filter(it -> it.at().isBefore(end)).toList();
        return new Page(deliveries(record, whole, position), position.next(end, "0"), true);
    }

    /** These records with every step that their history has. */
    @Override
    public List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>(reread(RecordKind.CONTACT, CrmReread.ids(records, RecordType.LEAD)));
        found.addAll(reread(RecordKind.DEAL, CrmReread.ids(records, RecordType.DEAL)));
        return found;
    }

    private List<Delivery> reread(RecordKind record, List<String> ids) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += HubSpotClient.MOST_RECORDS) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + HubSpotClient.MOST_RECORDS));
            found.addAll(deliveries(record, some, Instant.EPOCH));
        }
        return found;
    }

    private static String greatestId(List<Changed> changed, Instant at) {
        return changed.stream()
                .filter(it -> it.at().equals(at))
                .map(Changed::id)
                .max((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)))
                .orElse("0");
    }

    private static String modified(RecordKind record) {
        return record == RecordKind.CONTACT ? "lastmodifieddate" : "hs_lastmodifieddate";
    }

    private static ArrayNode sameTime(RecordKind record, Instant at, String after) {
        ArrayNode filters = JsonNodeFactory.instance.arrayNode();
        filter(filters, modified(record), "EQ", millis(at));
        filter(filters, ID, "GT", after);
        return filters;
    }

    private ArrayNode later(RecordKind record, Instant at, boolean including) {
        ArrayNode filters = JsonNodeFactory.instance.arrayNode();
        filter(filters, modified(record), including ? "GTE" : "GT", millis(at));
        filter(filters, modified(record), "LT", millis(clock.instant().minus(INDEX_DELAY)));
        return filters;
    }

    private static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }

    private static void filter(ArrayNode filters, String property, String operator, String value) {
        filters.addObject()
                .put("propertyName", property)
                .put("operator", operator)
                .put("value", value);
    }

    private List<Changed> search(RecordKind record, ArrayNode filters, String sortedBy) throws CrmUnavailable {
        List<Changed> changed = new ArrayList<>();
        for (JsonNode row : hubSpot.search(record, filters, sortedBy, HubSpotClient.MOST_RECORDS)) {
            HubSpotRecord found = new HubSpotRecord(row);
            Instant at = found.time(modified(record)).orElse(null);
            if (at != null && HubSpotEvent.isId(found.id())) {
                changed.add(new Changed(found.id(), at));
            }
        }
        return changed;
    }

    private List<Delivery> deliveries(RecordKind record, List<Changed> changed, Position position)
            throws CrmUnavailable {
        return changed.isEmpty()
                ? List.of()
                : deliveries(record, changed.stream().map(Changed::id).toList(), position.since());
    }

    private List<Delivery> deliveries(RecordKind record, List<String> ids, Instant since) throws CrmUnavailable {
        List<Delivery> deliveries = new ArrayList<>();
        for (HubSpotRecord found : hubSpot.read(record, ids)) {
            if (record == RecordKind.CONTACT) {
                merges(found, deliveries);
            }
            steps(record, found, since, deliveries);
        }
        return deliveries;
    }

    private void steps(RecordKind record, HubSpotRecord found, Instant since, List<Delivery> deliveries) {
        String property = record == RecordKind.CONTACT ? HubSpotEvent.LIFECYCLE : HubSpotEvent.DEAL_STAGE;
        List<Version> steps = found.history(property).stream()
                .filter(it -> record == RecordKind.DEAL || relevance.whyNotStage(it.value()) == null)
                .toList();
        for (int i = 0; i < steps.size(); i++) {
            Version step = steps.get(i);
            boolean standing = i == steps.size() - 1;
            if (!standing && step.at().isBefore(since)) {
                continue;
            }
            CrmMessage payload = CrmMessage.of(event(record, found.id(), property, step));
            // A deal is asked for once more, for its contacts; a contact is all here.
            if (record == RecordKind.CONTACT) {
                payload.with(HubSpotLookup.CONTACT, found.json()).asked();
            }
            String key =
                    "sweep:%s:%s:%s:%s".formatted(record, found.id(), step.at().toEpochMilli(), sha256(step.value()));
            deliveries.add(
                    new Delivery(standing ? key + ":" + facts(record, found) : key, found.id(), payload.bytes()));
        }
    }

    private void merges(HubSpotRecord contact, List<Delivery> deliveries) {
        for (String loser : contact.text(HubSpotFields.MERGED).orElse("").split(";")) {
            if (HubSpotEvent.isId(loser) && !loser.equals(contact.id())) {
                ObjectNode event = head("contact.merge", contact.id());
                event.put("primaryObjectId", contact.id());
                event.putArray("mergedObjectIds").add(loser);
                deliveries.add(new Delivery(
                        "sweep:MERGE:" + contact.id() + ":" + loser,
                        contact.id(),
                        RestCrm.merge(event, loser).bytes()));
            }
        }
    }

    private ObjectNode event(RecordKind record, String id, String property, Version step) {
        return head(record == RecordKind.CONTACT ? "contact.propertyChange" : "deal.propertyChange", id)
                .put("propertyName", property)
                .put("propertyValue", step.value())
                .put("occurredAt", step.at().toEpochMilli());
    }

    private ObjectNode head(String type, String id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("subscriptionType", type)
                .put("portalId", properties.portalId())
                .put("objectId", id);
    }

    /** Changes with whatever we take from the record, so that a click or an amount that came later is brought too. */
    private String facts(RecordKind record, HubSpotRecord found) {
        StringBuilder facts = new StringBuilder();
        fields.of(record)
                .forEach(it -> facts.append(it)
                        .append('=')
                        .append(found.text(it).orElse(""))
                        .append('\n'));
        return sha256(facts.toString());
    }

    private static String sha256(String text) {
        return Objects.requireNonNull(ContactHasher.sha256(text));
    }
}
