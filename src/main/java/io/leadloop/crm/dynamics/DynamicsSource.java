package io.leadloop.crm.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmIds;
import io.leadloop.crm.CrmLookup;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSweep;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.crm.dynamics.DynamicsEvent.Table;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.util.ArrayList;
import java.util.List;

/** A Dynamics environment that sends webhooks and answers questions. */
final class DynamicsSource implements CrmSource, CrmLookup, CrmSweep, CrmReread {

    /** Dataverse says by this header that it left out the columns because the message was larger than 256 KB. */
    private static final String TOO_LARGE = "x-ms-dynamics-msg-size-exceeded";

    private final DynamicsProperties properties;
    private final DynamicsRelevance relevance;
    private final DynamicsTranslation translation;
    private final DynamicsLookup lookup;
    private final DynamicsSweep sweep;

    DynamicsSource(
            DynamicsProperties properties,
            DynamicsRelevance relevance,
            DynamicsTranslation translation,
            DynamicsLookup lookup,
            DynamicsSweep sweep) {
        this.properties = properties;
        this.relevance = relevance;
        this.translation = translation;
        this.lookup = lookup;
        this.sweep = sweep;
    }

    @Override
    public List<Delivery> receive(WebhookRequest request) throws WebhookRefused {
        String header = request.header(properties.tokenHeader()).orElse(null);
        boolean isKnown = Secrets.matchesAny(header, properties.secrets())
                | Secrets.matchesAny(request.token(), properties.secrets());
        if (!isKnown) {
            throw WebhookRefused.unverified(
                    "The webhook's key does not fit. It has to be one of secrets of this source, in" + " the header "
                            + properties.tokenHeader() + " or as the value of code or token in the address.");
        }
        JsonNode json = CrmMessage.object(request.body());
        if (request.header(TOO_LARGE).isPresent()
                && json instanceof com.fasterxml.jackson.databind.node.ObjectNode it) {
            // What is left of the columns is not whole: the record is read instead.
            it.remove("InputParameters");
        }
        try {
            DynamicsEvent event = DynamicsEvent.of(json);
            String ordering = event.id().isEmpty() ? event.key() : event.id();
            return List.of(
                    new Delivery(event.key(), ordering, CrmMessage.of(json).bytes()));
        } catch (Untranslatable broken) {
            return List.of(CrmMessage.broken(json));
        }
    }

    @Override
    public WebhookReply reply(int events) {
        return new WebhookReply(200, "application/json", "{\"accepted\": " + events + "}");
    }

    @Override
    public String canonicalId(RecordType type, String id) throws NotARecordId {
        return DynamicsEvent.canonicalId(id);
    }

    @Override
    public boolean needsLookup(byte[] payload) {
        try {
            CrmMessage message = CrmMessage.read(payload);
            return !message.wasAsked() && relevance.needsRecords(DynamicsEvent.of(message.event()));
        } catch (Untranslatable broken) {
            return false;
        }
    }

    @Override
    public byte[] lookUp(byte[] payload) throws CrmUnavailable, Untranslatable {
        return lookup.complete(CrmMessage.read(payload));
    }

    @Override
    public SourceChange read(byte[] payload) throws Untranslatable {
        return translation.translate(CrmMessage.read(payload));
    }

    @Override
    public List<String> sweptRecords() {
        return List.of(Table.LEAD.name(), Table.OPPORTUNITY.name());
    }

    @Override
    public Page changesSince(String record, Mark mark) throws CrmUnavailable {
        return sweep.changesSince(Table.valueOf(record), mark);
    }

    @Override
    public List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>();
        for (ExternalId record : records) {
            if (CrmIds.guid(record.id()).isPresent()) {
                Table table = record.type() == RecordType.DEAL ? Table.OPPORTUNITY : Table.LEAD;
                sweep.reread(table, record.id()).ifPresent(found::add);
            }
        }
        return found;
    }
}
