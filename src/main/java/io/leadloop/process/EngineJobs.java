package io.leadloop.process;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.stereotype.Component;

/** Whether the engine runs its jobs (timers) in time. */
@Component
public class EngineJobs {

    /** The executor polls every minute at most, and a job may take a while. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ManagementService management;
    private final Clock clock;

    EngineJobs(ManagementService management, Clock clock) {
        this.management = management;
        this.clock = clock;
    }

    /** Jobs that have been due for ten minutes and may run: not suspended, with retries left. */
    public long overdue() {
        return management
                .createJobQuery()
                .duedateLowerThan(Date.from(clock.instant().minus(PATIENCE)))
                .withRetriesLeft()
                .active()
                .count();
    }

    /** Jobs that failed until no retry was left; each is an incident in Cockpit. */
    public long failed() {
        return management.createJobQuery().noRetriesLeft().active().count();
    }
}
