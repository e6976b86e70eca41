package io.leadloop.process;

import io.leadloop.lead.LeadId;
import io.leadloop.lead.StageMove;
import io.leadloop.planning.StageReached;
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
    private final PlanConversions planConversions;
    private final LifecycleMigration migration;
    private final StuckLeadIncidents stuck;

    LeadProcesses(
            RuntimeService runtime,
            EngineBatch engine,
            PlanConversions planConversions,
            LifecycleMigration migration,
            StuckLeadIncidents stuck) {
        this.runtime = runtime;
        this.engine = engine;
        this.planConversions = planConversions;
        this.migration = migration;
        this.stuck = stuck;
    }

    /** Gives back the ids of the process instances that began, by lead. */
    Map<LeadId, String> move(Map<LeadId, StageReached> reached, Map<LeadId, StageMove> moves) {
        Map<LeadId, String> begun = new HashMap<>();
        if (!reached.isEmpty()) {
            engine.run(() -> planConversions.inBatch(reached, () -> {
                Set<String> running = running(reached, moves);
                stuck.moved(elsewhere(moves));
                reached.forEach((id, it) -> moveOne(id, it, Objects.requireNonNull(moves.get(id)), running, begun));
            }));
        }
        return begun;
    }

    private static List<LeadId> elsewhere(Map<LeadId, StageMove> moves) {
        return moves.entrySet().stream()
                .filter(it -> it.getValue() == StageMove.MOVES || it.getValue() == StageMove.STARTS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The instances that go on. One query for all: each signal then finds its own in the command's cache. One that is
     * missing was cancelled by a person; its lead gets a new one.
     */
    private Set<String> running(Map<LeadId, StageReached> reached, Map<LeadId, StageMove> moves) {
        Set<String> known = new HashSet<>();
        moves.forEach((id, move) -> {
            String instance = Objects.requireNonNull(reached.get(id)).lead().processInstanceId();
            if (move != StageMove.STARTS && instance != null) {
                known.add(instance);
            }
        });
        if (known.isEmpty()) {
            return Set.of();
        }
        List<ProcessInstance> instances =
                runtime.createProcessInstanceQuery().processInstanceIds(known).list();
        // A model with a new stage was published: the lead may be about to go there.
        String newest = engine.newest(LeadLifecycle.KEY);
        migration.move(instances.stream()
                .filter(it -> !it.getProcessDefinitionId().equals(newest))
                .map(ProcessInstance::getId)
                .toList());
        return instances.stream().map(ProcessInstance::getId).collect(Collectors.toSet());
    }

    private void moveOne(
            LeadId id, StageReached reached, StageMove move, Set<String> running, Map<LeadId, String> begun) {
        // A lead that only passes a stage comes back to where it stands.
        VariableMap stage = Variables.createVariables()
                .putValue(LeadLifecycle.STAGE, reached.lead().stage());
        String instance = reached.lead().processInstanceId();
        if (move == StageMove.STARTS || instance == null || !running.contains(instance)) {
            begun.put(
                    id,
                    runtime.startProcessInstanceById(engine.newest(LeadLifecycle.KEY), id.toString(), stage)
                            .getId());
        } else {
            // Also for one that only passed: its stage may have been removed and its lead moved since.
            runtime.signal(instance, stage);
        }
    }
}
