package io.leadloop.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts in which a CRM differs from the others, see {@link RestCrm}.
 *
 * @param <E> the CRM's own event
 * @param account whose events these are
 * @param door verifies a request and takes it apart
 * @param events reads one event
 * @param ids the canonical form of record ids
 * @param relevance what of the events concerns us
 * @param lookup what has to be asked before an event is applied
 * @param translation events and records in the words of the house
 * @param sweep what changed since a mark
 * @param reread single records anew
 * @param writeBack tells the CRM what became of conversions; {@link CrmWriteBack#NONE} where it is told nothing
 */
public record RestCrmParts<E extends CrmEvent>(
        Account account,
        Door door,
        EventReader<E> events,
        IdForm ids,
        Relevance<E> relevance,
        Lookup<E> lookup,
        Translation<E> translation,
        CrmSweep sweep,
        CrmReread reread,
        CrmWriteBack writeBack) {

    /**
     * The configured account.
     *
     * @param crm the CRM's name, for people
     * @param word what the CRM calls an account, for people
     * @param id as {@link CrmEvent#account} spells it
     */
    public record Account(String crm, String word, String id) {}

    /** Verifies a request over its raw bytes. */
    public interface Door {

        /**
         * The events in the request, in the order in which they shall be applied.
         *
         * @throws WebhookRefused when it is not from the CRM, or no body of it
         */
        List<JsonNode> open(WebhookRequest request) throws WebhookRefused;
    }

    /** Reads one event of the CRM. */
    public interface EventReader<E> {

        /** Throws Untranslatable for one that cannot be read: it is stored all the same and parked in sight. */
        E read(JsonNode json) throws Untranslatable;
    }

    /** See {@link CrmSource#canonicalId}. */
    public interface IdForm {

        String canonical(RecordType type, String id) throws NotARecordId;
    }

    /** What of the CRM's events concerns us; the rest is done as soon as it is read. */
    public interface Relevance<E> {

        /** Why the event does not concern us, in words; null when it does. */
        @Nullable
        String whyNot(E event);

        /** Whether the CRM has to be asked before an event that concerns us can be applied. */
        boolean needsRecords(E event);
    }

    /** Asks the CRM for what its events leave out. */
    public interface Lookup<E> {

        /** Puts the records into the message. */
        void complete(E event, CrmMessage message) throws CrmUnavailable, Untranslatable;
    }

    /** Reads events that concern us, completed by the look-up. Merges that {@link CrmEvent#losers} tells do not come here. */
    public interface Translation<E> {

        SourceChange translate(E event, CrmMessage message) throws Untranslatable;
    }
}
