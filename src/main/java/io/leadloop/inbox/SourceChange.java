package io.leadloop.inbox;

import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import org.jspecify.annotations.Nullable;

/** The parsed content of one message of a CRM. */
public sealed interface SourceChange {

    /**
     * Something happened to a lead or to one of its deals.
     *
     * @param evidence how the source knows what the message itself does not say, in a few words without personal data; kept
     *     with the result in the inbox; null where there is nothing to say
     */
    record Event(LeadEvent event, @Nullable String evidence) implements SourceChange {

        public Event(LeadEvent event) {
            this(event, null);
        }
    }

    /**
     * The CRM merged two records: all data of the loser belongs to the winner from now on.
     *
     * @param loser the record that the CRM deleted
     * @param winner the record that stays
     */
    record Merge(ExternalId loser, ExternalId winner) implements SourceChange {}

    /** The person behind the record wants to be forgotten, by the CRM's own privacy event. */
    record Erasure(ExternalId record) implements SourceChange {}

    /**
     * A message without effect; it becomes PROCESSED.
     *
     * @param reason in words, without personal data
     */
    record Irrelevant(String reason) implements SourceChange {}
}
