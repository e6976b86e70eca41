package io.leadloop.bench;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting with a limit. */
final class Await {

    private Await() {}

    /** Returns once the condition holds; after the limit it fails and says what it waited for. */
    static void until(String what, Duration limit, Duration pause, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Waited " + limit.toSeconds() + " s in vain for: " + what);
            }
            pause(pause);
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}
