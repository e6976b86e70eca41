package io.leadloop.inbox;

import io.leadloop.lead.EventResult;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import java.util.List;

/** Applies to leads what the inbox read, in the inbox's transaction; an exception undoes the whole batch. */
public interface LeadEvents {

    /** Applies the events; one result for each, in order. The same event again changes nothing. */
    List<EventResult> apply(List<LeadEvent> events);

    /** Makes two records one lead by the CRM's word; false when neither is known. The same again changes nothing. */
    boolean merge(ExternalId loser, ExternalId winner);
}
