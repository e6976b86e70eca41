package io.leadloop.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The task "Mark leads that stand too long": one batch, then the process asks whether there is more. */
@Component("markStuckLeads")
class MarkStuckLeads implements JavaDelegate {

    static final int BATCH = 500;

    private final StuckLeadIncidents incidents;

    MarkStuckLeads(StuckLeadIncidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("more", incidents.update(BATCH) == BATCH);
    }
}
