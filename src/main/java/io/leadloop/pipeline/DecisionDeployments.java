package io.leadloop.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.Deployment;
import org.springframework.stereotype.Component;

/** Access to the two decision tables deployed in the engine. */
@Component
class DecisionDeployments {

    private final RepositoryService repository;

    /** The newest definitions of both tables, their files and who deployed them. */
    record Deployed(String mappingDefinition, String planDefinition, DmnFiles files, String deployment) {}

    DecisionDeployments(RepositoryService repository) {
        this.repository = repository;
    }

    Deployed newest() {
        DecisionDefinition mapping = newest(DmnFiles.STAGE_MAPPING);
        DecisionDefinition plan = newest(DmnFiles.CONVERSION_PLAN);
        return new Deployed(
                mapping.getId(), plan.getId(), new DmnFiles(text(mapping), text(plan)), deployment(mapping, plan));
    }

    /** Ids of the newest definitions, mapping and plan; cheaper than {@link #newest()}. */
    String newestId(String key) {
        return newest(key).getId();
    }

    /** Deploys both under a name that {@code ShippedModels} recognises as a person's. */
    void deploy(DmnFiles files, String name) {
        repository
                .createDeployment()
                .name(name)
                .source("LeadLoop")
                .addString(DmnFiles.STAGE_MAPPING + ".dmn", files.stageMapping())
                .addString(DmnFiles.CONVERSION_PLAN + ".dmn", files.conversionPlan())
                .deploy();
    }

    private DecisionDefinition newest(String key) {
        DecisionDefinition newest = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey(key)
                .latestVersion()
                .singleResult();
        if (newest == null) {
            throw new IllegalStateException(
                    "The decision table " + key + " is not deployed. Deploy it in Cockpit or restart LeadLoop.");
        }
        return newest;
    }

    private String text(DecisionDefinition definition) {
        try (InputStream file = repository.getDecisionModel(definition.getId())) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the deployed " + definition.getKey(), e);
        }
    }

    private String deployment(DecisionDefinition mapping, DecisionDefinition plan) {
        return java.util.stream.Stream.of(mapping, plan)
                .map(it -> repository
                        .createDeploymentQuery()
                        .deploymentId(it.getDeploymentId())
                        .singleResult())
                .max(java.util.Comparator.comparing(Deployment::getDeploymentTime))
                .map(it -> it.getName() == null ? "a deployment without a name" : it.getName())
                .orElse("a deployment that is gone");
    }
}
