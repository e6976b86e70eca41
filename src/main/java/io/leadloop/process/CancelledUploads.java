package io.leadloop.process;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.springframework.context.ApplicationContext;

/**
 * Sees uploads that somebody cancels in Cockpit, in the transaction that cancels them. A listener of the model would not:
 * Cockpit skips listeners unless a box is ticked. LeadLoop itself never deletes an upload but in an erasure, whose rows go.
 */
final class CancelledUploads implements HistoryEventHandler {

    private final ApplicationContext context;

    CancelledUploads(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        if (event instanceof HistoricProcessInstanceEventEntity instance
                && ConversionUpload.KEY.equals(instance.getProcessDefinitionKey())
                && instance.getBusinessKey() != null
                && (HistoricProcessInstance.STATE_EXTERNALLY_TERMINATED.equals(instance.getState())
                        || HistoricProcessInstance.STATE_INTERNALLY_TERMINATED.equals(instance.getState()))) {
            context.getBean(UploadDeeds.class).cancelled(UUID.fromString(instance.getBusinessKey()));
        }
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }
}
