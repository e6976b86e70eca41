package io.leadloop.crm.pipedrive;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.leadloop.crm.pipedrive.PipedriveEvent.Entity;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A Pipedrive account that sends webhooks and answers questions. */
final class PipedriveSource implements CrmSource, CrmLookup, CrmSweep, CrmReread {

    static final String LOSER = "loser";

    private static final String BASIC = "Basic ";

    private final List<String> credentials;
    private final PipedriveRelevance relevance;
    private final PipedriveTranslation translation;
    private final PipedriveLookup lookup;
    private final PipedriveSweep sweep;

    PipedriveSource(
            String user,
            List<String> passwords,
            PipedriveRelevance relevance,
            PipedriveTranslation translation,
            PipedriveLookup lookup,
            PipedriveSweep sweep) {
        this.credentials = passwords.stream()
                .map(it -> Base64.getEncoder().encodeToString((user + ":" + it).getBytes(StandardCharsets.UTF_8)))
                .toList();
        this.relevance = relevance;
        this.translation = translation;
        this.lookup = lookup;
        this.sweep = sweep;
    }

    @Override
    public List<Delivery> receive(WebhookRequest request) throws WebhookRefused {
        verify(request.header("Authorization").orElse("").strip());
        JsonNode json = CrmMessage.object(request.body());
        try {
            PipedriveEvent event = PipedriveEvent.of(json);
            List<Delivery> deliveries = new ArrayList<>();
            if (event.entity() == Entity.PERSON) {
                for (String loser : event.mergedFrom()) {
                    deliveries.add(new Delivery(
                            event.key() + ":" + loser,
                            event.id(),
                            CrmMessage.of(json).with(LOSER, loser).bytes()));
                }
            }
            deliveries.add(
                    new Delivery(event.key(), event.id(), CrmMessage.of(json).bytes()));
            return deliveries;
        } catch (Untranslatable broken) {
            return List.of(CrmMessage.broken(json));
        }
    }

    private void verify(String authorization) throws WebhookRefused {
        boolean isBasic = authorization.regionMatches(true, 0, BASIC, 0, BASIC.length());
        if (!isBasic
                || !Secrets.matchesAny(authorization.substring(BASIC.length()).strip(), credentials)) {
            throw WebhookRefused.unverified("HTTP auth username and password of the webhook do not fit. They have to be"
                    + " user and one of secrets of this source.");
        }
    }

    @Override
    public WebhookReply reply(int events) {
        return new WebhookReply(200, "application/json", "{\"accepted\": " + events + "}");
    }

    @Override
    public String canonicalId(RecordType type, String id) throws NotARecordId {
        return PipedriveEvent.canonicalId(type, id);
    }

    @Override
    public boolean needsLookup(byte[] payload) {
        try {
            CrmMessage message = CrmMessage.read(payload);
            return !message.wasAsked()
                    && message.text(LOSER).isEmpty()
                    && relevance.needsRecords(PipedriveEvent.of(message.event()));
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
        return List.of("DEAL");
    }

    @Override
    public Page changesSince(String record, Mark mark) throws CrmUnavailable {
        return sweep.changesSince(mark);
    }

    @Override
    public List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>();
        for (ExternalId record : records) {
            if (record.type() == RecordType.DEAL && PipedriveEvent.isId(record.id())) {
                sweep.reread(record.id()).ifPresent(found::add);
            }
        }
        return found;
    }
}
