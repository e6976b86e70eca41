package io.leadloop.crm;

import io.leadloop.inbox.Untranslatable;

/**
 * A source whose messages are incomplete: the CRM's API is called before they are applied. The call is made outside of
 * any transaction, while the message is in the state LOOKUP.
 */
public interface CrmLookup {

    /** Whether the message needs data from the CRM's API. */
    boolean needsLookup(byte[] payload);

    /**
     * The message with the CRM's data added, as {@link CrmSource#read} takes it.
     *
     * @throws CrmUnavailable if the CRM cannot be reached; retried later
     * @throws Untranslatable if the message cannot be completed; it becomes PARKED with the exception's message
     */
    byte[] lookUp(byte[] payload) throws CrmUnavailable, Untranslatable;
}
