package io.leadloop.crm;

import io.leadloop.inbox.Delivery;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import java.util.List;

/** A source whose API returns single records, for "Read again from the CRM". */
public interface CrmReread {

    /**
     * The current data of these records (canonical ids) as deliveries like those of the sweep: each stage change with
     * its own time, the oldest first, as far as the CRM keeps history. Records that the CRM does not know, or of a type
     * without stages, give none.
     *
     * @throws CrmUnavailable if the CRM cannot be reached; the message is shown to the operator
     */
    List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable;

    /** The ids of the records of that type. */
    static List<String> ids(List<ExternalId> records, RecordType type) {
        return records.stream()
                .filter(it -> it.type() == type)
                .map(ExternalId::id)
                .toList();
    }
}
