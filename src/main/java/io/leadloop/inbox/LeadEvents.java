package io.leadloop.inbox;

import io.leadloop.lead.EventResult;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Applies parsed events to leads, in the inbox's transaction; an exception rolls back the whole batch. Implemented by
 * {@code process}.
 */
public interface LeadEvents {

    /** Applies the events; one result for each, in order. The same event again changes nothing. */
    List<EventResult> apply(List<LeadEvent> events);

    /**
     * Lets uploads go on in the trace of the event by which they began.
     *
     * @param traceparents by conversion, see {@link io.leadloop.trace.TraceSpan#traceparent}
     */
    void trace(Map<UUID, String> traceparents);

    /** Merges two records that the CRM merged; false if neither is known. Idempotent. */
    boolean merge(ExternalId loser, ExternalId winner);
}
