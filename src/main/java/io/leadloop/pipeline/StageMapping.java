package io.leadloop.pipeline;

import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.StageRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.stereotype.Component;

/** Which stage a CRM status means: the decision table {@code stage-mapping}, owned by sales ops. */
@Component
public class StageMapping implements StageRules {

    private final DecisionTable<Optional<String>> table;

    StageMapping(RepositoryService repository, DecisionService decisions) {
        this.table = new DecisionTable<>(
                repository,
                decisions,
                "stage-mapping",
                List.of("source", "record", "status", "outcome"),
                StageMapping::stageOf);
    }

    private static Optional<String> stageOf(DmnDecisionTableResult result) {
        return result.isEmpty()
                ? Optional.empty()
                : Optional.of(result.getSingleResult().<String>getEntry("stage"));
    }

    /** The id of the stage; empty when no rule knows the status. */
    @Override
    public Optional<String> stageFor(LeadEvent event) {
        return table.decide(Map.of(
                "source", event.subject().source(),
                "record", event.deal() == null ? "LEAD" : "DEAL",
                "status", event.status(),
                "outcome", event.outcome().name()));
    }

    void forget() {
        table.forget();
    }
}
