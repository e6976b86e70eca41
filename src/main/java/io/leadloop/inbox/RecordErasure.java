package io.leadloop.inbox;

import io.leadloop.lead.ExternalId;

/** Forgets the person of a CRM record, in the inbox's transaction. */
public interface RecordErasure {

    /**
     * Forgets whoever the record stands for; a record that is not known yet will not come in any more.
     *
     * @param askedBy the source whose privacy event asks for it
     * @return how many leads were removed
     */
    int eraseLeadsOf(ExternalId record, String askedBy);
}
