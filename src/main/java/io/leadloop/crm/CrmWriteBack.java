package io.leadloop.crm;

import io.leadloop.lead.ExternalId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source that can be told what became of its leads' conversions. Off unless configured. */
public interface CrmWriteBack {

    /** Of a CRM that is told nothing. */
    CrmWriteBack NONE = new CrmWriteBack() {
        @Override
        public boolean writesBack() {
            return false;
        }

        @Override
        public int maxBatch() {
            return 0;
        }

        @Override
        public List<@Nullable String> write(List<Status> statuses) {
            throw new IllegalStateException("Write-back is not configured");
        }
    };

    boolean writesBack();

    /** At most so many in one call. */
    int maxBatch();

    /**
     * Tells the CRM; one result for each, in order: null when it was written, else why not, in words.
     *
     * @throws CrmUnavailable to be tried again later
     */
    List<@Nullable String> write(List<Status> statuses) throws CrmUnavailable;

    /**
     * Where a conversion stands.
     *
     * @param record the CRM record that it belongs to: the deal where there is one, else the lead
     * @param key our id of it; the same again overwrites
     * @param state a state of ours, e.g. {@code ACCEPTED}
     */
    record Status(
            ExternalId record,
            String key,
            String stage,
            String destination,
            String state,
            @Nullable String reason,
            Instant at) {}
}
