package io.leadloop.quality;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What became of one day's business steps at one destination. It always adds up: {@code said = notTheirs + refused +
 * waiting + rejected + dropped + expired + accepted}.
 *
 * @param day of the stage change, in UTC
 * @param said steps that the CRM told of
 * @param notTheirs steps of leads that another platform brought: no row is owed
 * @param accepted what the platform took
 * @param reported what the platform's own imported report counts for the day; null where none was imported
 */
public record Ladder(
        LocalDate day,
        String stage,
        String destination,
        String action,
        long said,
        long notTheirs,
        long refused,
        long waiting,
        long rejected,
        long dropped,
        long expired,
        long accepted,
        @Nullable Long reported) {

    /** Whether every step that the CRM told of is somewhere. */
    public boolean addsUp() {
        return said == notTheirs + refused + waiting + rejected + dropped + expired + accepted;
    }

    /** How many the platform counts less than it took; null without a report. */
    public @Nullable Long missing() {
        return reported == null ? null : accepted - reported;
    }
}
