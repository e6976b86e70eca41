package io.leadloop.process;

import io.leadloop.lead.Lead;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Stages;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
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
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration keepOpen;

    LeadClosing(
            Leads leads,
            Stages stages,
            RuntimeService runtime,
            EngineBatch engine,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${leadloop.lead.keep-open:90d}") Duration keepOpen) {
        this.leads = leads;
        this.stages = stages;
        this.runtime = runtime;
        this.engine = engine;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.keepOpen = keepOpen;
    }

    /** Closes all that are due, in batches. */
    @RunsAs(Watch.CLOSE_LEADS)
    public void close() {
        Integer closed = BATCH;
        while (closed != null && closed == BATCH) {
            closed = transaction.execute(status -> closeSome());
        }
    }

    private int closeSome() {
        List<String> ended = stages.all().stream()
                .filter(it -> it.kind() == StageKind.REVENUE || it.kind() == StageKind.LOST)
                .map(Stage::id)
                .toList();
        List<Lead> due = leads.lockStandingSince(ended, clock.instant().minus(keepOpen), BATCH);
        VariableMap closed = Variables.createVariables().putValue(LeadLifecycle.STAGE, LeadLifecycle.CLOSED);
        if (!due.isEmpty()) {
            engine.run(() -> running(due).forEach(it -> runtime.signal(it, closed)));
            leads.save(due.stream().map(it -> it.carriedBy(null)).toList(), clock.instant());
        }
        return due.size();
    }

    /** An operator may have cancelled an instance in Cockpit; such a lead is closed already. */
    private List<String> running(List<Lead> due) {
        Set<String> instances = due.stream()
                .map(Lead::processInstanceId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                .map(ProcessInstance::getId)
                .toList();
    }
}
