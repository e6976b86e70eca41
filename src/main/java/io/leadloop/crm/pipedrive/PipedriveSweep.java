package io.leadloop.crm.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmSweep;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmValues;
import io.leadloop.crm.pipedrive.PipedriveClient.DealPage;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The deals that changed since a mark, each as it stands now with its own time. Pipedrive pages by an opaque cursor, which
 * belongs to the time at which the sweep began: our mark's id holds both.
 */
final class PipedriveSweep implements CrmSweep, CrmReread {

    /** A deal's webhook shall come first where there is one. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private static final List<String> FACTS = List.of(
            "status", "stage_id", "value", "currency", "person_id", "won_time", "lost_time", "stage_change_time");

    private final PipedriveClient pipedrive;
    private final PipedriveProperties properties;
    private final List<String> fields;
    private final Clock clock;

    PipedriveSweep(PipedriveClient pipedrive, PipedriveProperties properties, List<String> fields, Clock clock) {
        this.pipedrive = pipedrive;
        this.properties = properties;
        this.fields = fields;
        this.clock = clock;
    }

    @Override
    public List<String> sweptRecords() {
        return List.of("DEAL");
    }

    @Override
    public Page changesSince(String record, Mark mark) throws CrmUnavailable {
        int at = mark.id().indexOf('@');
        Instant since = at < 0
                ? mark.at()
                : Instant.ofEpochMilli(Long.parseLong(mark.id().substring(0, at)));
        DealPage page = pipedrive.dealsSince(since, at < 0 ? "" : mark.id().substring(at + 1));
        Instant until = clock.instant().minus(SETTLING);
        List<Delivery> changes = new ArrayList<>();
        Instant last = mark.at();
        for (JsonNode deal : page.deals()) {
            Instant changed = changedAt(deal);
            if (changed.isAfter(until)) {
                return new Page(changes, new Mark(last, ""), false);
            }
            changes.add(delivery(new PipedriveRecord(deal), changed));
            last = changed.isAfter(last) ? changed : last;
        }
        boolean more = !page.next().isEmpty();
        return new Page(changes, new Mark(last, more ? since.toEpochMilli() + "@" + page.next() : ""), more);
    }

    /** The deals as they stand now. */
    @Override
    public List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>();
        for (String id : CrmReread.ids(records, RecordType.DEAL)) {
            JsonNode deal = pipedrive.deal(id).orElse(null);
            if (deal != null) {
                found.add(delivery(new PipedriveRecord(deal), changedAt(deal)));
            }
        }
        return found;
    }

    private static Instant changedAt(JsonNode deal) throws CrmUnavailable {
        try {
            return CrmValues.time(new PipedriveRecord(deal).raw("update_time"), "update_time")
                    .orElseThrow(() -> new Untranslatable("no update_time"));
        } catch (Untranslatable e) {
            throw new CrmUnavailable("Pipedrive gave a deal without a readable update_time.", null);
        }
    }

    private Delivery delivery(PipedriveRecord deal, Instant changed) {
        String id = deal.raw("id");
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.putObject("meta")
                .put("version", "2.0")
                .put("entity", "deal")
                .put("action", "change")
                .put("entity_id", id)
                .put("company_id", properties.companyId())
                .put("timestamp", changed.toString());
        event.set("data", deal.json());
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        FACTS.forEach(it -> facts.put(it, deal.raw(it)));
        fields.forEach(it -> facts.put(it, deal.text(it).orElse("")));
        return new Delivery(
                "sweep:DEAL:" + id + ":" + CrmMessage.hash(facts),
                id,
                CrmMessage.of(event).bytes());
    }
}
