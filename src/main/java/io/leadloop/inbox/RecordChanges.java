package io.leadloop.inbox;

import org.springframework.stereotype.Component;

/** Applies changes that are not about a stage: merges, erasures and irrelevant messages. */
@Component
class RecordChanges {

    private final LeadEvents leads;
    private final RecordErasure erasure;

    RecordChanges(LeadEvents leads, RecordErasure erasure) {
        this.leads = leads;
        this.erasure = erasure;
    }

    /** Applies it in the caller's transaction; returns what was done, in words for the inbox. */
    String apply(SourceChange change) {
        if (change instanceof SourceChange.Merge merge) {
            return leads.merge(merge.loser(), merge.winner()) ? "MERGED" : "Neither record is known.";
        }
        if (change instanceof SourceChange.Erasure erase) {
            int removed = erasure.eraseLeadsOf(erase.record(), erase.record().source());
            return removed > 0 ? "ERASED" : "The record is not known; it will not come back.";
        }
        if (change instanceof SourceChange.Irrelevant irrelevant) {
            return irrelevant.reason();
        }
        throw new IllegalStateException(
                "Not a change of a record: " + change.getClass().getSimpleName());
    }
}
