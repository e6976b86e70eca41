package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmSweep;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.RestCrm;
import io.leadloop.crm.hubspot.HubSpotEvent.RecordKind;
import io.leadloop.crm.hubspot.HubSpotRecord.Version;
import io.leadloop.crm.hubspot.HubSpotSearch.Changed;
import io.leadloop.crm.hubspot.HubSpotSearch.Found;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changed since a mark, by search. HubSpot's search ends after 10,000 results, so it is never paged: each page is a
 * new search from the last record seen, by whole seconds and, within the second at the border of two pages, by id: so it
 * does not matter whether HubSpot compares times by seconds or finer. Every step of a stage since the sweep began comes
 * with the time that HubSpot's history has for it; the stage at which a record stands comes always, and once more when
 * its facts changed.
 */
final class HubSpotSweep implements CrmSweep, CrmReread {

    private static final Logger log = LoggerFactory.getLogger(HubSpotSweep.class);

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final HubSpotProperties properties;
    private final HubSpotClient hubSpot;
    private final HubSpotFields fields;
    private final HubSpotRelevance relevance;
    private final HubSpotSearch search;
    private final Clock clock;

    /**
     * Where a sweep stands. Our mark's id holds both, so that each page knows since when steps count.
     *
     * @param since when the sweep's first mark was
     * @param after all ids up to this one are done for the mark's time; empty at the beginning
     */
    private record Position(Instant since, String after) {

        static Position of(Mark mark) {
            String[] parts = mark.id().split("@");
            return parts.length == 2 && HubSpotEvent.isId(parts[0]) && parts[1].matches("\\d{1,15}")
                    ? new Position(Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[0])
                    : new Position(mark.at(), "");
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
        this.search = new HubSpotSearch(hubSpot, clock);
    }

    @Override
    public List<String> sweptRecords() {
        return List.of(RecordKind.CONTACT.name(), RecordKind.DEAL.name());
    }

    @Override
    public Page changesSince(String kind, Mark mark) throws CrmUnavailable {
        RecordKind record = RecordKind.valueOf(kind);
        Position position = Position.of(mark);
        Instant from = mark.at().truncatedTo(ChronoUnit.SECONDS);
        if (!position.after().isEmpty()) {
            Found same = search.within(record, from, position.after());
            if (!same.changed().isEmpty()) {
                return page(
                        record,
                        same,
                        same.changed(),
                        position,
                        position.next(from, same.last().id()),
                        true);
            }
            if (same.rows() > 0) {
                return new Page(unreadable(record, same), position.next(from.plus(SECOND), "0"), true);
            }
            from = from.plus(SECOND);
        }
        Found later = search.since(record, from);
        if (later.rows() == 0) {
            return new Page(List.of(), mark, false);
        }
        if (later.changed().isEmpty()) {
            // None can be read: what is behind them shall come all the same.
            return new Page(unreadable(record, later), position.next(from.plus(SECOND), "0"), later.isFull());
        }
        Instant end = later.last().second();
        if (!later.isFull()) {
            return page(
                    record,
                    later,
                    later.changed(),
                    position,
                    position.next(end, greatestId(later.changed(), end)),
                    false);
        }
        // The last second may go on beyond this page: it is taken up from its beginning, by id.
        List<Changed> whole =
                later.changed().stream().filter(it -> it.second().isBefore(end)).toList();
        return page(record, later, whole, position, position.next(end, "0"), true);
    }

    private Page page(RecordKind record, Found found, List<Changed> changed, Position position, Mark next, boolean more)
            throws CrmUnavailable {
        List<Delivery> deliveries = new ArrayList<>(unreadable(record, found));
        deliveries.addAll(deliveries(record, changed.stream().map(Changed::id).toList(), position.since()));
        return new Page(deliveries, next, more);
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

    private static String greatestId(List<Changed> changed, Instant second) {
        return changed.stream()
                .filter(it -> it.second().equals(second))
                .map(Changed::id)
                .max(Comparator.comparing(BigInteger::new))
                .orElse("0");
    }

    /** Events without what cannot be read, so that they are parked with the words that name it. */
    private List<Delivery> unreadable(RecordKind record, Found found) {
        return found.unreadable().stream()
                .map(row -> {
                    ObjectNode event = head(
                            record == RecordKind.CONTACT ? "contact.propertyChange" : "deal.propertyChange",
                            row.path("id").asText(""));
                    String hash = CrmMessage.hash(row);
                    return new Delivery(
                            "sweep:unreadable:" + hash,
                            hash,
                            CrmMessage.of(event).bytes());
                })
                .toList();
    }

    private List<Delivery> deliveries(RecordKind record, List<String> ids, Instant since) throws CrmUnavailable {
        List<Delivery> deliveries = new ArrayList<>();
        for (HubSpotRecord found : read(record, ids)) {
            if (record == RecordKind.CONTACT) {
                merges(found, deliveries);
            }
            steps(record, found, since, deliveries);
        }
        return deliveries;
    }

    /** Where HubSpot refuses a batch for one record, that one is left out, in the log, and does not keep the others. */
    private List<HubSpotRecord> read(RecordKind record, List<String> ids) throws CrmUnavailable {
        if (ids.isEmpty()) {
            return List.of();
        }
        try {
            return hubSpot.read(record, ids);
        } catch (CrmUnavailable refused) {
            if (refused.kind() != CrmUnavailable.Kind.BAD_REQUEST) {
                throw refused;
            }
            if (ids.size() == 1) {
                log.warn("The sweep leaves out the {} {}: {}", record, ids.get(0), refused.words());
                return List.of();
            }
            List<HubSpotRecord> found = new ArrayList<>(read(record, ids.subList(0, ids.size() / 2)));
            found.addAll(read(record, ids.subList(ids.size() / 2, ids.size())));
            return found;
        }
    }

    private void steps(RecordKind record, HubSpotRecord found, Instant since, List<Delivery> deliveries) {
        String property = record == RecordKind.CONTACT ? HubSpotEvent.LIFECYCLE : HubSpotEvent.DEAL_STAGE;
        List<Version> steps = found.history(property).stream()
                .filter(it -> record == RecordKind.DEAL || relevance.whyNotStage(it.value()) == null)
                .toList();
        if (steps.isEmpty() && record == RecordKind.CONTACT) {
            // Its facts concern a lead that a deal of it has begun.
            CrmMessage payload = CrmMessage.of(head("contact.creation", found.id()))
                    .with(HubSpotLookup.CONTACT, found.json())
                    .asked(clock.instant());
            deliveries.add(new Delivery(
                    "sweep:%s:%s:%s".formatted(record, found.id(), facts(record, found)), found.id(), payload.bytes()));
        }
        for (int i = 0; i < steps.size(); i++) {
            Version step = steps.get(i);
            boolean standing = i == steps.size() - 1;
            if (!standing && step.at().isBefore(since)) {
                continue;
            }
            CrmMessage payload = CrmMessage.of(event(record, found.id(), property, step));
            // A contact is all here; of a deal its contacts are asked for.
            if (record == RecordKind.CONTACT) {
                payload.with(HubSpotLookup.CONTACT, found.json()).asked(clock.instant());
            } else {
                payload.with(HubSpotLookup.DEAL, found.json());
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
