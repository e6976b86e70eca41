package io.leadloop.ops.desk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionTransition;
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

    /** Whether it only asks whether the reason is gone: our own rules kept them back. */
    public boolean isLook() {
        return verb == Verb.RETRY && ConversionTransition.RECONSIDER.mayBeginAt(state);
    }

    /** What is done, in words. */
    @JsonProperty
    public String title() {
        return isLook() ? "look again" : verb.words();
    }

    /** How far it has come and what became of them, in words. */
    public String progress() {
        if (verb == Verb.DROP) {
            return done + " of " + total + " dropped";
        }
        String usedUp = exhausted > 0 ? ", " + exhausted + " with their retries used up" : "";
        long others = done - accepted - rejected - exhausted;
        return done + " of " + total + (isLook() ? " may be sent after all" : " sent again") + "; now " + accepted
                + " accepted, " + rejected + " refused" + usedUp
                + (others > 0 ? ", " + others + " waiting or dropped since" : "");
    }

    /** Why some were left as they are, in words; empty where none was. */
    public String leftOut() {
        if (skipped == 0) {
            return "";
        }
        return isLook()
                ? ", " + skipped + " stay as they are: the reason stands"
                : ", " + skipped + " skipped: changed meanwhile, or not possible";
    }

    /** A figure that is another one as soon as anything of it moves. */
    public long moves() {
        return done + skipped + failed + accepted + rejected + exhausted;
    }

    /** How much of it is over, 0 to 100. */
    public long percent() {
        return total == 0 ? 100 : (done + skipped + failed) * 100 / total;
    }
}
