package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.Conversions;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Names the task "Fix or drop" in Tasklist by what it is about, and tells who decided it there. */
@Component("fixOrDropTask")
public class FixOrDropTask implements TaskListener {

    private final Conversions conversions;
    private final Leads leads;
    private final IdentityService identity;
    private final ApplicationEventPublisher events;

    FixOrDropTask(Conversions conversions, Leads leads, IdentityService identity, ApplicationEventPublisher events) {
        this.conversions = conversions;
        this.leads = leads;
        this.identity = identity;
        this.events = events;
    }

    /**
     * Somebody completed the task in Tasklist; the verbs of the desk write themselves down.
     *
     * @param dropped given up; otherwise it is sent again
     */
    public record Decided(Conversion conversion, boolean dropped, String who) {}

    @Override
    public void notify(DelegateTask task) {
        conversions
                .find(UUID.fromString(task.getExecution().getProcessBusinessKey()))
                .ifPresent(it -> {
                    if (EVENTNAME_CREATE.equals(task.getEventName())) {
                        task.setName(
                                "Fix or drop: " + it.stage() + " of " + lead(it.lead()) + " to " + it.destination());
                    } else {
                        decided(task, it);
                    }
                });
    }

    private String lead(LeadId id) {
        return leads.find(id).map(it -> it.externalId().id()).orElse("an erased lead");
    }

    private void decided(DelegateTask task, Conversion conversion) {
        Authentication who = identity.getCurrentAuthentication();
        if (who != null && who.getUserId() != null) {
            boolean dropped = ConversionUpload.DROPPED.equals(task.getVariable(ConversionUpload.DECISION));
            events.publishEvent(new Decided(conversion, dropped, who.getUserId()));
        }
    }
}
