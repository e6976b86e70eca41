package io.leadloop.crm;

import io.leadloop.process.LeadMerging;
import org.springframework.stereotype.Component;

/** What CRMs say about records rather than about stages: merged, to be forgotten, of no concern. */
@Component
class RecordChanges {

    private final LeadMerging merging;
    private final Erasures erasures;

    RecordChanges(LeadMerging merging, Erasures erasures) {
        this.merging = merging;
        this.erasures = erasures;
    }

    /** Applies it in the caller's transaction; gives back what was done, in words for the inbox. */
    String apply(CrmChange change) {
        if (change instanceof CrmChange.Merge merge) {
            return merging.merge(merge.loser(), merge.winner()) ? "MERGED" : "Neither record is known.";
        }
        if (change instanceof CrmChange.Erasure erase) {
            int leads = erasures.eraseRecord(erase.record(), erase.record().source())
                    .leads();
            return leads > 0 ? "ERASED" : "The record is not known; it will not come back.";
        }
        if (change instanceof CrmChange.Irrelevant irrelevant) {
            return irrelevant.reason();
        }
        throw new IllegalStateException(
                "Not a change of a record: " + change.getClass().getSimpleName());
    }
}
