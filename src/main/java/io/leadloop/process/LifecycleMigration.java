package io.leadloop.process;

import io.leadloop.lead.Lead;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Stage;
import io.leadloop.pipeline.RemovedStages;
import io.leadloop.pipeline.Stages;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves running leads to the newest {@code lead-lifecycle}. What is left to do is read from the engine each time, so that
 * a node that dies leaves nothing half done and any other goes on. A lead whose webhook comes first is moved with it.
 */
@Component
public class LifecycleMigration {

    private static final Logger log = LoggerFactory.getLogger(LifecycleMigration.class);
    private static final int BATCH = 200;

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final EngineBatch engine;
    private final Leads leads;
    private final Stages stages;
    private final RemovedStages removed;
    private final TransactionTemplate transaction;
    private final Map<String, MigrationPlan> plans = new java.util.concurrent.ConcurrentHashMap<>();

    /** How far the leads are: those that already run on the newest model, of all that run; both 0 where none is to be moved. */
    public record Progress(long moved, long running) {

        public boolean isDone() {
            return moved >= running;
        }
    }

    LifecycleMigration(
            RepositoryService repository,
            RuntimeService runtime,
            EngineBatch engine,
            Leads leads,
            Stages stages,
            RemovedStages removed,
            PlatformTransactionManager transactions) {
        this.repository = repository;
        this.runtime = runtime;
        this.engine = engine;
        this.leads = leads;
        this.stages = stages;
        this.removed = removed;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Counts only while some are to be moved: to count every running lead takes a second where there are 200,000. */
    public Progress progress() {
        if (older().stream().noneMatch(this::hasRunning)) {
            return new Progress(0, 0);
        }
        long running = runtime.createProcessInstanceQuery()
                .processDefinitionKey(LeadLifecycle.KEY)
                .count();
        long newest = runtime.createProcessInstanceQuery()
                .processDefinitionId(engine.newest(LeadLifecycle.KEY))
                .count();
        return new Progress(newest, running);
    }

    private boolean hasRunning(ProcessDefinition model) {
        return !runtime.createProcessInstanceQuery()
                .processDefinitionId(model.getId())
                .listPage(0, 1)
                .isEmpty();
    }

    /** Moves all that still run on older versions, in batches. */
    @RunsAs(Watch.MIGRATE_LEADS)
    public void moveAll() {
        // Again after the publication: a webhook that was being applied then may have brought a lead to such a stage.
        transaction.executeWithoutResult(status -> leaveRemovedStages());
        long moved = 0;
        for (ProcessDefinition old : older()) {
            moved += moveAllOf(old);
        }
        if (moved > 0) {
            log.info("Moved {} running leads to the newest lead-lifecycle", moved);
        }
    }

    /** Leads at a stage that is gone stand where its removal says; nothing is planned for that. Needs a transaction. */
    void leaveRemovedStages() {
        Set<String> there = stages.all().stream().map(Stage::id).collect(Collectors.toSet());
        Map<String, String> goesTo = removed.all();
        goesTo.keySet().stream()
                .filter(from -> !there.contains(from))
                .forEach(from -> target(from, there, goesTo).ifPresent(to -> leads.moveAll(from, to)));
    }

    private long moveAllOf(ProcessDefinition old) {
        long moved = 0;
        int skipped = 0;
        List<ProcessInstance> some = page(old, skipped);
        while (!some.isEmpty()) {
            Set<String> ids = some.stream().map(ProcessInstance::getId).collect(Collectors.toSet());
            int done = Objects.requireNonNull(transaction.execute(status -> moveFree(ids)));
            moved += done;
            // A webhook holds these leads and moves them itself, or the next round does.
            skipped += some.size() - done;
            some = page(old, skipped);
        }
        return moved;
    }

    private List<ProcessInstance> page(ProcessDefinition old, int first) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionId(old.getId())
                .orderByProcessInstanceId()
                .asc()
                .listPage(first, BATCH);
    }

    /** Locks the leads first, as their webhooks do, so that neither meets the other in the engine. */
    private int moveFree(Set<String> instances) {
        List<Lead> free = leads.lockRunning(instances);
        moveOlder(free.stream()
                .map(it -> Objects.requireNonNull(it.processInstanceId()))
                .toList());
        Collection<String> tookLeads = removed.all().values();
        free.stream()
                .filter(it -> tookLeads.contains(it.stage()))
                .forEach(it -> runtime.setVariable(
                        Objects.requireNonNull(it.processInstanceId()), LeadLifecycle.STAGE, it.stage()));
        return free.size();
    }

    /** Moves those of the instances that run on an older version, in the transaction of the caller, who holds their leads. */
    void moveOlder(Collection<String> instances) {
        if (instances.isEmpty()) {
            return;
        }
        String newest = engine.newest(LeadLifecycle.KEY);
        Map<String, List<String>> byVersion =
                runtime.createProcessInstanceQuery().processInstanceIds(Set.copyOf(instances)).list().stream()
                        .filter(it -> !it.getProcessDefinitionId().equals(newest))
                        .collect(Collectors.groupingBy(
                                ProcessInstance::getProcessDefinitionId,
                                TreeMap::new,
                                Collectors.mapping(ProcessInstance::getId, Collectors.toList())));
        byVersion.forEach((old, ids) -> runtime.newMigration(plan(old, newest))
                .processInstanceIds(ids)
                .skipCustomListeners()
                .skipIoMappings()
                .execute());
    }

    private MigrationPlan plan(String old, String newest) {
        return plans.computeIfAbsent(old + " " + newest, key -> newPlan(old, newest));
    }

    /** Each wait state to its own; one whose stage was removed to that of the stage to which its leads go. */
    private MigrationPlan newPlan(String old, String newest) {
        Set<String> there = waits(newest);
        MigrationPlanBuilder plan = runtime.createMigrationPlan(old, newest);
        Map<String, String> goesTo = new HashMap<>();
        removed.all()
                .forEach((from, to) -> goesTo.put(LifecycleDrawing.waitState(from), LifecycleDrawing.waitState(to)));
        for (String wait : waits(old)) {
            plan.mapActivities(wait, target(wait, there, goesTo).orElseGet(() -> firstWait()));
        }
        return plan.build();
    }

    private static Optional<String> target(String wait, Set<String> there, Map<String, String> goesTo) {
        String target = wait;
        for (int steps = 0; target != null && !there.contains(target) && steps <= goesTo.size(); steps++) {
            target = goesTo.get(target);
        }
        return target != null && there.contains(target) ? Optional.of(target) : Optional.empty();
    }

    private String firstWait() {
        Stage first = stages.all().get(0);
        return LifecycleDrawing.waitState(first.id());
    }

    private Set<String> waits(String definition) {
        return repository.getBpmnModelInstance(definition).getModelElementsByType(ReceiveTask.class).stream()
                .map(ReceiveTask::getId)
                .collect(Collectors.toSet());
    }

    private List<ProcessDefinition> older() {
        String newest = engine.newest(LeadLifecycle.KEY);
        return repository.createProcessDefinitionQuery().processDefinitionKey(LeadLifecycle.KEY).list().stream()
                .filter(it -> !it.getId().equals(newest))
                .toList();
    }
}
