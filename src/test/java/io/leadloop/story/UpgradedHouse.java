package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.Lead;
import io.leadloop.process.LifecycleMigration;
import io.leadloop.process.UploadWatch;
import io.leadloop.support.FormerDatabase;
import io.leadloop.support.House;
import io.leadloop.support.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * LeadLoop after its start on the database of the release before, in which a lead or an upload stands at every place. The leads
 * are called after where they stand; see {@code scripts/release-dump/Situations.java}.
 */
abstract class UpgradedHouse {

    private static final FormerDatabase RELEASE_0_1 = FormerDatabase.of("/release-0.1/database.sql.gz");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService models;

    @Autowired
    HistoryService history;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService jobs;

    @Autowired
    LifecycleMigration leadMigration;

    @Autowired
    ApplicationContext context;

    @Autowired
    UploadWatch watch;

    @DynamicPropertySource
    static void theDatabaseOfTheReleaseBefore(DynamicPropertyRegistry registry) {
        RELEASE_0_1.isUsed(registry);
    }

    @BeforeEach
    void five_minutes_after_the_last_event() {
        clock.set(
                jdbc.sql("select to_json(max(received_at) + interval '5 minutes') #>> '{}' from leadloop.inbox_message")
                        .query(String.class)
                        .single());
    }

    final void theWatchesMoveWhatRuns() {
        leadMigration.moveAll();
        ReflectionTestUtils.invokeMethod(context.getBean("uploadMigration"), "moveAll");
    }

    final Conversion google(String lead) {
        return house.conversion(lead, "MQL", "google-ads");
    }

    final Conversion now(Conversion conversion) {
        return house.conversionsOf(conversion.lead()).stream()
                .filter(it -> it.id().equals(conversion.id()))
                .findFirst()
                .orElseThrow();
    }

    final List<ProcessInstance> processes(Conversion conversion) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(conversion.id().toString())
                .list();
    }

    final String process(Conversion conversion) {
        assertThat(processes(conversion)).hasSize(1);
        return processes(conversion).get(0).getId();
    }

    final List<String> ends(Conversion conversion) {
        return ends(conversion.id().toString());
    }

    final List<String> ends(String conversion) {
        return history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(conversion).list().stream()
                .flatMap(it ->
                        history.createHistoricActivityInstanceQuery().processInstanceId(it.getId()).list().stream())
                .map(HistoricActivityInstance::getActivityId)
                .filter(it -> it.startsWith("End_"))
                .toList();
    }

    final void timerFires(Conversion conversion) {
        clock.pass(Duration.ofHours(6));
        jobs.executeJob(jobs.createJobQuery()
                .processInstanceId(process(conversion))
                .singleResult()
                .getId());
    }

    final void isToldOnce(Conversion conversion) {
        assertThat(now(conversion).state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(processes(conversion)).isEmpty();
        assertThat(ends(conversion)).contains("End_ConversionAccepted");
        assertThat(received(conversion)).hasSize(1);
    }

    final List<JsonNode> received(Conversion conversion) {
        return house.received(conversion.destination(), conversion.dedupeKey());
    }

    final String minutesAgo(int minutes) {
        return clock.instant().minus(Duration.ofMinutes(minutes)).toString();
    }

    final void denies(String lead) {
        house.genericSends("""
                {"status":"MQL","occurredAt":"%s","lead":{"id":"%s"},"consent":{"adUserData":"denied"}}""".formatted(minutesAgo(1), lead));
        house.applies();
    }

    final void won(String lead, String at, int amount) {
        house.genericSends(House.event(
                lead,
                "Closed Won",
                at,
                ",\"deal\":{\"id\":\"deal-%s\",\"outcome\":\"won\",\"amount\":%d,\"currency\":\"EUR\"}"
                        .formatted(lead, amount)));
        house.settles();
    }

    final Lead lead(String lead) {
        return house.lead("generic", lead).orElseThrow();
    }

    final void completes(Conversion conversion, String decision) {
        String task = tasks.createTaskQuery()
                .processInstanceId(process(conversion))
                .singleResult()
                .getId();
        tasks.complete(task, Map.of("decision", decision));
    }
}
