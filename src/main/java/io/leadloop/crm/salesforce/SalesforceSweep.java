package io.leadloop.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
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

/**
 * Lists changed leads and opportunities ordered by (SystemModstamp, Id), the only order in which no record is missed
 * between two pages.
 */
final class SalesforceSweep {

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
        Notification last = changed.isEmpty() ? null : changed.get(changed.size() - 1);
        return new Page(
                deliveries, last == null ? mark : new Mark(modified(last), last.recordId()), changed.size() >= PAGE);
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
            String key = "sweep:" + found.recordId() + ":" + modified(found);
            records.add(found.at(key, null, Map.of()));
        }
        return records;
    }

    private List<Delivery> deliveries(String type, List<Notification> records) throws CrmUnavailable {
        List<Delivery> deliveries = new ArrayList<>();
        for (int from = 0; from < records.size(); from += LeadOrigins.CHUNK) {
            List<Notification> chunk = records.subList(from, Math.min(records.size(), from + LeadOrigins.CHUNK));
            for (Notification message : unfolded(type, chunk)) {
                deliveries.add(new Delivery(message.id(), message.recordId(), message.written()));
            }
        }
        return deliveries;
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
                chunk.stream().filter(it -> !SalesforceSource.isDeleted(it)).toList();
        List<Notification> whole = new ArrayList<>(
                chunk.stream().filter(SalesforceSource::isDeleted).toList());
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

    private static Instant modified(Notification record) throws CrmUnavailable {
        try {
            return TimeReader.ofRecords(null)
                    .read(record.field("SystemModstamp").orElse(""));
        } catch (UnreadableValue e) {
            throw new CrmUnavailable("Salesforce gave a record without a readable SystemModstamp.", null);
        }
    }
}
