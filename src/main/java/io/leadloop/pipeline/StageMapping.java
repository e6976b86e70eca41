package io.leadloop.pipeline;

import io.leadloop.lead.LeadEvent;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** Which stage a CRM status means: the decision table {@code stage-mapping}, owned by sales ops. */
@Component
public class StageMapping {

    private final DecisionTable<Input, Optional<String>> table;

    private record Input(String source, String record, String status, String outcome) {

        Map<String, Object> variables() {
            return Map.of("source", source, "record", record, "status", status, "outcome", outcome);
        }
    }

    StageMapping(RepositoryService repository, DecisionService decisions) {
        this.table =
                new DecisionTable<>(repository, decisions, "stage-mapping", Input::variables, StageMapping::stageOf);
    }

    private static Optional<String> stageOf(DmnDecisionTableResult result) {
        return result.isEmpty()
                ? Optional.empty()
                : Optional.of(result.getSingleResult().<String>getEntry("stage"));
    }

    /** The id of the stage; empty when no rule knows the status. */
    public Optional<String> stageFor(LeadEvent event) {
        return table.decide(new Input(
                event.subject().source(),
                event.deal() == null ? "LEAD" : "DEAL",
                event.status(),
                event.outcome().name()));
    }

    void forget() {
        table.forget();
    }
}
