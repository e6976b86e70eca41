package io.leadloop.process;

import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Compares this node's clock with the database's, which all nodes share. The engine writes and reads the ends of its locks by the
 * node's clock: one that runs ahead would take jobs and uploads that another node is still working on. A node that is more
 * than {@link #LIMIT} off therefore takes none until its clock is right again; it goes on taking webhooks in.
 */
@Repository
class NodeClock implements HealthIndicator {

    static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(NodeClock.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ProcessEngine engine;
    private volatile Duration offset = Duration.ZERO;
    private volatile boolean off;
    private boolean pausedJobs;

    NodeClock(JdbcClient jdbc, Clock clock, ProcessEngine engine, MeterRegistry metrics) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.engine = engine;
        metrics.gauge("leadloop.process.clock.offset.seconds", this, it -> it.offset.toMillis() / 1000.0);
    }

    /** Whether this node may lock nothing now. */
    boolean isOff() {
        return off;
    }

    @RunsAs(Watch.NODE_CLOCK)
    synchronized void compare() {
        Instant before = clock.instant();
        Instant theirs = jdbc.sql("select clock_timestamp()")
                .query(Timestamp.class)
                .single()
                .toInstant();
        Duration took = Duration.between(before, clock.instant());
        offset = Duration.between(theirs, before.plus(took.dividedBy(2)));
        // What the question itself took may all have been on one way.
        boolean isOff = offset.abs().minus(took.abs().dividedBy(2)).compareTo(LIMIT) > 0;
        if (isOff && !off) {
            log.warn("{}", words());
        } else if (!isOff && off) {
            log.warn("The clock of this node is right again; it takes jobs and uploads again");
        }
        off = isOff;
        pauseJobs();
    }

    private void pauseJobs() {
        JobExecutor jobs = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
        if (jobs == null) {
            return;
        }
        if (off && jobs.isActive()) {
            jobs.shutdown();
            pausedJobs = true;
        } else if (!off && pausedJobs) {
            jobs.start();
            pausedJobs = false;
        }
    }

    private String words() {
        return "The clock of this node is " + offset.abs().toSeconds() + " s "
                + (offset.isNegative() ? "behind" : "ahead of") + " the database's: it takes no jobs and no uploads"
                + " until it is right. Set it by NTP.";
    }

    /** Never DOWN: the node takes webhooks in, and other nodes do the rest. */
    @Override
    public Health health() {
        Health.Builder health = Health.up().withDetail("offsetSeconds", offset.toMillis() / 1000.0);
        return off ? health.withDetail("problem", words()).build() : health.build();
    }
}
