package io.leadloop.destination;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long requests of one batch may be begun. A batch becomes many requests where its rows may not share one and where one of
 * them is bad; of a platform that answers slowly they would take longer than this node's lock on the conversions, and another
 * node would send them beside it.
 */
final class BatchTime {

    static final Duration LIMIT = Duration.ofSeconds(60);

    private final LongSupplier nanoseconds;
    private final long begun;

    /** @param nanoseconds a clock that only goes forward, such as {@link System#nanoTime} */
    BatchTime(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
        this.begun = nanoseconds.getAsLong();
    }

    boolean isUp() {
        return nanoseconds.getAsLong() - begun > LIMIT.toNanos();
    }
}
