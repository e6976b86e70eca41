package io.leadloop.schedule;

import java.time.Duration;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** Runs queue workers: batch after batch while there is work, then polls every interval. */
@Component
public class Loops {

    private static final Logger log = LoggerFactory.getLogger(Loops.class);

    private final Schedulers schedulers;

    Loops(Schedulers schedulers) {
        this.schedulers = schedulers;
    }

    /**
     * Starts a worker on threads of a shared group.
     *
     * @param name in the log and in the names of the threads
     * @param batch processes one batch and returns its size; an exception is logged and the loop goes on
     */
    public void begin(Threads threads, String name, int loops, Duration interval, IntSupplier batch) {
        begin(
                schedulers.of(threads.name().toLowerCase(java.util.Locale.ROOT), threads.size()),
                name,
                loops,
                interval,
                batch);
    }

    /** Starts a worker with threads of its own, because calls to the outside may block. */
    public void beginApart(String name, int loops, Duration interval, IntSupplier batch) {
        begin(schedulers.of(name, loops), name, loops, interval, batch);
    }

    private void begin(TaskScheduler pool, String name, int loops, Duration interval, IntSupplier batch) {
        for (int i = 0; i < loops; i++) {
            pool.scheduleWithFixedDelay(() -> drain(name, batch), interval);
        }
    }

    private void drain(String name, IntSupplier batch) {
        try {
            while (!schedulers.isStopping() && batch.getAsInt() > 0) {
                log.trace("{} dealt with a batch", name);
            }
        } catch (RuntimeException e) {
            if (!schedulers.isStopping()) {
                log.error("{} failed and goes on", name, e);
            }
        }
    }
}
