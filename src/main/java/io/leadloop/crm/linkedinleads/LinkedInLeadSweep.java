package io.leadloop.crm.linkedinleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmSweep;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.FormLead;
import io.leadloop.crm.FormTranslation;
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
import java.util.Optional;

/**
 * The owner's leads since a mark, each whole, so that LinkedIn is not asked again; and single leads again. The mark's place is
 * the end of the stretch and the number of leads read, {@code <milliseconds>:<start>}.
 */
final class LinkedInLeadSweep implements CrmSweep, CrmReread {

    /** Its webhook shall come first where there is one. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final LinkedInLeadClient linkedIn;
    private final LinkedInLead reader;
    private final LinkedInLeadsProperties properties;
    private final FormTranslation translation;
    private final Clock clock;

    LinkedInLeadSweep(
            LinkedInLeadClient linkedIn,
            LinkedInLead reader,
            LinkedInLeadsProperties properties,
            FormTranslation translation,
            Clock clock) {
        this.linkedIn = linkedIn;
        this.reader = reader;
        this.properties = properties;
        this.translation = translation;
        this.clock = clock;
    }

    @Override
    public List<String> sweptRecords() {
        return properties.leadTypes();
    }

    @Override
    public Page changesSince(String record, Mark mark) throws CrmUnavailable {
        int colon = mark.id().indexOf(':');
        Instant end = colon < 0
                ? clock.instant().minus(SETTLING)
                : Instant.ofEpochMilli(Long.parseLong(mark.id().substring(0, colon)));
        int start = colon < 0 ? 0 : Integer.parseInt(mark.id().substring(colon + 1));
        if (!end.isAfter(mark.at())) {
            return new Page(List.of(), new Mark(mark.at(), ""), false);
        }
        JsonNode found = linkedIn.leads(String.valueOf(properties.owner()), record, mark.at(), end, start);
        List<Delivery> changes = new ArrayList<>();
        for (JsonNode lead : found) {
            changes.add(delivery("sweep:", lead));
        }
        boolean more = found.size() >= LinkedInLeadClient.PAGE;
        return new Page(
                changes,
                more ? new Mark(mark.at(), end.toEpochMilli() + ":" + (start + found.size())) : new Mark(end, ""),
                more);
    }

    @Override
    public List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>();
        for (String id : CrmReread.ids(records, RecordType.LEAD)) {
            Optional<JsonNode> lead = LinkedInLeadEvent.isId(id) ? linkedIn.lead(id) : Optional.empty();
            if (lead.isPresent()) {
                found.add(delivery("", lead.get()));
            }
        }
        return found;
    }

    private Delivery delivery(String prefix, JsonNode json) throws CrmUnavailable {
        try {
            FormLead lead = reader.of(json);
            CrmMessage message = CrmMessage.of(LinkedInLeadEvent.found(lead.id()));
            return new Delivery(
                    prefix + LinkedInLeadEvent.CREATED + ":" + lead.id(),
                    lead.id(),
                    translation.keep(message, lead).asked(clock.instant()).bytes());
        } catch (Untranslatable broken) {
            return CrmMessage.broken(
                    LinkedInLeadEvent.found(json.path("id").asText("")).put("broken", broken.words()));
        }
    }
}
