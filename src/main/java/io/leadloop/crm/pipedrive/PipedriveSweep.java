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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The deals that changed since a mark, each as it stands now with its own time. Pipedrive pages by an opaque cursor, which
 * belongs to the time at which the sweep began: our mark's id holds both.
 */
final class PipedriveSweep implements CrmSweep, CrmReread {

    /** A deal's webhook shall come first where there is one. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    /** The second from which an unfinished sweep asked, and Pipedrive's cursor. */
    private static final Pattern PLACE = Pattern.compile("(\\d{1,12})@(.+)");

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
        Matcher unfinished = PLACE.matcher(mark.id());
        boolean goesOn = unfinished.matches();
        // Pipedrive's update_time has whole seconds.
        Instant since = goesOn
                ? Instant.ofEpochSecond(Long.parseLong(unfinished.group(1)))
                : mark.at().truncatedTo(ChronoUnit.SECONDS);
        DealPage page = pipedrive.dealsSince(since, goesOn ? unfinished.group(2) : "");
        Instant until = clock.instant().minus(SETTLING).truncatedTo(ChronoUnit.SECONDS);
        List<Delivery> changes = new ArrayList<>();
        Instant last = mark.at();
        for (JsonNode deal : page.deals()) {
            Optional<Instant> changed = changedAt(deal);
            if (changed.isPresent() && !changed.get().isBefore(until)) {
                return new Page(changes, new Mark(last, ""), false);
            }
            changes.add(delivery(new PipedriveRecord(deal), changed));
            last = changed.filter(last::isBefore).orElse(last);
        }
        boolean more = !page.next().isEmpty();
        return new Page(changes, new Mark(last, more ? since.getEpochSecond() + "@" + page.next() : ""), more);
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

    /** Empty where it cannot be read: then the event is parked with the words that name it. */
    private static Optional<Instant> changedAt(JsonNode deal) {
        try {
            return CrmValues.time(new PipedriveRecord(deal).raw("update_time"), "update_time");
        } catch (Untranslatable parked) {
            return Optional.empty();
        }
    }

    private Delivery delivery(PipedriveRecord deal, Optional<Instant> changed) {
        String id = deal.raw("id");
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.putObject("meta")
                .put("version", "2.0")
                .put("entity", "deal")
                .put("action", "change")
                .put("entity_id", id)
                .put("company_id", properties.companyId())
                .put("timestamp", changed.map(Instant::toString).orElse(""));
        event.set("data", deal.json());
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        FACTS.forEach(it -> facts.put(it, deal.raw(it)));
        fields.forEach(it -> facts.put(it, deal.text(it).orElse("")));
        if (!PipedriveEvent.isId(id)) {
            return new Delivery(
                    "sweep:unreadable:" + CrmMessage.hash(deal.json()),
                    CrmMessage.hash(deal.json()),
                    CrmMessage.of(event).bytes());
        }
        return new Delivery(
                "sweep:DEAL:" + id + ":" + CrmMessage.hash(facts),
                id,
                CrmMessage.of(event).bytes());
    }
}
