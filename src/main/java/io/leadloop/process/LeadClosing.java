package io.leadloop.process;

import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Stages;
import io.leadloop.process.LeadProcesses.Readiness;
import io.leadloop.process.LeadProcesses.State;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends the processes of leads that were won or lost long ago: no platform takes an adjustment any more and hardly one
 * reopens. The lead stays; newer news starts a new process.
 */
@Component
public class LeadClosing {

    private static final int BATCH = 200;

    private final Leads leads;
    private final Stages stages;
    private final RuntimeService runtime;
    private final EngineBatch engine;
    private final LeadProcesses processes;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration keepOpen;

    LeadClosing(
            Leads leads,
            Stages stages,
            RuntimeService runtime,
            EngineBatch engine,
            LeadProcesses processes,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${leadloop.lead.keep-open:90d}") Duration keepOpen) {
        this.leads = leads;
        this.stages = stages;
        this.runtime = runtime;
        this.engine = engine;
        this.processes = processes;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.keepOpen = keepOpen;
    }

    /** Closes all that are due, in batches. */
    @RunsAs(Watch.CLOSE_LEADS)
    public void close() {
        Lead last = null;
        do {
            Lead after = last;
            last = transaction.execute(status -> closeSome(after));
        } while (last != null);
    }

    /** Gives back the last one of a full batch; null where there are no more. */
    private @Nullable Lead closeSome(@Nullable Lead after) {
        List<String> ended = stages.all().stream()
                .filter(it -> it.kind() == StageKind.REVENUE || it.kind() == StageKind.LOST)
                .map(Stage::id)
                .toList();
        List<Lead> due = leads.lockStandingSince(ended, clock.instant().minus(keepOpen), after, BATCH);
        VariableMap closed = Variables.createVariables().putValue(LeadLifecycle.STAGE, LeadLifecycle.CLOSED);
        Map<LeadId, State> states = processes.states(due);
        List<Lead> ending = due.stream()
                .filter(it -> readiness(it, states) == Readiness.WAITS || readiness(it, states) == Readiness.NONE)
                .toList();
        if (!ending.isEmpty()) {
            engine.run(() -> ending.stream()
                    .filter(it -> readiness(it, states) == Readiness.WAITS)
                    .forEach(it -> runtime.signal(it.processInstanceId(), closed)));
            leads.save(ending.stream().map(it -> it.carriedBy(null)).toList(), clock.instant());
        }
        return due.size() < BATCH ? null : due.get(due.size() - 1);
    }

    /**
     * An operator may have cancelled an instance in Cockpit: such a lead is closed already. One that is suspended or was modified
     * cannot be carried on and waits for that person.
     */
    private static Readiness readiness(Lead lead, Map<LeadId, State> states) {
        return states.getOrDefault(lead.id(), State.NONE).readiness();
    }
}
