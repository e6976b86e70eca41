package io.leadloop.process;

import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Whether the engine's job executor runs. In the place of Camunda's indicator of this name, which says DOWN also while
 * {@link NodeClock} has stopped it on purpose: such a node takes webhooks in and must not lose them to a load balancer.
 */
@Component("jobExecutorHealthIndicator")
class JobExecutorHealth extends AbstractHealthIndicator {

    private final ObjectProvider<JobExecutor> executor;
    private final NodeClock clock;

    /** @param executor none where {@code camunda.bpm.job-execution.enabled} is false */
    JobExecutorHealth(ObjectProvider<JobExecutor> executor, NodeClock clock) {
        super("The state of the job executor could not be read");
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        JobExecutor jobs = executor.getIfAvailable();
        if (jobs == null) {
            health.up().withDetail("jobExecutor", "switched off by configuration");
        } else if (jobs.isActive()) {
            health.up();
        } else if (clock.isOff()) {
            health.up().withDetail("paused", "until the clock of this node is right");
        } else {
            health.down();
        }
    }
}
