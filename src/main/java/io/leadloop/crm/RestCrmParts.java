package io.leadloop.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts in which a CRM differs from the others, see {@link RestCrm}.
 *
 * @param <E> the CRM's own event
 * @param account the configured account
 * @param door verifies a request and splits it into events
 * @param events reads one event
 * @param ids the canonical form of record ids
 * @param relevance which events concern LeadLoop
 * @param lookup which records are read from the CRM before an event is applied
 * @param translation translates events and records into LeadEvents
 * @param sweep lists changes since a watermark
 * @param reread reads single records again
 * @param writeBack writes conversion states to the CRM; {@link CrmWriteBack#NONE} for none
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
     * @param word the CRM's own word for an account, for messages
     * @param id as {@link CrmEvent#account} spells it
     */
    public record Account(String crm, String word, String id) {}

    /** Verifies a request over its raw bytes. */
    public interface Door {

        /**
         * The events of the request, in the order in which they are applied.
         *
         * @throws WebhookRefused if the request is not authentic or its body cannot be parsed
         */
        List<JsonNode> open(WebhookRequest request) throws WebhookRefused;

        /** See {@link CrmSource#challenge}. */
        default Optional<WebhookReply> challenge(Map<String, String> query) throws WebhookRefused {
            return Optional.empty();
        }
    }

    /** Reads one event of the CRM. */
    public interface EventReader<E> {

        /** Throws Untranslatable for an event that cannot be parsed: it is stored all the same and becomes PARKED. */
        E read(JsonNode json) throws Untranslatable;
    }

    /** See {@link CrmSource#canonicalId}. */
    public interface IdForm {

        String canonical(RecordType type, String id) throws NotARecordId;
    }

    /** Decides which events concern LeadLoop; the others become PROCESSED without effect. */
    public interface Relevance<E> {

        /** The reason why the event is ignored, in words; null if it is not. */
        @Nullable
        String whyNot(E event);

        /** Whether a relevant event needs records from the CRM's API. */
        boolean needsRecords(E event);
    }

    /** Reads records from the CRM that its events leave out. */
    public interface Lookup<E> {

        /** Adds the records to the message. */
        void complete(E event, CrmMessage message) throws CrmUnavailable, Untranslatable;
    }

    /**
     * Translates relevant events after the look-up. Merges ({@link CrmEvent#losers}) are handled by {@link RestCrm}.
     */
    public interface Translation<E> {

        SourceChange translate(E event, CrmMessage message) throws Untranslatable;
    }
}
