package io.leadloop.process;

import io.leadloop.inbox.CrmSweeps;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The task "Ask the CRMs what changed" of crm-sweep.bpmn. */
@Component("sweepCrms")
class SweepCrms implements JavaDelegate {

    private final CrmSweeps sweeps;

    SweepCrms(CrmSweeps sweeps) {
        this.sweeps = sweeps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariable("found", sweeps.sweep());
    }
}
