package io.leadloop.crm;

import io.leadloop.inbox.Delivery;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import java.util.List;

/** A source that can be asked for single records, when somebody doubts what LeadLoop knows of them. */
public interface CrmReread {

    /**
     * What the CRM has now of these records, whose ids are canonical, in the form in which its sweep brings it: the steps with their own times, the
     * oldest first, as far as the CRM keeps them. Records that the CRM does not know, or of a kind that says nothing of
     * stages, bring nothing.
     *
     * @throws CrmUnavailable with words for whoever asked
     */
    List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable;

    /** The ids of those that are of the type. */
    static List<String> ids(List<ExternalId> records, RecordType type) {
        return records.stream()
                .filter(it -> it.type() == type)
                .map(ExternalId::id)
                .toList();
    }
}
