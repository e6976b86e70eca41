package io.leadloop.crm.close;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmLookup;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSweep;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.util.List;

/** A Close organization that sends webhooks and answers questions. */
final class CloseSource implements CrmSource, CrmLookup, CrmSweep, CrmReread {

    private final CloseSignature signature;
    private final CloseRelevance relevance;
    private final CloseTranslation translation;
    private final CloseLookup lookup;
    private final CloseSweep sweep;
    private final CloseReread reread;

    CloseSource(
            CloseSignature signature,
            CloseRelevance relevance,
            CloseTranslation translation,
            CloseLookup lookup,
            CloseSweep sweep,
            CloseReread reread) {
        this.signature = signature;
        this.relevance = relevance;
        this.translation = translation;
        this.lookup = lookup;
        this.sweep = sweep;
        this.reread = reread;
    }

    @Override
    public List<Delivery> receive(WebhookRequest request) throws WebhookRefused {
        signature.verify(request);
        JsonNode json = CrmMessage.object(request.body()).path("event");
        try {
            CloseEvent event = CloseEvent.of(json);
            String ordering = event.leadId().isEmpty() ? event.id() : event.leadId();
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
        return CloseEvent.canonicalId(type, id);
    }

    @Override
    public boolean needsLookup(byte[] payload) {
        try {
            CrmMessage message = CrmMessage.read(payload);
            return !message.wasAsked() && relevance.needsRecords(CloseEvent.of(message.event()));
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
        return CloseSweep.SWEPT;
    }

    @Override
    public Page changesSince(String record, Mark mark) throws CrmUnavailable {
        return sweep.changesSince(record, mark);
    }

    @Override
    public List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable {
        return reread.reread(records);
    }
}
