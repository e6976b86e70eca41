package io.leadloop.schedule;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/** The thread pools of this node, one for each name; they end with the application. */
@Component
class Schedulers {

    /** Unfinished work is repeated after the next start. */
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final Map<String, ThreadPoolTaskScheduler> pools = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** The pool of that name; made with that many threads at the first question. */
    TaskScheduler of(String name, int threads) {
        return pools.computeIfAbsent(name, it -> pool(name, threads));
    }

    private static ThreadPoolTaskScheduler pool(String name, int threads) {
        ThreadPoolTaskScheduler pool = new ThreadPoolTaskScheduler();
        pool.setThreadNamePrefix(name + "-");
        pool.setPoolSize(threads);
        pool.setDaemon(true);
        pool.setRemoveOnCancelPolicy(true);
        // What waits for its time of the day does not hold up the end.
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        pool.setWaitForTasksToCompleteOnShutdown(true);
        pool.initialize();
        return pool;
    }

    boolean isStopping() {
        return stopping;
    }

    /** All pools share one limit, so that eleven platforms that hang delay the end no longer than one. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
        pools.values().forEach(ThreadPoolTaskScheduler::initiateShutdown);
        long until = System.nanoTime() + STOP_WITHIN.toNanos();
        for (ThreadPoolTaskScheduler pool : pools.values()) {
            try {
                if (!pool.getScheduledExecutor().awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    pool.getScheduledExecutor().shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                pool.getScheduledExecutor().shutdownNow();
            }
        }
    }
}
