package io.leadloop.database;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Knows whether the database is away. From the first failure on it asks once a second until the database answers, so that
 * whoever would wait for it may refuse at once meanwhile. From the start's end on, the log holds at most one line a minute
 * for each {@link DatabaseTrouble}, whoever runs into it, and one when it is over.
 */
@Component
public class DatabaseTroubles {

    private static final Logger log = LoggerFactory.getLogger(DatabaseTroubles.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final MeterRegistry metrics;
    private final AtomicBoolean away = new AtomicBoolean();
    private final DatabaseTroubleLog lines = new DatabaseTroubleLog(this::happened, System::nanoTime);
    private volatile boolean closed;

    DatabaseTroubles(DataSource dataSource, MeterRegistry metrics) {
        this.dataSource = dataSource;
        this.metrics = metrics;
        metrics.gauge("leadloop.database.away", away, it -> it.get() ? 1 : 0);
        for (DatabaseTrouble trouble : DatabaseTrouble.values()) {
            failures(metrics, trouble).increment(0);
        }
    }

    private static io.micrometer.core.instrument.Counter failures(MeterRegistry metrics, DatabaseTrouble trouble) {
        return metrics.counter("leadloop.database.failures", "trouble", trouble.name());
    }

    /** Whether the last that was heard of the database is that it does not answer; at most some seconds old. */
    public boolean isAway() {
        return away.get();
    }

    /** Somebody's work failed for this. */
    public void happened(DatabaseTrouble trouble) {
        failures(metrics, trouble).increment();
        if (trouble == DatabaseTrouble.AWAY && !closed && away.compareAndSet(false, true)) {
            Thread probe = new Thread(this::waitForIt, "database-away");
            probe.setDaemon(true);
            probe.start();
        }
    }

    private void waitForIt() {
        long since = System.nanoTime();
        boolean lasted = false;
        while (!closed && !answers()) {
            lasted = true;
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        away.set(false);
        if (lasted && !closed) {
            log.warn(
                    "The database answers again after {} s; everything goes on by itself",
                    Duration.ofNanos(System.nanoTime() - since).toSeconds());
        }
    }

    private boolean answers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Not before: a start that fails is told whole. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            lines.setContext(logback);
            lines.start();
            logback.addTurboFilter(lines);
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        closed = true;
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.getTurboFilterList().remove(lines);
        }
    }
}
