package io.leadloop.crm;

import io.leadloop.inbox.Untranslatable;

/**
 * A source whose messages do not say everything: the CRM is asked before they are applied. It happens outside of any
 * transaction, while the message waits in the state LOOKUP; what it gives back is what {@link CrmSource#read} will read.
 */
public interface CrmLookup {

    /** Whether the CRM has to be asked for this message. */
    boolean needsLookup(byte[] payload);

    /**
     * The message with what the CRM said, in the source's own form.
     *
     * @throws CrmUnavailable to be tried again later
     * @throws Untranslatable with words for an operator; the message is parked
     */
    byte[] lookUp(byte[] payload) throws CrmUnavailable, Untranslatable;
}
