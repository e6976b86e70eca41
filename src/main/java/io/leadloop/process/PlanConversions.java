package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.pipeline.Stages;
import io.leadloop.planning.ConversionPlanner;
import io.leadloop.planning.StageReached;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The task "Plan and report conversions". Inside a batch of {@link LeadJourney} it works on what the batch has at hand
 * and everything is written at the batch's end; on its own (an operator moved a lead in Cockpit) it reads the lead and
 * writes at once.
 */
@Component("planConversions")
class PlanConversions implements JavaDelegate {

    private final ThreadLocal<@Nullable Batch> current = new ThreadLocal<>();
    private final ConversionPlanner planner;
    private final UploadStarter uploads;
    private final Leads leads;
    private final ClickIds clickIds;
    private final StageHistory history;
    private final Stages stages;

    private record Batch(Map<LeadId, StageReached> reached, List<Conversion> planned) {}

    PlanConversions(
            ConversionPlanner planner,
            UploadStarter uploads,
            Leads leads,
            ClickIds clickIds,
            StageHistory history,
            Stages stages) {
        this.planner = planner;
        this.uploads = uploads;
        this.leads = leads;
        this.clickIds = clickIds;
        this.history = history;
        this.stages = stages;
    }

    /** Runs engine calls in which leads reach these stages, then stores what the task planned and starts its uploads. */
    void inBatch(Map<LeadId, StageReached> reached, Runnable engineCalls) {
        Batch batch = new Batch(reached, new ArrayList<>());
        current.set(batch);
        try {
            engineCalls.run();
        } finally {
            current.remove();
        }
        uploads.start(batch.planned());
    }

    @Override
    public void execute(DelegateExecution execution) {
        if (LeadLifecycle.CLOSED.equals(execution.getVariable(LeadLifecycle.STAGE))) {
            return;
        }
        LeadId lead = LeadId.of(execution.getProcessBusinessKey());
        Batch batch = current.get();
        StageReached reached = batch == null ? null : batch.reached().get(lead);
        if (batch != null && reached != null) {
            batch.planned().addAll(planner.plan(reached));
        } else {
            uploads.start(planner.plan(read(lead, (String) execution.getVariable(LeadLifecycle.STAGE))));
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
                change.worth());
    }
}
