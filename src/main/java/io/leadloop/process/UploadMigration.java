package io.leadloop.process;

import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves running uploads to the newest {@code conversion-upload}, so that each of them can end in every way that the newest model
 * knows. Where an upload stands is called the same in all versions.
 */
@Component
class UploadMigration {

    private static final int BATCH = 200;
    private static final List<String> WAITS =
            List.of(ConversionUpload.HOLD_TIMER, ConversionUpload.UPLOAD_TASK, ConversionUpload.FIX_OR_DROP);
    private static final Logger log = LoggerFactory.getLogger(UploadMigration.class);

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final EngineBatch engine;
    private final TransactionTemplate transaction;

    UploadMigration(
            RepositoryService repository,
            RuntimeService runtime,
            EngineBatch engine,
            PlatformTransactionManager transactions) {
        this.repository = repository;
        this.runtime = runtime;
        this.engine = engine;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Moves all that still run on older versions, in batches. */
    @RunsAs(Watch.MIGRATE_UPLOADS)
    public void moveAll() {
        String newest = engine.newest(ConversionUpload.KEY);
        long moved = 0;
        for (ProcessDefinition old : repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(ConversionUpload.KEY)
                .list()) {
            if (!old.getId().equals(newest)) {
                moved += moveAllOf(old);
            }
        }
        if (moved > 0) {
            log.info("Moved {} running uploads to the newest conversion-upload", moved);
        }
    }

    private long moveAllOf(ProcessDefinition old) {
        long moved = 0;
        List<ProcessInstance> some = page(old);
        while (!some.isEmpty()) {
            Set<String> ids = some.stream().map(ProcessInstance::getId).collect(Collectors.toSet());
            transaction.executeWithoutResult(status -> moveOlder(ids));
            moved += ids.size();
            some = some.size() < BATCH ? List.of() : page(old);
        }
        return moved;
    }

    private List<ProcessInstance> page(ProcessDefinition old) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionId(old.getId())
                .orderByProcessInstanceId()
                .asc()
                .listPage(0, BATCH);
    }

    /** Moves those of the instances that run on an older version, in the caller's transaction. */
    void moveOlder(Collection<String> instances) {
        if (instances.isEmpty()) {
            return;
        }
        String newest = engine.newest(ConversionUpload.KEY);
        Map<String, List<String>> byVersion =
                runtime.createProcessInstanceQuery().processInstanceIds(Set.copyOf(instances)).list().stream()
                        .filter(it -> !it.getProcessDefinitionId().equals(newest))
                        .collect(Collectors.groupingBy(
                                ProcessInstance::getProcessDefinitionId,
                                TreeMap::new,
                                Collectors.mapping(ProcessInstance::getId, Collectors.toList())));
        byVersion.forEach((old, ids) -> {
            MigrationPlanBuilder plan = runtime.createMigrationPlan(old, newest);
            WAITS.forEach(it -> plan.mapActivities(it, it));
            runtime.newMigration(plan.build())
                    .processInstanceIds(ids)
                    .skipCustomListeners()
                    .skipIoMappings()
                    .execute();
        });
    }
}
