package io.leadloop.quality;

import io.leadloop.pipeline.Segment;
import java.time.Instant;

/**
 * A lead from the moment it reached a stage.
 *
 * @param at when it reached the stage, in seconds of the epoch
 * @param seconds from then until its end, or until it was looked at
 * @param value what it brought when it was won; NaN for no amount
 */
record FollowedLead(long at, long seconds, End end, double value, Segment segment) {

    /** How it went on. */
    enum End {
        WON,
        LOST,
        /** Still undecided when it was looked at. */
        OPEN
    }

    /** As it stood at an earlier time: what came later was not known. */
    FollowedLead asOf(Instant time) {
        long age = time.getEpochSecond() - at;
        return end != End.OPEN && seconds <= age
                ? this
                : new FollowedLead(at, Math.min(seconds, Math.max(0, age)), End.OPEN, Double.NaN, segment);
    }
}
