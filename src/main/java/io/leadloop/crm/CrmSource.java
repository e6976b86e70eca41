package io.leadloop.crm;

import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.util.List;

/** One configured CRM: its name is in the address of its webhooks. */
public interface CrmSource {

    /**
     * Verifies a request over its raw bytes and splits it into its events, each under a key that a repetition of the
     * same delivery repeats.
     *
     * @throws WebhookRefused with the status and words for the sender, when nothing of it may be stored
     */
    List<Delivery> receive(WebhookRequest request) throws WebhookRefused;

    /** What the sender wants to hear once everything is stored. */
    WebhookReply reply(int events);

    /**
     * Reads one message as {@link #receive} stored it, completed by {@link CrmLookup} where the source has one.
     *
     * @throws Untranslatable with words for an operator; the event is parked
     */
    SourceChange read(byte[] payload) throws Untranslatable;

    /**
     * The id of one of its records in its canonical form. (Of branch helper-files: the one of helper-crm wins.)
     *
     * @param id cleaned already, see {@link io.leadloop.lead.RecordIds}
     * @throws NotARecordId when it cannot be an id of this CRM
     */
    default String canonical(RecordType type, String id) throws NotARecordId {
        return id;
    }
}
