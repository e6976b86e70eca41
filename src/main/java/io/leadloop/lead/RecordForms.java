package io.leadloop.lead;

import io.leadloop.lead.ExternalId.RecordType;

/** How each source writes the ids of its records, so that one record has one id at every door. */
public interface RecordForms {

    /**
     * The record under its canonical id: cleaned as {@link RecordIds#meant} does, then in the form of the source's CRM
     * (Salesforce: 18 characters).
     *
     * @throws NotARecordId when the value cannot be an id of this source
     */
    ExternalId record(String source, RecordType type, String id) throws NotARecordId;
}
