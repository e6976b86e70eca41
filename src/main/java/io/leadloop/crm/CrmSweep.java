package io.leadloop.crm;

import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
import java.util.List;

/** A source that can be asked what changed, for what no webhook brought. */
public interface CrmSweep {

    /** What is swept on its own, each with its own mark, e.g. {@code Lead} and {@code Opportunity}. */
    List<String> sweptRecords();

    /**
     * The changes of one kind of record since the mark, the oldest first; at most one page. Their keys begin with {@code
     * sweep:} and name record and version, so that a change that a webhook brought too is recognised by its stage and
     * time, and one that was swept before by its key.
     *
     * @throws CrmUnavailable to be tried again later
     */
    Page changesSince(String record, Mark mark) throws CrmUnavailable;

    /**
     * @param next where to go on
     * @param more whether there is another page now
     */
    record Page(List<Delivery> changes, Mark next, boolean more) {}
}
