package io.leadloop.crm;

import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One configured source (CRM or lead form); its name is the last part of its webhook URL, {@code /webhooks/{source}}.
 */
public interface CrmSource {

    /**
     * Verifies a request over its raw bytes and splits it into events, each with an idempotency key that is the same
     * for a repeated delivery.
     *
     * @throws WebhookRefused if nothing of it may be stored; carries the HTTP status and the message for the sender
     */
    List<Delivery> receive(WebhookRequest request) throws WebhookRefused;

    /**
     * The answer to a GET request by which a sender lets this address be proven before it sends webhooks (Meta, LinkedIn).
     *
     * @param query the address's parameters, decoded, the first value of each
     * @return empty if this source knows no such request, or if it is none; becomes 405
     * @throws WebhookRefused if the request's own secret does not fit
     */
    default Optional<WebhookReply> challenge(Map<String, String> query) throws WebhookRefused {
        return Optional.empty();
    }

    /**
     * The answer to a request by which the CRM only tries the address before it sends events there; nothing of it is stored.
     * Empty if the request is none.
     *
     * @throws WebhookRefused if the request is not authentic
     */
    default Optional<WebhookReply> handshake(WebhookRequest request) throws WebhookRefused {
        return Optional.empty();
    }

    /** What to do in the CRM, where the source was made by a preset. */
    default Optional<SourceGuide> guide() {
        return Optional.empty();
    }

    /** The answer to the sender after the events are committed. */
    WebhookReply reply(int events);

    /**
     * Reads one message as {@link #receive} stored it, completed by {@link CrmLookup} where the source has one.
     *
     * @throws Untranslatable if the event cannot be understood; it becomes PARKED with the exception's message
     */
    SourceChange read(byte[] payload) throws Untranslatable;

    /**
     * The canonical form of a record id of this CRM, the same for webhook, sweep, file and REST (Salesforce: 18
     * characters; Dynamics: lower case without braces). A CRM without a fixed form takes any id, cleaned.
     *
     * @throws NotARecordId if the value cannot be an id of this CRM
     */
    default String canonicalId(RecordType type, String id) throws NotARecordId {
        return CrmIds.meant(id);
    }
}
