package io.leadloop.crm;

import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
import java.util.List;

/** A source whose API lists changed records, to find changes that no webhook delivered. */
public interface CrmSweep {

    /** The record types that are swept, each with its own watermark, e.g. {@code Lead} and {@code Opportunity}. */
    List<String> sweptRecords();

    /**
     * One page of changes of a record type since the watermark, the oldest first. Keys begin with {@code sweep:} and
     * name record and version: a change that was swept before has the same key; one that a webhook delivered too has
     * another key and is recognised by its stage and time when it is applied.
     *
     * @throws CrmUnavailable if the CRM cannot be reached; retried at the next sweep
     */
    Page changesSince(String record, Mark mark) throws CrmUnavailable;

    /**
     * @param next the watermark after this page
     * @param more whether another page can be read now
     */
    record Page(List<Delivery> changes, Mark next, boolean more) {}
}
