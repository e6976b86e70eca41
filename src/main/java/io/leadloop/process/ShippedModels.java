package io.leadloop.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ResourceDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys the models of the folder {@code bpmn} at the start, those that changed only. A model whose newest version came
 * from somewhere else was published by a person and is left alone, so that an upgrade never silently replaces it.
 */
@Component
class ShippedModels implements InitializingBean {

    static final String DEPLOYMENT = "LeadLoop shipped models";
    private static final Logger log = LoggerFactory.getLogger(ShippedModels.class);

    private final RepositoryService repository;

    ShippedModels(RepositoryService repository) {
        this.repository = repository;
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        DeploymentBuilder deployment = repository
                .createDeployment()
                .name(DEPLOYMENT)
                .source("LeadLoop")
                .enableDuplicateFiltering(true);
        for (Resource model : new PathMatchingResourcePatternResolver().getResources("classpath:bpmn/*.*mn")) {
            String file = Objects.requireNonNull(model.getFilename());
            if (publishedByAPerson(file)) {
                log.info("Kept the published version of {}; the shipped default is not deployed over it", file);
            } else {
                add(deployment, file, model);
            }
        }
        deployment.deploy();
    }

    private static void add(DeploymentBuilder deployment, String file, Resource model) {
        try (InputStream bytes = model.getInputStream()) {
            deployment.addInputStream(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the model " + file, e);
        }
    }

    private boolean publishedByAPerson(String file) {
        String key = file.substring(0, file.lastIndexOf('.'));
        List<? extends ResourceDefinition> newest = file.endsWith(".dmn")
                ? repository
                        .createDecisionDefinitionQuery()
                        .decisionDefinitionKey(key)
                        .latestVersion()
                        .list()
                : repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(key)
                        .latestVersion()
                        .list();
        return newest.stream()
                .map(it -> repository
                        .createDeploymentQuery()
                        .deploymentId(it.getDeploymentId())
                        .singleResult())
                .map(Deployment::getName)
                .anyMatch(name -> !DEPLOYMENT.equals(name));
    }
}
