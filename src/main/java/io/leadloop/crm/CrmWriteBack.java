package io.leadloop.crm;

import io.leadloop.lead.ExternalId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the state of conversions back into the CRM. Off unless configured. */
public interface CrmWriteBack {

    /** For a source without write-back. */
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

    /** The maximum number of statuses in one call. */
    int maxBatch();

    /**
     * Writes the statuses; one result each, in order: null if it was written, else the CRM's reason in words.
     *
     * @throws CrmUnavailable if the CRM cannot be reached; all are retried later
     */
    List<@Nullable String> write(List<Status> statuses) throws CrmUnavailable;

    /**
     * The state of one conversion, for its CRM record.
     *
     * @param record the CRM record that it belongs to: the deal where there is one, else the lead
     * @param key our id of the conversion; a later status with the same key overwrites
     * @param state a {@code ConversionState}, e.g. {@code ACCEPTED}
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
