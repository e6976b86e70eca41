package io.leadloop.schedule;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;

/** The workers of one queue: at most so many at once, each batch after batch until nothing is left. */
final class Loop {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    /** What comes within this time of the first is dealt with in one batch, which costs a fraction of many small ones. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final String name;
    private final TaskScheduler pool;
    private final int workers;
    private final BooleanSupplier stopping;
    private final IntSupplier batch;
    private final Semaphore places;
    private final AtomicBoolean unseen = new AtomicBoolean();
    private final AtomicBoolean woken = new AtomicBoolean();

    Loop(String name, TaskScheduler pool, int workers, BooleanSupplier stopping, IntSupplier batch) {
        this.name = name;
        this.pool = pool;
        this.workers = workers;
        this.places = new Semaphore(workers);
        this.stopping = stopping;
        this.batch = batch;
    }

    void begin(Duration interval) {
        for (int i = 0; i < workers; i++) {
            pool.scheduleWithFixedDelay(this::drain, interval);
        }
    }

    void wake() {
        if (!stopping.getAsBoolean() && woken.compareAndSet(false, true)) {
            try {
                pool.schedule(this::drainWoken, pool.getClock().instant().plus(GATHERING));
            } catch (TaskRejectedException ending) {
                log.debug("{} is not woken, because this node ends", name);
            }
        }
    }

    /** From here on another wake is news again: it may tell of work that the batch now begun does not see. */
    private void drainWoken() {
        woken.set(false);
        drain();
    }

    private void drain() {
        unseen.set(true);
        // Whoever finds all places taken leaves its news to those at work, who look again when they are through.
        while (unseen.get() && places.tryAcquire()) {
            try {
                unseen.set(false);
                work();
            } finally {
                places.release();
            }
        }
    }

    private void work() {
        try {
            while (!stopping.getAsBoolean() && batch.getAsInt() > 0) {
                log.trace("{} dealt with a batch", name);
            }
        } catch (RuntimeException e) {
            if (!stopping.getAsBoolean()) {
                log.error("{} failed and goes on", name, e);
            }
        }
    }
}
