package io.leadloop.crm.generic;

import io.leadloop.crm.CrmIds;
import io.leadloop.lead.NotARecordId;

/** How a CRM writes the ids of its records, so that webhooks and files name a record alike. */
enum IdForm {
    TEXT {
        @Override
        String canonical(String id) throws NotARecordId {
            return CrmIds.meant(id);
        }
    },
    /** Digits without zeros in front. */
    NUMBER {
        @Override
        String canonical(String id) throws NotARecordId {
            return CrmIds.number("this CRM", id);
        }
    },
    /** Lower case without braces. */
    UUID {
        @Override
        String canonical(String id) throws NotARecordId {
            return CrmIds.guid(CrmIds.meant(id))
                    .orElseThrow(() -> new NotARecordId("This is no id of a record in this CRM, which are UUIDs."));
        }
    };

    /** Throws NotARecordId, with a message that never repeats the value, for another form. */
    abstract String canonical(String id) throws NotARecordId;
}
