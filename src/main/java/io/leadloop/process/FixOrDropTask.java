package io.leadloop.process;

import io.leadloop.conversion.Conversions;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Names the task "Fix or drop" in Tasklist by what it is about. */
@Component("fixOrDropTask")
public class FixOrDropTask implements TaskListener {

    private final Conversions conversions;
    private final Leads leads;

    FixOrDropTask(Conversions conversions, Leads leads) {
        this.conversions = conversions;
        this.leads = leads;
    }

    @Override
    public void notify(DelegateTask task) {
        if (EVENTNAME_CREATE.equals(task.getEventName())) {
            conversions
                    .find(UUID.fromString(task.getExecution().getProcessBusinessKey()))
                    .ifPresent(it -> task.setName(
                            "Fix or drop: " + it.stage() + " of " + lead(it.lead()) + " to " + it.destination()));
        }
    }

    private String lead(LeadId id) {
        return leads.find(id).map(it -> it.externalId().id()).orElse("an erased lead");
    }
}
