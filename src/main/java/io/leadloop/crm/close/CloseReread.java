package io.leadloop.crm.close;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.inbox.Delivery;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Leads and opportunities as they stand now, each as an event that says nothing of a status: so {@link CloseLookup} asks
 * since when the record has the one it has.
 */
final class CloseReread implements CrmReread {

    private final CloseClient close;
    private final String organizationId;
    private final Clock clock;

    CloseReread(CloseClient close, String organizationId, Clock clock) {
        this.close = close;
        this.organizationId = organizationId;
        this.clock = clock;
    }

    @Override
    public List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>();
        for (ExternalId record : records) {
            if (!CloseEvent.isId(record.id())) {
                continue;
            }
            boolean isDeal = record.type() == RecordType.DEAL;
            JsonNode json = (isDeal ? close.opportunity(record.id()) : close.lead(record.id())).orElse(null);
            String leadId = isDeal && json != null ? new CloseRecord(json).raw("lead_id") : record.id();
            if (json != null && CloseEvent.isId(leadId)) {
                found.add(delivery(isDeal ? "opportunity" : "lead", record.id(), leadId, json));
            }
        }
        return found;
    }

    private Delivery delivery(String type, String id, String leadId, JsonNode json) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("id", "ev_reread_" + id)
                .put("organization_id", organizationId)
                .put("object_type", type)
                .put("action", "updated")
                .put("object_id", id)
                .put("lead_id", leadId)
                .put(
                        "date_created",
                        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).toString());
        event.putArray("changed_fields").add("custom");
        event.set("data", json);
        return new Delivery(
                id + ":" + CrmMessage.hash(json), leadId, CrmMessage.of(event).bytes());
    }
}
