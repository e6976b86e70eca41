package io.leadloop.inbox;

import io.leadloop.lead.ExternalId;

/** Erases the person of a CRM record, in the inbox's transaction. Implemented by {@code privacy}. */
public interface RecordErasure {

    /**
     * Erases the person of the record; a record that is not known yet is blocked from now on.
     *
     * @param askedBy the source whose privacy event asks for it
     * @return how many leads were removed
     */
    int eraseLeadsOf(ExternalId record, String askedBy);
}
