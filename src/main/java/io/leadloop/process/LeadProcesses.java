package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.planning.Planned;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Starts and continues the processes of leads, a whole batch in one engine command. */
@Component
class LeadProcesses {

    private final RuntimeService runtime;
    private final EngineBatch engine;
    private final LifecycleMigration migration;
    private final StuckLeadIncidents stuck;
    private final UploadProcesses uploads;

    LeadProcesses(
            RuntimeService runtime,
            EngineBatch engine,
            LifecycleMigration migration,
            StuckLeadIncidents stuck,
            UploadProcesses uploads) {
        this.runtime = runtime;
        this.engine = engine;
        this.migration = migration;
        this.stuck = stuck;
        this.uploads = uploads;
    }

    /** Whether the process of a lead can be continued. */
    enum Readiness {
        /** It waits at its stage. */
        WAITS,
        /** There is none: its life has ended, or a person cancelled it; the next event starts one. */
        NONE,
        /** A person suspended it in Cockpit. */
        SUSPENDED,
        /** A person put a second token into it, or moved its token away from the wait states. */
        BROKEN
    }

    /**
     * The process of a lead.
     *
     * @param isOlder whether it runs on an older version of the model
     */
    record State(Readiness readiness, boolean isOlder) {

        static final State NONE = new State(Readiness.NONE, false);
    }

    /** The processes of these leads; one query for all. A lead that has none is absent. */
    Map<LeadId, State> states(Collection<Lead> leads) {
        Map<LeadId, State> states = new HashMap<>();
        Set<String> known = leads.stream()
                .map(Lead::processInstanceId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, ProcessInstance> instances = new HashMap<>();
        if (!known.isEmpty()) {
            runtime.createProcessInstanceQuery()
                    .processInstanceIds(known)
                    .list()
                    .forEach(it -> instances.put(it.getId(), it));
        }
        for (Lead lead : leads) {
            ProcessInstance instance = instances.get(lead.processInstanceId());
            if (instance != null) {
                // A model with a new stage was published: the lead may be about to go there.
                boolean isOlder = !instance.getProcessDefinitionId().equals(engine.newest(LeadLifecycle.KEY));
                states.put(lead.id(), new State(readiness(instance), isOlder));
            }
        }
        return states;
    }

    private Readiness readiness(ProcessInstance instance) {
        if (instance.isSuspended()) {
            return Readiness.SUSPENDED;
        }
        return engine.isAtOneWait(instance) ? Readiness.WAITS : Readiness.BROKEN;
    }

    /** Whether no lead can begin because somebody suspended the model in Cockpit. */
    boolean isModelSuspended() {
        return engine.isSuspended(LeadLifecycle.KEY);
    }

    /**
     * A lead that goes through its model.
     *
     * @param goesElsewhere whether it comes to another stage
     */
    record Going(Lead lead, boolean goesElsewhere, State process) {

        private boolean isContinued() {
            return process.readiness() == Readiness.WAITS;
        }

        private String instance() {
            return Objects.requireNonNull(lead.processInstanceId());
        }
    }

    /**
     * Moves these leads and carries what was planned for them: a lead that has a process passes the task "Plan and report
     * conversions" with it. Needs the caller's transaction. Gives back the ids of the process instances that began, by lead.
     */
    Map<LeadId, String> move(Collection<Going> going, Planned planned) {
        Map<LeadId, String> begun = new HashMap<>();
        if (going.isEmpty() && planned.start().isEmpty() && planned.end().isEmpty()) {
            return begun;
        }
        engine.run(() -> {
            stuck.moved(going.stream()
                    .filter(Going::goesElsewhere)
                    .map(it -> it.lead().id())
                    .toList());
            migration.moveOlder(going.stream()
                    .filter(it -> it.isContinued() && it.process().isOlder())
                    .map(Going::instance)
                    .toList());
            Set<LeadId> carried = new HashSet<>();
            for (Going lead : going) {
                moveOne(lead, planned.startOf(lead.lead().id()), begun);
                carried.add(lead.lead().id());
            }
            // Rows of leads that do not go through their model: their life has ended, or they lost a deal.
            planned.start().forEach((lead, conversions) -> {
                if (!carried.contains(lead)) {
                    uploads.start(conversions);
                }
            });
            uploads.end(planned.end());
        });
        return begun;
    }

    private void moveOne(Going going, List<Conversion> planned, Map<LeadId, String> begun) {
        // A lead that only passes a stage comes back to where it stands.
        VariableMap variables = Variables.createVariables()
                .putValue(LeadLifecycle.STAGE, going.lead().stage())
                .putValueTyped(LeadLifecycle.PLANNED, Variables.stringValue(PlannedUpload.text(planned), true));
        if (going.isContinued()) {
            runtime.signal(going.instance(), variables);
        } else {
            LeadId id = going.lead().id();
            begun.put(
                    id,
                    runtime.startProcessInstanceById(engine.newest(LeadLifecycle.KEY), id.toString(), variables)
                            .getId());
        }
    }
}
