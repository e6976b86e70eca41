package io.leadloop.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.engine.DecisionService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of a decision table, with cached results: inputs are small closed sets and evaluating FEEL costs
 * more than the rest of a lead's step. A new version, deployed on any node, is noticed within a second.
 */
final class DecisionTable<O> {

    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
    /** Inputs come from outside; the cache is emptied at this size. */
    private static final int MAX_REMEMBERED = 10_000;

    private final RepositoryService repository;
    private final DecisionService decisions;
    private final String key;
    private final List<String> inputs;
    private final Function<DmnDecisionTableResult, O> answer;
    private volatile @Nullable Version<O> version;

    private record Version<O>(
            String definitionId, Set<String> asked, Map<Map<String, @Nullable Object>, O> answers, long lookedAt) {}

    /** @param inputs the names of everything that can be asked with */
    DecisionTable(
            RepositoryService repository,
            DecisionService decisions,
            String key,
            List<String> inputs,
            Function<DmnDecisionTableResult, O> answer) {
        this.repository = repository;
        this.decisions = decisions;
        this.key = key;
        this.inputs = inputs;
        this.answer = answer;
    }

    /**
     * Evaluates the table. Inputs that the table does not use are left out, so that e.g. amounts do not fill the cache.
     */
    O decide(Map<String, @Nullable Object> known) {
        Version<O> current = newest();
        Map<String, @Nullable Object> input = new HashMap<>(known);
        input.keySet().retainAll(current.asked());
        O remembered = current.answers().get(input);
        if (remembered != null) {
            return remembered;
        }
        O fresh = answer.apply(decisions.evaluateDecisionTableById(current.definitionId(), input));
        if (current.answers().size() >= MAX_REMEMBERED) {
            current.answers().clear();
        }
        current.answers().put(input, fresh);
        return fresh;
    }

    /** Whether the newest version has an input of this name. */
    boolean asks(String input) {
        return newest().asked().contains(input);
    }

    /** Looks for a newer version at the next question. */
    void forget() {
        version = null;
    }

    private Set<String> asked(String definitionId) {
        try (InputStream model = repository.getDecisionModel(definitionId)) {
            String text = new String(model.readAllBytes(), StandardCharsets.UTF_8);
            return inputs.stream().filter(text::contains).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Version<O> newest() {
        Version<O> current = version;
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
        Version<O> next = new Version<>(
                definition.getId(),
                same && current != null ? current.asked() : asked(definition.getId()),
                same && current != null ? current.answers() : new ConcurrentHashMap<>(),
                now);
        version = next;
        return next;
    }
}
