package io.leadloop.process;

import io.leadloop.conversion.UploadResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The engine's side of uploads: fetches external tasks in batches and ends whole batches in one command. */
@Repository
class UploadTasks {

    /** Past this many the engine's sorting of what it has to write costs more than another commit. */
    private static final int MOST_IN_A_COMMAND = 200;

    private static final Logger log = LoggerFactory.getLogger(UploadTasks.class);

    private static final String HELD =
            "Waits: the platform refuses the action as which it would be told; see the destination.";

    private final ExternalTaskService tasks;
    private final EngineBatch engine;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final UploadSettings settings;
    private final Clock clock;
    private final String worker = "leadloop-" + UUID.randomUUID();

    /** How a fetched task ends. */
    record Ending(
            LockedExternalTask task,
            Kind kind,
            @Nullable String outcome,
            @Nullable UploadResult result,
            boolean isLast) {

        enum Kind {
            COMPLETE,
            RETRY,
            LATER,
            GIVE_BACK,
            /** Of an action that the platform refuses: it is not fetched again for a while, and uses no retry up. */
            HOLD
        }

        static Ending complete(LockedExternalTask task, String outcome) {
            return new Ending(task, Kind.COMPLETE, outcome, null, false);
        }

        /** @param isLast whether no retry is left: the task becomes an incident */
        static Ending retry(LockedExternalTask task, UploadResult result, boolean isLast) {
            return new Ending(task, Kind.RETRY, null, result, isLast);
        }

        /** The platform said when: the process waits at its timer, where Cockpit shows it. */
        static Ending later(LockedExternalTask task, UploadResult result) {
            return new Ending(task, Kind.LATER, ConversionUpload.OUTCOME_LATER, result, false);
        }

        static Ending hold(LockedExternalTask task) {
            return new Ending(task, Kind.HOLD, null, null, false);
        }

        static Ending giveBack(LockedExternalTask task) {
            return new Ending(task, Kind.GIVE_BACK, null, null, false);
        }
    }

    UploadTasks(
            ExternalTaskService tasks,
            EngineBatch engine,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            UploadSettings settings,
            Clock clock) {
        this.tasks = tasks;
        this.engine = engine;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Locks up to that many tasks of one destination for this node. Two nodes that fetch one topic at once collide in
     * the engine, so the topic is guarded by a lock of the database; whoever does not get it comes back empty.
     */
    List<LockedExternalTask> fetch(String destination, int max) {
        String topic = ConversionUpload.topic(destination);
        List<LockedExternalTask> fetched = transaction.execute(status -> {
            boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:topic, 0))")
                    .param("topic", topic)
                    .query(Boolean.class)
                    .single();
            return mine
                    ? tasks.fetchAndLock(max, worker)
                            .topic(topic, settings.lockDuration().toMillis())
                            .variables(List.of())
                            .execute()
                    : List.of();
        });
        return fetched == null ? List.of() : fetched;
    }

    /** Ends many tasks in one command. If one of them cannot be ended (a person changed it meanwhile), each on its own. */
    void end(List<Ending> endings) {
        for (int from = 0; from < endings.size(); from += MOST_IN_A_COMMAND) {
            endTogether(endings.subList(from, Math.min(from + MOST_IN_A_COMMAND, endings.size())));
        }
    }

    private void endTogether(List<Ending> endings) {
        try {
            inOneCommand(endings);
        } catch (RuntimeException oneOfThem) {
            log.warn("Could not end {} uploads at once, ending them one by one", endings.size(), oneOfThem);
            for (Ending ending : endings) {
                try {
                    inOneCommand(List.of(ending));
                } catch (RuntimeException e) {
                    // Its lock runs out, it is fetched again, and the ledger tells that the platform has it.
                    log.warn(
                            "Could not end the upload of conversion {}",
                            ending.task().getBusinessKey(),
                            e);
                }
            }
        }
    }

    private void inOneCommand(List<Ending> endings) {
        transaction.executeWithoutResult(status -> engine.run(() -> {
            // Loaded together they are found in the command's cache; each on its own would be a query.
            tasks.createExternalTaskQuery()
                    .externalTaskIdIn(
                            endings.stream().map(it -> it.task().getId()).collect(Collectors.toSet()))
                    .list();
            endings.forEach(this::end);
        }));
    }

    private void end(Ending ending) {
        String id = ending.task().getId();
        switch (ending.kind()) {
            case COMPLETE ->
                tasks.complete(id, worker, UploadProcesses.outcome(Objects.requireNonNull(ending.outcome())));
            case RETRY -> fail(ending.task(), ending.result(), ending.isLast());
            case LATER ->
                tasks.complete(
                        id,
                        worker,
                        UploadProcesses.outcome(Objects.requireNonNull(ending.outcome()))
                                .putValue(ConversionUpload.NOT_BEFORE, Date.from(until(ending.result()))));
            case GIVE_BACK -> tasks.unlock(id);
            case HOLD ->
                tasks.handleFailure(
                        id,
                        worker,
                        HELD,
                        null,
                        left(ending.task()),
                        settings.probeInterval().toMillis());
        }
    }

    /** Lets uploads of that action go that were held; one that a worker sends at this moment is none of them. */
    void wake(String destination, String action) {
        List<String> held = jdbc.sql("""
                        select t.id_ from public.act_ru_ext_task t
                        join public.act_ru_execution e on e.id_ = t.proc_inst_id_
                        join leadloop.conversion c on c.id::text = e.business_key_
                        where t.topic_name_ = :topic and c.destination = :destination and c.action = :action
                          and t.error_msg_ = :held and t.retries_ > 0
                          and not exists (select from leadloop.conversion_attempt a where a.conversion_id = c.id
                            and a.ended_at is null and a.started_at > :since::timestamptz)
                        """)
                .param("since", clock.instant().minus(settings.lockDuration()).toString())
                .param("topic", ConversionUpload.topic(destination))
                .param("destination", destination)
                .param("action", action)
                .param("held", HELD)
                .query(String.class)
                .list();
        transaction.executeWithoutResult(status -> engine.run(() -> held.forEach(tasks::unlock)));
    }

    /** Whether an attempt of this task that fails now is the last one. */
    boolean isLastTry(@Nullable LockedExternalTask task) {
        return task != null && left(task) <= 1;
    }

    private int left(LockedExternalTask task) {
        return task.getRetries() == null ? settings.retryDelays().size() : task.getRetries();
    }

    private void fail(LockedExternalTask task, @Nullable UploadResult result, boolean isLast) {
        if (result == null) {
            throw new IllegalArgumentException("A retry needs the platform's answer");
        }
        List<Duration> delays = settings.retryDelays();
        int left = left(task);
        int used = Math.max(0, delays.size() - left);
        tasks.handleFailure(
                task.getId(),
                worker,
                result.message(),
                result.answer(),
                isLast ? 0 : left - 1,
                delays.get(Math.min(used, delays.size() - 1)).toMillis());
    }

    private Instant until(@Nullable UploadResult result) {
        Duration delay = result == null ? null : result.retryAfter();
        return clock.instant().plus(delay == null ? Duration.ZERO : delay);
    }
}
