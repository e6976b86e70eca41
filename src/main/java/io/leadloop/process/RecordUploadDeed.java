package io.leadloop.process;

import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** At the places of {@code conversion-upload.bpmn} where a person's decision takes effect: brings it to the row. */
@Component("recordUploadDeed")
class RecordUploadDeed implements ExecutionListener {

    private final UploadDeeds deeds;

    RecordUploadDeed(UploadDeeds deeds) {
        this.deeds = deeds;
    }

    @Override
    public void notify(DelegateExecution execution) {
        UUID conversion = UUID.fromString(execution.getProcessBusinessKey());
        if (ExecutionListener.EVENTNAME_TAKE.equals(execution.getEventName())) {
            deeds.sentAgain(conversion);
        } else if (ConversionUpload.END_DROPPED.equals(execution.getCurrentActivityId())) {
            deeds.dropped(conversion);
        } else {
            deeds.cancelled(conversion);
        }
    }
}
