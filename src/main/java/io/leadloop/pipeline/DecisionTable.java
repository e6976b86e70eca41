package io.leadloop.pipeline;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of a decision table, with its answers remembered. The inputs are small closed sets and evaluating
 * FEEL costs more than the rest of a lead's step, so an answer is worked out once for each version. A new version,
 * deployed on any node, is noticed within a second.
 */
final class DecisionTable<I, O> {

    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
    /** Inputs come from outside; past this many the memory starts again. */
    private static final int MAX_REMEMBERED = 10_000;

    private final RepositoryService repository;
    private final DecisionService decisions;
    private final String key;
    private final Function<I, Map<String, Object>> variables;
    private final Function<DmnDecisionTableResult, O> answer;
    private volatile @Nullable Version<I, O> version;

    private record Version<I, O>(String definitionId, Map<I, O> answers, long lookedAt) {}

    DecisionTable(
            RepositoryService repository,
            DecisionService decisions,
            String key,
            Function<I, Map<String, Object>> variables,
            Function<DmnDecisionTableResult, O> answer) {
        this.repository = repository;
        this.decisions = decisions;
        this.key = key;
        this.variables = variables;
        this.answer = answer;
    }

    O decide(I input) {
        Version<I, O> current = newest();
        O known = current.answers().get(input);
        if (known != null) {
            return known;
        }
        O fresh = answer.apply(decisions.evaluateDecisionTableById(current.definitionId(), variables.apply(input)));
        if (current.answers().size() >= MAX_REMEMBERED) {
            current.answers().clear();
        }
        current.answers().put(input, fresh);
        return fresh;
    }

    /** Looks for a newer version at the next question. */
    void forget() {
        version = null;
    }

    private Version<I, O> newest() {
        Version<I, O> current = version;
        long now = System.nanoTime();
        if (current != null && now - current.lookedAt() < LOOK_AGAIN_NANOS) {
            return current;
        }
        DecisionDefinition definition = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(key)
                .latestVersion()
                .singleResult();
        if (definition == null) {
            throw new IllegalStateException(
                    "The decision table " + key + " is not deployed. Deploy it in Cockpit or restart LeadLoop.");
        }
        boolean same = current != null && current.definitionId().equals(definition.getId());
        Version<I, O> next = new Version<>(
                definition.getId(), same && current != null ? current.answers() : new ConcurrentHashMap<>(), now);
        version = next;
        return next;
    }
}
