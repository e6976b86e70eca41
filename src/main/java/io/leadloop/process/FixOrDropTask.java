package io.leadloop.process;

import io.leadloop.conversion.Conversions;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Names the task "Fix or drop" in Tasklist by what it is about. Models of release 0.1 also tell it when the task is completed;
 * later ones have a listener behind the gateway.
 */
@Component("fixOrDropTask")
public class FixOrDropTask implements TaskListener {

    private final Conversions conversions;
    private final Leads leads;
    private final UploadDeeds deeds;

    FixOrDropTask(Conversions conversions, Leads leads, UploadDeeds deeds) {
        this.conversions = conversions;
        this.leads = leads;
        this.deeds = deeds;
    }

    @Override
    public void notify(DelegateTask task) {
        UUID conversion = UUID.fromString(task.getExecution().getProcessBusinessKey());
        if (EVENTNAME_CREATE.equals(task.getEventName())) {
            conversions
                    .find(conversion)
                    .ifPresent(it -> task.setName(
                            "Fix or drop: " + it.stage() + " of " + lead(it.lead()) + " to " + it.destination()));
        } else if (!ConversionUpload.DROPPED.equals(task.getVariable(ConversionUpload.DECISION))) {
            deeds.sentAgain(conversion);
        }
    }

    private String lead(LeadId id) {
        return leads.find(id).map(it -> it.externalId().id()).orElse("an erased lead");
    }
}
