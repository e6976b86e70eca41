package io.leadloop.schedule;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs the workers of queues: batch after batch while there is work. Whoever fills a queue of this node wakes its workers;
 * what comes otherwise (from another node, or because its time has come) is found by a look every interval.
 */
@Component
public class Loops {

    private final Schedulers schedulers;
    private final Map<Queue, Loop> loops = new ConcurrentHashMap<>();

    Loops(Schedulers schedulers) {
        this.schedulers = schedulers;
    }

    /**
     * Starts the workers of a queue on threads of a shared group.
     *
     * @param workers at work at the same time
     * @param batch processes one batch and returns its size; an exception is logged and the loop goes on
     */
    public void begin(Threads threads, Queue queue, int workers, Duration interval, IntSupplier batch) {
        begin(schedulers.of(threads.name().toLowerCase(Locale.ROOT), threads.size()), queue, workers, interval, batch);
    }

    /** Starts workers with threads of their own, because calls to the outside may block. */
    public void beginApart(Queue queue, int workers, Duration interval, IntSupplier batch) {
        begin(schedulers.of(queue.name(), workers), queue, workers, interval, batch);
    }

    private void begin(TaskScheduler pool, Queue queue, int workers, Duration interval, IntSupplier batch) {
        Loop loop = new Loop(queue.name(), pool, workers, schedulers::isStopping, batch);
        loops.put(queue, loop);
        loop.begin(interval);
    }

    /** The queue has new work, which is committed. Nothing happens where this node runs no workers of it. */
    public void wake(Queue queue) {
        Loop loop = loops.get(queue);
        if (loop != null) {
            loop.wake();
        }
    }

    /** The same once the running transaction is committed. */
    public void wakeAfterCommit(Queue queue) {
        if (loops.containsKey(queue) && TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    wake(queue);
                }
            });
        }
    }
}
