package io.leadloop.crm.close;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmValues;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.close.CloseEvent.Kind;
import io.leadloop.inbox.Untranslatable;
import java.time.Instant;
import java.util.Optional;

/** Reads from Close what an event leaves out: the lead with its contacts, and since when it has its status. */
final class CloseLookup implements RestCrmParts.Lookup<CloseEvent> {

    static final String LEAD = "lead";
    static final String SINCE = "since";

    private final CloseClient close;

    CloseLookup(CloseClient close) {
        this.close = close;
    }

    @Override
    public void complete(CloseEvent event, CrmMessage message) throws CrmUnavailable, Untranslatable {
        Optional<JsonNode> lead = close.lead(event.leadId());
        if (lead.isPresent()) {
            message.with(LEAD, lead.get());
            boolean isKnown = event.isAboutStatus() && event.kind() != Kind.CONTACT;
            if (!isKnown) {
                Instant since = since(event, lead.get());
                message.with(SINCE, since.toString());
            }
        }
    }

    private Instant since(CloseEvent event, JsonNode lead) throws CrmUnavailable, Untranslatable {
        boolean isOfDeal = event.kind() == Kind.OPPORTUNITY;
        // A contact's event is told at the lead as it stands; the others as they stood then.
        boolean isNow = event.kind() == Kind.CONTACT;
        JsonNode record = isNow ? lead : event.data();
        String status = new CloseRecord(record).raw("status_id");
        Instant latest = Instant.MIN;
        for (JsonNode change : close.statusChanges(isOfDeal ? "opportunity" : "lead", event.leadId())) {
            boolean isOurs =
                    !isOfDeal || change.path("opportunity_id").asText("").equals(event.objectId());
            if (isOurs && change.path("new_status_id").asText("").equals(status)) {
                Instant at = CrmValues.time(change.path("date_created").asText(""), "date_created")
                        .orElse(Instant.MIN);
                latest = at.isAfter(latest) && (isNow || !at.isAfter(event.at())) ? at : latest;
            }
        }
        if (latest.isAfter(Instant.MIN)) {
            return latest;
        }
        return CrmValues.time(new CloseRecord(record).raw("date_created"), "date_created")
                .orElseThrow(() -> new Untranslatable("Close does not say since when the record has its status."));
    }
}
