package io.leadloop.process;

import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.pipeline.Stages;
import io.leadloop.planning.ConversionPlanning;
import io.leadloop.planning.StageReached;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * The task "Plan and report conversions": starts the uploads of what was planned for the change that brought the lead here. The
 * plan of a batch of changes is made at once and comes as a variable that is never stored; a lead that an operator moved in
 * Cockpit brings none, and its plan is made here.
 */
@Component("planConversions")
class PlanConversions implements JavaDelegate {

    private final ConversionPlanning planning;
    private final UploadProcesses uploads;
    private final Leads leads;
    private final ClickIds clickIds;
    private final StageHistory history;
    private final Stages stages;

    PlanConversions(
            ConversionPlanning planning,
            UploadProcesses uploads,
            Leads leads,
            ClickIds clickIds,
            StageHistory history,
            Stages stages) {
        this.planning = planning;
        this.uploads = uploads;
        this.leads = leads;
        this.clickIds = clickIds;
        this.history = history;
        this.stages = stages;
    }

    @Override
    public void execute(DelegateExecution execution) {
        if (LeadLifecycle.CLOSED.equals(execution.getVariable(LeadLifecycle.STAGE))) {
            return;
        }
        LeadId lead = LeadId.of(execution.getProcessBusinessKey());
        String planned = (String) execution.getVariable(LeadLifecycle.PLANNED);
        if (planned == null) {
            uploads.start(planning.plan(read(lead, (String) execution.getVariable(LeadLifecycle.STAGE)))
                    .startOf(lead));
        } else {
            uploads.startAll(PlannedUpload.parse(planned));
        }
    }

    private StageReached read(LeadId id, String stageId) {
        Lead lead = leads.find(id)
                .orElseThrow(() -> new IllegalStateException("The lead " + id + " of this process is not in the"
                        + " database. Cancel the process instance."));
        Stage stage = stages.all().stream()
                .filter(it -> it.id().equals(stageId))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The stage '" + stageId + "' of lead " + id
                        + " is not in the pipeline. Set the variable 'stage' to one that is."));
        StageChange change = history.of(List.of(id)).getOrDefault(id, List.of()).stream()
                .filter(it -> it.stage().equals(stageId))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IllegalStateException("The CRM never reported that lead " + id + " reached "
                        + stageId + ", so there is no time to report. Let the CRM send the change."));
        return new StageReached(
                lead,
                clickIds.of(List.of(id)).getOrDefault(id, List.of()),
                stage,
                change.dealId(),
                change.occurredAt(),
                change.dealValue());
    }
}
