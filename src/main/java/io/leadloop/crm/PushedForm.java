package io.leadloop.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.util.ArrayList;
import java.util.List;

/** A lead form whose webhooks carry the whole lead, so that nobody is asked: Google's and TikTok's. */
public final class PushedForm implements CrmSource {

    private final RestCrmParts.Door door;
    private final Reader reader;
    private final RestCrmParts.IdForm ids;
    private final FormTranslation translation;

    /** Reads the lead out of one event. */
    public interface Reader {

        /** Throws Untranslatable for an event that cannot be parsed: it is stored all the same and becomes PARKED. */
        FormLead read(JsonNode event) throws Untranslatable;

        /** What a repeated delivery of the event repeats. */
        default String key(FormLead lead, JsonNode event) {
            return "lead:" + lead.id();
        }
    }

    public PushedForm(RestCrmParts.Door door, Reader reader, RestCrmParts.IdForm ids, FormTranslation translation) {
        this.door = door;
        this.reader = reader;
        this.ids = ids;
        this.translation = translation;
    }

    @Override
    public List<Delivery> receive(WebhookRequest request) throws WebhookRefused {
        List<Delivery> deliveries = new ArrayList<>();
        for (JsonNode event : door.open(request)) {
            try {
                FormLead lead = reader.read(event);
                deliveries.add(new Delivery(
                        reader.key(lead, event), lead.id(), CrmMessage.of(event).bytes()));
            } catch (Untranslatable broken) {
                deliveries.add(CrmMessage.broken(event));
            }
        }
        return deliveries;
    }

    /** Google's documentation shows an empty object as the answer; TikTok's asks for the status alone. */
    @Override
    public WebhookReply reply(int events) {
        return new WebhookReply(200, "application/json", "{}");
    }

    @Override
    public SourceChange read(byte[] payload) throws Untranslatable {
        return translation.translate(reader.read(CrmMessage.read(payload).event()));
    }

    @Override
    public String canonicalId(RecordType type, String id) throws NotARecordId {
        return ids.canonical(type, id);
    }
}
