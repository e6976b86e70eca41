package io.leadloop.process;

import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.Publication;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Publishes a draft with everything that follows from it: decision tables, stages, the process of leads drawn anew where
 * stages changed, and leads of removed stages. All of it commits together; running leads follow in batches.
 */
@Component
public class PipelineRelease {

    private final Publication publication;
    private final LifecycleMigration migration;
    private final RepositoryService repository;
    private final EngineBatch engine;
    private final TransactionTemplate transaction;

    PipelineRelease(
            Publication publication,
            LifecycleMigration migration,
            RepositoryService repository,
            EngineBatch engine,
            PlatformTransactionManager transactions) {
        this.publication = publication;
        this.migration = migration;
        this.repository = repository;
        this.engine = engine;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Publishes; throws {@link io.leadloop.pipeline.NotAPipeline}, with words for the person, where that cannot be.
     *
     * @param revision the one that the person saw
     * @param after runs in the same transaction when everything else is done
     */
    public Publication.Published publish(
            UUID draft, int revision, String comment, LintContext surroundings, String who, Runnable after) {
        Publication.Published published = Objects.requireNonNull(transaction.execute(status -> {
            Publication.Published made = publication.publish(draft, revision, comment, surroundings, who);
            if (made.changesStages()) {
                drawAnew(made);
            }
            migration.leaveRemovedStages();
            after.run();
            return made;
        }));
        publication.noticed();
        engine.forget();
        return published;
    }

    private void drawAnew(Publication.Published published) {
        BpmnModelInstance newest = repository.getBpmnModelInstance(repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(LeadLifecycle.KEY)
                .latestVersion()
                .singleResult()
                .getId());
        Map<String, LifecycleLabels.Label> labels = new HashMap<>(LifecycleLabels.of(newest));
        // A stage with a new name is called by it in Cockpit too.
        Map<String, String> names = new HashMap<>();
        published.before().stages().forEach(it -> names.put(it.id(), it.name()));
        for (PipelineStage stage : published.now().stages()) {
            if (!stage.name().equals(names.get(stage.id()))) {
                labels.remove(stage.id());
            }
        }
        repository
                .createDeployment()
                .name("Pipeline version " + published.now().number() + " by "
                        + published.now().publishedBy())
                .source("LeadLoop")
                .addString(
                        LeadLifecycle.KEY + ".bpmn",
                        LifecycleDrawing.of(published.now().stages(), labels))
                .deploy();
    }
}
