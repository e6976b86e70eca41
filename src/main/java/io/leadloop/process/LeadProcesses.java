package io.leadloop.process;

import io.leadloop.lead.LeadId;
import io.leadloop.lead.StageMove;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/** Starts and continues the processes of leads, a whole batch in one engine command. */
@Component
class LeadProcesses {

    private final RuntimeService runtime;
    private final EngineBatch engine;
    private final PlanConversions planConversions;

    LeadProcesses(RuntimeService runtime, EngineBatch engine, PlanConversions planConversions) {
        this.runtime = runtime;
        this.engine = engine;
        this.planConversions = planConversions;
    }

    /** Gives back the ids of the process instances that began, by lead. */
    Map<LeadId, String> move(Map<LeadId, Reached> reached, Map<LeadId, StageMove> moves) {
        Map<LeadId, String> begun = new HashMap<>();
        if (!reached.isEmpty()) {
            engine.run(() -> planConversions.inBatch(reached, () -> {
                load(reached, moves);
                reached.forEach((id, it) -> moveOne(id, it, Objects.requireNonNull(moves.get(id)), begun));
            }));
        }
        return begun;
    }

    /** One query for all instances that go on: each signal then finds its own in the command's cache. */
    private void load(Map<LeadId, Reached> reached, Map<LeadId, StageMove> moves) {
        Set<String> running = new HashSet<>();
        moves.forEach((id, move) -> {
            String instance = Objects.requireNonNull(reached.get(id)).lead().processInstanceId();
            if (move != StageMove.STARTS && instance != null) {
                running.add(instance);
            }
        });
        if (!running.isEmpty()) {
            runtime.createProcessInstanceQuery().processInstanceIds(running).list();
        }
    }

    private void moveOne(LeadId id, Reached reached, StageMove move, Map<LeadId, String> begun) {
        VariableMap stage = Variables.createVariables()
                .putValue(LeadLifecycle.STAGE, reached.stage().id());
        if (move == StageMove.STARTS) {
            begun.put(
                    id,
                    runtime.startProcessInstanceById(engine.newest(LeadLifecycle.KEY), id.toString(), stage)
                            .getId());
            return;
        }
        String instance = Objects.requireNonNull(reached.lead().processInstanceId());
        if (move == StageMove.MOVES) {
            runtime.signal(instance, stage);
        } else {
            // The lead only passes: it comes back to the wait state where it stands.
            runtime.signal(instance);
        }
    }
}
