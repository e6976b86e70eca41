package io.leadloop.crm.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.dynamics.DynamicsEvent.Table;
import java.util.Optional;

/** Reads the record of a webhook, which holds the changed columns only, and for an opportunity its lead or contact. */
final class DynamicsLookup implements RestCrmParts.Lookup<DynamicsEvent> {

    static final String LEAD = "lead";
    static final String CONTACT = "contact";
    static final String DEAL = "deal";
    static final String CLOSED = "closed";

    private final DynamicsClient dataverse;

    DynamicsLookup(DynamicsClient dataverse) {
        this.dataverse = dataverse;
    }

    @Override
    public void complete(DynamicsEvent event, CrmMessage message) throws CrmUnavailable {
        if (event.table() == Table.LEAD) {
            message.with(LEAD, dataverse.row(Table.LEAD, event.id()).orElse(null));
        } else {
            Optional<JsonNode> swept = message.record(DEAL);
            Optional<JsonNode> deal = swept.isPresent() ? swept : dataverse.row(Table.OPPORTUNITY, event.id());
            if (deal.isPresent()) {
                withDeal(message, event, deal.get());
            }
        }
    }

    private void withDeal(CrmMessage message, DynamicsEvent event, JsonNode json) throws CrmUnavailable {
        DynamicsRecord deal = new DynamicsRecord(json);
        message.with(DEAL, json);
        boolean isClosed = !deal.text("statecode").orElse("0").equals("0");
        if (isClosed && !event.columns().containsKey("statecode")) {
            message.with(CLOSED, dataverse.closedOn(event.id()));
        }
        Optional<String> contact = deal.lookup("parentcontactid");
        JsonNode person = contact.isPresent()
                ? dataverse.row(Table.CONTACT, contact.get()).orElse(null)
                : null;
        message.with(CONTACT, person);
        Optional<String> lead = deal.lookup("originatingleadid");
        if (lead.isEmpty() && person != null) {
            lead = new DynamicsRecord(person).lookup("originatingleadid");
        }
        if (lead.isPresent()) {
            message.with(LEAD, dataverse.row(Table.LEAD, lead.get()).orElse(null));
        }
    }
}
