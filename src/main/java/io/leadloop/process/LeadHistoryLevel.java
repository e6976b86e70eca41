package io.leadloop.process;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;

/**
 * What the engine writes into its history: processes, people's tasks, ends and incidents. Not what our own rows keep with
 * the CRM's times and the platforms' answers (a lead's stages, an upload's attempts), not the steps between, and no
 * variables: at a thousand leads a second every history row costs (ADR 0008).
 */
final class LeadHistoryLevel implements HistoryLevel {

    /** The name in {@code camunda.bpm.history-level}. */
    static final String NAME = "leadloop";

    /** Stored in the database; far from the engine's own 0 to 3. */
    private static final int ID = 70;

    private static final Set<String> KEPT_ELSEWHERE =
            Set.of("startEvent", "exclusiveGateway", "businessRuleTask", "receiveTask", "serviceTask");

    @Override
    public int getId() {
        return ID;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        if (type.getEntityType().equals(HistoryEventTypes.INCIDENT_CREATE.getEntityType())) {
            // The engine's level "activity" has none of incidents, "full" has them.
            return true;
        }
        if (!HistoryLevel.HISTORY_LEVEL_ACTIVITY.isHistoryEventProduced(type, entity)) {
            return false;
        }
        if (type.getEntityType().equals(HistoryEventTypes.VARIABLE_INSTANCE_CREATE.getEntityType())) {
            return false;
        }
        boolean activity = type.getEntityType().equals(HistoryEventTypes.ACTIVITY_INSTANCE_START.getEntityType());
        return !(activity && entity instanceof ExecutionEntity execution && isKeptElsewhere(execution));
    }

    private static boolean isKeptElsewhere(ExecutionEntity execution) {
        return execution.getActivity() != null
                && KEPT_ELSEWHERE.contains(
                        String.valueOf(execution.getActivity().getProperty("type")));
    }
}
