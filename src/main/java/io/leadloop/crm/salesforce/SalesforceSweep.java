package io.leadloop.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmSweep.Page;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.lead.TimeReader;
import io.leadloop.lead.UnreadableValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists changed leads and opportunities ordered by (SystemModstamp, Id), the only order in which no record is missed
 * between two pages.
 */
final class SalesforceSweep {

    private static final Logger log = LoggerFactory.getLogger(SalesforceSweep.class);

    private static final int PAGE = 2_000;

    /**
     * A record becomes visible some seconds after its stamp, and a webhook for it should be counted before the sweep.
     */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final SalesforceClient client;
    private final SalesforceSchema schema;
    private final LeadOrigins origins;
    private final StageSteps steps;
    private final SalesforceApiProperties properties;
    private final Clock clock;

    SalesforceSweep(
            SalesforceClient client,
            SalesforceSchema schema,
            LeadOrigins origins,
            SalesforceApiProperties properties,
            Clock clock) {
        this.client = client;
        this.schema = schema;
        this.origins = origins;
        this.steps = new StageSteps(client, schema);
        this.properties = properties;
        this.clock = clock;
    }

    Page changesSince(String type, Mark mark) throws CrmUnavailable {
        double used = client.usage().share();
        if (used > properties.maxApiShare()) {
            client.refreshUsage();
            used = client.usage().share();
        }
        if (used > properties.maxApiShare()) {
            throw new CrmUnavailable(
                    "Salesforce says that " + Math.round(used * 100)
                            + " % of the organisation's daily requests are used;"
                            + " the sweep waits until it is less than max-api-share.",
                    null);
        }
        List<Notification> changed = records(type, soql(type, mark));
        List<Delivery> deliveries = deliveries(type, changed);
        Mark next = reached(changed, mark);
        return new Page(deliveries, next, changed.size() >= PAGE && !next.equals(mark));
    }

    /** The last record whose stamp can be read. */
    private static Mark reached(List<Notification> changed, Mark mark) {
        for (int i = changed.size() - 1; i >= 0; i--) {
            Optional<Instant> at = modified(changed.get(i));
            if (at.isPresent()) {
                return new Mark(at.get(), changed.get(i).recordId());
            }
        }
        return mark;
    }

    /** These records as they are now, each after the steps that its history knows. */
    List<Delivery> reread(String type, Collection<String> ids) throws CrmUnavailable {
        return ids.isEmpty()
                ? List.of()
                : deliveries(
                        type,
                        records(
                                type,
                                "SELECT " + String.join(", ", fields(type)) + " FROM " + type + " WHERE Id"
                                        + Soql.in(ids)));
    }

    private List<Notification> records(String type, String soql) throws CrmUnavailable {
        List<Notification> records = new ArrayList<>();
        for (JsonNode record : client.queryAll(soql)) {
            Notification found = Notification.of("", type, record);
            String version = modified(found)
                    .map(Instant::toString)
                    // Such a record is parked, if nothing else says when it changed.
                    .orElseGet(() -> "unreadable:" + CrmMessage.hash(record));
            String key = "sweep:" + found.recordId() + ":" + version;
            records.add(found.at(key, null, Map.of()));
        }
        return records;
    }

    private List<Delivery> deliveries(String type, List<Notification> records) throws CrmUnavailable {
        List<Delivery> deliveries = new ArrayList<>();
        for (int from = 0; from < records.size(); from += LeadOrigins.CHUNK) {
            List<Notification> chunk = records.subList(from, Math.min(records.size(), from + LeadOrigins.CHUNK));
            for (Notification message : apart(type, chunk)) {
                String record = message.recordId();
                deliveries.add(new Delivery(message.id(), record.isEmpty() ? message.id() : record, message.written()));
            }
        }
        return deliveries;
    }

    /** The records with their steps; one that cannot be followed comes as it stands and does not keep the others. */
    private List<Notification> apart(String type, List<Notification> chunk) throws CrmUnavailable {
        try {
            return unfolded(type, chunk);
        } catch (RuntimeException e) {
            if (chunk.size() == 1) {
                log.warn(
                        "The sweep found the {} {}, whose steps it cannot follow",
                        type,
                        chunk.get(0).recordId(),
                        e);
                return chunk;
            }
            int half = chunk.size() / 2;
            List<Notification> all = new ArrayList<>(apart(type, chunk.subList(0, half)));
            all.addAll(apart(type, chunk.subList(half, chunk.size())));
            return all;
        }
    }

    private List<String> fields(String type) throws CrmUnavailable {
        return type.equals("Lead") ? schema.leadFields() : schema.opportunityFields();
    }

    private String soql(String type, Mark mark) throws CrmUnavailable {
        String at = Soql.time(mark.at());
        String after = mark.id().isEmpty()
                ? "SystemModstamp >= " + at
                : "(SystemModstamp > " + at + " OR (SystemModstamp = " + at + " AND Id > " + Soql.text(mark.id())
                        + "))";
        return "SELECT " + String.join(", ", fields(type)) + " FROM " + type + " WHERE " + after
                + " AND SystemModstamp < " + Soql.time(clock.instant().minus(SETTLING))
                + " ORDER BY SystemModstamp, Id LIMIT " + PAGE;
    }

    private List<Notification> unfolded(String type, List<Notification> chunk) throws CrmUnavailable {
        List<Notification> standing =
                chunk.stream().filter(SalesforceSweep::hasSteps).toList();
        List<Notification> whole =
                new ArrayList<>(chunk.stream().filter(it -> !hasSteps(it)).toList());
        if (!standing.isEmpty()) {
            whole.addAll(
                    steps.unfold(type, withOrigins(standing), clock.instant().minus(properties.historyLookBack())));
        }
        return whole;
    }

    private List<Notification> withOrigins(List<Notification> records) throws CrmUnavailable {
        List<Notification> wanted = records.stream().filter(origins::isWanted).toList();
        if (wanted.isEmpty()) {
            return records;
        }
        List<Notification> found = origins.find(wanted);
        List<Notification> whole = new ArrayList<>();
        for (Notification record : records) {
            int place = wanted.indexOf(record);
            whole.add(place < 0 ? record : found.get(place));
        }
        return whole;
    }

    /** One that is deleted has none, one without an id cannot be asked about. */
    private static boolean hasSteps(Notification record) {
        return !SalesforceSource.isDeleted(record) && SalesforceId.isId(record.recordId());
    }

    private static Optional<Instant> modified(Notification record) {
        try {
            String told = record.field("SystemModstamp").orElse("");
            return told.isEmpty()
                    ? Optional.empty()
                    : Optional.of(TimeReader.ofRecords(null).read(told));
        } catch (UnreadableValue unreadable) {
            return Optional.empty();
        }
    }
}
