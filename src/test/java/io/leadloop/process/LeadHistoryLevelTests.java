package io.leadloop.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.junit.jupiter.api.Test;

/** ADR 0008: what the engine's history keeps. */
class LeadHistoryLevelTests {

    private static final Set<HistoryEventTypes> KEPT = EnumSet.of(
            HistoryEventTypes.PROCESS_INSTANCE_START,
            HistoryEventTypes.PROCESS_INSTANCE_END,
            HistoryEventTypes.TASK_INSTANCE_CREATE,
            HistoryEventTypes.TASK_INSTANCE_COMPLETE,
            HistoryEventTypes.INCIDENT_CREATE,
            HistoryEventTypes.INCIDENT_RESOLVE,
            HistoryEventTypes.INCIDENT_DELETE);

    private static final Set<HistoryEventTypes> NOT_KEPT = EnumSet.of(
            HistoryEventTypes.VARIABLE_INSTANCE_CREATE,
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE,
            HistoryEventTypes.EXTERNAL_TASK_CREATE,
            HistoryEventTypes.JOB_CREATE,
            HistoryEventTypes.USER_OPERATION_LOG,
            HistoryEventTypes.DMN_DECISION_EVALUATE);

    private final LeadHistoryLevel level = new LeadHistoryLevel();

    @Test
    void processes_tasks_of_people_and_incidents_are_kept() {
        assertThat(KEPT).allMatch(it -> level.isHistoryEventProduced(it, null));
    }

    @Test
    void what_our_own_tables_keep_is_not_kept_twice() {
        assertThat(NOT_KEPT).noneMatch(it -> level.isHistoryEventProduced(it, null));
    }
}
