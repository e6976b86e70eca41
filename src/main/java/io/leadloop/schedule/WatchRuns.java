package io.leadloop.schedule;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * When each watch of this node succeeded last: the metric {@code leadloop.schedule.overdue.seconds}, 0 while it runs in
 * time. By the monotonic clock, and read when Prometheus asks: it does not depend on the threads that it watches.
 */
@Component
class WatchRuns {

    /** A run may take so long, or fail so often, before it is overdue. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final MeterRegistry metrics;
    private final Map<Watch, Long> succeeded = new ConcurrentHashMap<>();

    WatchRuns(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** From now on the watch has to run. */
    void expect(Watch watch) {
        succeeded(watch);
        Gauge.builder("leadloop.schedule.overdue.seconds", () -> overdue(watch, System.nanoTime()))
                .tag("watch", watch.name())
                .register(metrics);
    }

    void succeeded(Watch watch) {
        succeeded.put(watch, System.nanoTime());
    }

    /** For how many seconds its next success has been due; of the first one too. */
    long overdue(Watch watch, long nanoTime) {
        Long last = succeeded.get(watch);
        if (last == null) {
            return 0;
        }
        Duration first = Objects.requireNonNullElse(watch.firstAfter(), Duration.ZERO);
        Duration period = Objects.requireNonNullElse(watch.period(), Duration.ZERO);
        Duration allowed = (first.compareTo(period) > 0 ? first : period).plus(PATIENCE);
        return Math.max(0, Duration.ofNanos(nanoTime - last).minus(allowed).toSeconds());
    }
}
