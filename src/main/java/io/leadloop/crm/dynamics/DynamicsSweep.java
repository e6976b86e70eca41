package io.leadloop.crm.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmIds;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmSweep;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmValues;
import io.leadloop.crm.dynamics.DynamicsClient.RowPage;
import io.leadloop.crm.dynamics.DynamicsEvent.Table;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The leads and opportunities that changed since a mark, each as it stands now. Our mark's id is the link to go on by. */
final class DynamicsSweep implements CrmSweep, CrmReread {

    /** A record's webhook shall come first where there is one. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final DynamicsClient dataverse;
    private final String organizationId;
    private final List<String> fields;
    private final Clock clock;

    DynamicsSweep(DynamicsClient dataverse, String organizationId, List<String> fields, Clock clock) {
        this.dataverse = dataverse;
        this.organizationId = organizationId;
        this.fields = fields.stream().filter(it -> !it.equals("modifiedon")).toList();
        this.clock = clock;
    }

    @Override
    public List<String> sweptRecords() {
        return List.of(Table.LEAD.name(), Table.OPPORTUNITY.name());
    }

    @Override
    public Page changesSince(String record, Mark mark) throws CrmUnavailable {
        Table table = Table.valueOf(record);
        RowPage page = mark.id().isEmpty()
                ? dataverse.changedBetween(
                        table,
                        // Dataverse's modifiedon has whole seconds.
                        mark.at().truncatedTo(ChronoUnit.SECONDS),
                        clock.instant().minus(SETTLING).truncatedTo(ChronoUnit.SECONDS))
                : dataverse.page(mark.id());
        List<Delivery> changes = new ArrayList<>();
        Instant last = mark.at();
        for (JsonNode json : page.rows()) {
            DynamicsRecord row = new DynamicsRecord(json);
            last = changedAt(row).filter(last::isBefore).orElse(last);
            changes.add(row.text(table.name().toLowerCase(Locale.ROOT) + "id")
                    .flatMap(CrmIds::guid)
                    .map(id -> delivery(table, id, row))
                    .orElseGet(() -> unreadable(table, row)));
        }
        return new Page(changes, new Mark(last, page.next()), !page.next().isEmpty());
    }

    /** The rows as they stand now. */
    @Override
    public List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>();
        for (ExternalId record : records) {
            Table table = record.type() == RecordType.DEAL ? Table.OPPORTUNITY : Table.LEAD;
            dataverse
                    .row(table, record.id())
                    .ifPresent(it -> found.add(delivery(table, record.id(), new DynamicsRecord(it))));
        }
        return found;
    }

    /** Empty where it cannot be read: the row counts all the same, its steps have times of their own. */
    private static Optional<Instant> changedAt(DynamicsRecord row) {
        try {
            return CrmValues.time(row.text("modifiedon").orElse(""), "modifiedon");
        } catch (Untranslatable e) {
            return Optional.empty();
        }
    }

    /** An event without an id, so that it is parked with the words that name it. */
    private Delivery unreadable(Table table, DynamicsRecord row) {
        String key = "sweep:unreadable:" + CrmMessage.hash(row.json());
        return new Delivery(key, key, CrmMessage.of(event(table, "")).bytes());
    }

    private ObjectNode event(Table table, String id) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("MessageName", "Update")
                .put("PrimaryEntityName", table.name().toLowerCase(Locale.ROOT))
                .put("PrimaryEntityId", id)
                .put("OrganizationId", organizationId);
    }

    private Delivery delivery(Table table, String id, DynamicsRecord row) {
        CrmMessage message = CrmMessage.of(event(table, id));
        // A lead is all here; of an opportunity it is asked whose it is.
        if (table == Table.LEAD) {
            message.with(DynamicsLookup.LEAD, row.json()).asked(clock.instant());
        } else {
            message.with(DynamicsLookup.DEAL, row.json());
        }
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        for (String field : fields) {
            facts.put(field, row.text(field).or(() -> row.lookup(field)).orElse(""));
        }
        return new Delivery("sweep:" + table + ":" + id + ":" + CrmMessage.hash(facts), id, message.bytes());
    }
}
