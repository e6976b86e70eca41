package io.leadloop.ops.desk;

import io.leadloop.conversion.ConversionState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One verb on all conversions of a cause, as far as it has come.
 *
 * @param reason the reason that they had; null for every reason
 * @param skipped had changed meanwhile, or the verb is not possible for them
 * @param failed something broke; the log tells what
 * @param accepted of those done, the platform has so many now
 * @param rejected of those done, the platform refuses so many now
 * @param exhausted of those done, so many failed until their retries were used up again
 */
public record BulkJob(
        UUID id,
        Verb verb,
        String destination,
        ConversionState state,
        @Nullable String reason,
        String comment,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        long total,
        long done,
        long skipped,
        long failed,
        long accepted,
        long rejected,
        long exhausted) {

    /** What is done to each of them. */
    public enum Verb {
        /** Send it again; a refused one is looked at again. */
        RETRY("send again"),
        DROP("drop");

        private final String words;

        Verb(String words) {
            this.words = words;
        }

        /** What people read. */
        public String words() {
            return words;
        }
    }

    /**
     * What somebody asks for.
     *
     * @param comment why; for the audit log
     */
    public record Request(
            Verb verb,
            String destination,
            ConversionState state,
            @Nullable String reason,
            String comment) {}

    /** How much of it is over, 0 to 100. */
    public long percent() {
        return total == 0 ? 100 : (done + skipped + failed) * 100 / total;
    }
}
