package io.leadloop.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.database.StorableText;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A CRM with JSON webhooks and a REST API: what all of them share, composed of the parts in which they differ. How to
 * add one: docs/crm/README.md.
 *
 * @param <E> the CRM's own event
 */
public final class RestCrm<E extends CrmEvent> implements CrmSource, CrmLookup, CrmSweep, CrmReread, CrmWriteBack {

    /** Name under which a message keeps the id of the merged lead. */
    private static final String LOSER = "loser";

    private static final int LONGEST_ACCOUNT = 60;

    private final String source;
    private final RestCrmParts<E> parts;
    private final Clock clock;

    /**
     * @param source its configured name
     */
    public RestCrm(String source, RestCrmParts<E> parts, Clock clock) {
        this.source = source;
        this.parts = parts;
        this.clock = clock;
    }

    @Override
    public List<Delivery> receive(WebhookRequest request) throws WebhookRefused {
        List<Delivery> deliveries = new ArrayList<>();
        for (JsonNode json : parts.door().open(request)) {
            try {
                deliveries.addAll(deliveries(parts.events().read(json), json));
            } catch (Untranslatable broken) {
                deliveries.add(CrmMessage.broken(json));
            }
        }
        return deliveries;
    }

    private List<Delivery> deliveries(E event, JsonNode json) {
        List<Delivery> deliveries = new ArrayList<>();
        for (String loser : event.losers()) {
            deliveries.add(new Delivery(
                    event.key() + ":" + loser,
                    event.survivor(),
                    merge(json, loser).bytes()));
        }
        if (deliveries.isEmpty() || event.hasNews()) {
            deliveries.add(new Delivery(
                    event.key(), event.orderingKey(), CrmMessage.of(json).bytes()));
        }
        return deliveries;
    }

    /** The message of a merge event, for one of the merged leads. */
    public static CrmMessage merge(JsonNode event, String loser) {
        return CrmMessage.of(event).with(LOSER, loser);
    }

    @Override
    public Optional<WebhookReply> challenge(Map<String, String> query) throws WebhookRefused {
        return parts.door().challenge(query);
    }

    @Override
    public WebhookReply reply(int events) {
        return new WebhookReply(200, "application/json", "{\"accepted\": " + events + "}");
    }

    @Override
    public String canonicalId(RecordType type, String id) throws NotARecordId {
        return parts.ids().canonical(type, id);
    }

    @Override
    public boolean needsLookup(byte[] payload) {
        try {
            CrmMessage message = CrmMessage.read(payload);
            E event = parts.events().read(message.event());
            return !message.wasAsked()
                    && !isMerge(event, message)
                    && whyNot(event) == null
                    && parts.relevance().needsRecords(event);
        } catch (Untranslatable parkedWhenItIsRead) {
            return false;
        }
    }

    @Override
    public byte[] lookUp(byte[] payload) throws CrmUnavailable, Untranslatable {
        CrmMessage message = CrmMessage.read(payload);
        parts.lookup().complete(parts.events().read(message.event()), message);
        return message.asked(clock.instant()).bytes();
    }

    @Override
    public SourceChange read(byte[] payload) throws Untranslatable {
        CrmMessage message = CrmMessage.read(payload);
        E event = parts.events().read(message.event());
        if (isMerge(event, message) && whyForeign(event) == null) {
            return new SourceChange.Merge(
                    ExternalId.lead(source, message.text(LOSER).orElseThrow()),
                    ExternalId.lead(source, event.survivor()));
        }
        String whyNot = whyNot(event);
        if (whyNot != null) {
            return new SourceChange.Irrelevant(whyNot);
        }
        if (!message.wasAsked() && parts.relevance().needsRecords(event)) {
            throw new Untranslatable(
                    parts.account().crm() + " was not asked for the event's records yet. Replay the event.");
        }
        return parts.translation().translate(event, message);
    }

    private static boolean isMerge(CrmEvent event, CrmMessage message) {
        return message.text(LOSER).isPresent() && !event.survivor().isEmpty();
    }

    private @Nullable String whyNot(E event) {
        String foreign = whyForeign(event);
        return foreign == null ? parts.relevance().whyNot(event) : foreign;
    }

    private @Nullable String whyForeign(E event) {
        RestCrmParts.Account ours = parts.account();
        String theirs = event.account();
        return theirs == null || theirs.equals(ours.id())
                ? null
                : "The event is of the " + ours.crm() + " " + ours.word() + " "
                        + StorableText.of(theirs, LONGEST_ACCOUNT) + ", this source is of "
                        + ours.id() + ". Another " + ours.word() + " needs a source of its own.";
    }

    @Override
    public List<String> sweptRecords() {
        return parts.sweep().sweptRecords();
    }

    @Override
    public Page changesSince(String record, Mark mark) throws CrmUnavailable {
        return parts.sweep().changesSince(record, mark);
    }

    @Override
    public List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable {
        return parts.reread().reread(records);
    }

    @Override
    public boolean writesBack() {
        return parts.writeBack().writesBack();
    }

    @Override
    public int maxBatch() {
        return parts.writeBack().maxBatch();
    }

    @Override
    public List<@Nullable String> write(List<Status> statuses) throws CrmUnavailable {
        return parts.writeBack().write(statuses);
    }
}
