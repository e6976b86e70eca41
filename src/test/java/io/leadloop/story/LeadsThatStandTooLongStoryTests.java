package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Lead;
import io.leadloop.process.StuckLeadIncidents;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.StuckLeadWatch;
import io.leadloop.support.TestClock;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A lead over the allowed time of its stage is an incident on its wait state, until it moves or is allowed more. */
@StoryTest
class LeadsThatStandTooLongStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    RuntimeService engine;

    @Autowired
    ManagementService jobs;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @AfterEach
    void the_shipped_pipeline() {
        house.sql("update leadloop.stage set allowed_days = 60 where id = 'SQL'");
        clock.set("2026-10-03T10:25:00Z");
    }

    private List<Incident> incidents(Lead lead) {
        return engine.createIncidentQuery()
                .incidentType(StuckLeadIncidents.INCIDENT)
                .processInstanceId(lead.processInstanceId())
                .list();
    }

    private Lead stuckAtSql(String name) {
        house.leadReaches(name, "SQL", "2026-10-03T09:00:00Z", "gclid=" + name);
        house.settles();
        clock.pass(Duration.ofDays(64));
        StuckLeadWatch.looks(jobs);
        return house.lead("generic", name).orElseThrow();
    }

    @Test
    void it_shows_on_the_wait_state_with_words_and_the_end_of_its_click() {
        house.leadReaches("in-time", "MQL", "2026-10-03T09:00:00Z");
        Lead lead = stuckAtSql("stands");
        assertThat(incidents(lead)).singleElement().satisfies(it -> {
            assertThat(it.getActivityId()).isEqualTo("Wait_Sql");
            assertThat(it.getConfiguration()).isEqualTo(lead.id().toString());
            assertThat(it.getIncidentMessage())
                    .isEqualTo(
                            "SQL since 2026-10-03, allowed 60 days: stuck since 2026-12-02. The Google Ads click expires"
                                    + " on 2026-12-30. Ask the owner in the CRM; a new stage there ends this.");
        });
        StuckLeadWatch.looks(jobs);
        assertThat(incidents(lead)).as("looking again marks nothing twice").hasSize(1);
    }

    @Test
    void the_interface_lists_it_with_its_days() {
        Lead lead = stuckAtSql("listed");
        String answer = house.send(house.asAdministrator("/api/leads?stuck=true&stage=SQL&limit=1000")
                        .GET())
                .body();
        assertThat(answer).contains(lead.id().toString()).contains("\"days\":64,\"allowedDays\":60");
        assertThat(house.send(house.asAdministrator("/api/leads/" + lead.id() + "/dossier")
                                .GET())
                        .body())
                .contains("SQL for 64 days, allowed 60");
    }

    @Test
    void it_is_gone_when_the_lead_moves_on() {
        Lead lead = stuckAtSql("moves");
        house.genericSends(House.event(
                "moves",
                "Closed Won",
                "2026-12-06T09:00:00Z",
                ",\"deal\":{\"id\":\"d\",\"amount\":5,\"currency\":\"EUR\"}"));
        house.settles();
        assertThat(house.lead("generic", "moves").orElseThrow().stage()).isEqualTo("WON");
        assertThat(incidents(lead)).isEmpty();
        StuckLeadWatch.looks(jobs);
        assertThat(incidents(lead)).isEmpty();
    }

    @Test
    void late_news_about_an_earlier_stage_leaves_it_where_it_is() {
        Lead lead = stuckAtSql("late-news");
        house.leadReaches("late-news", "MQL", "2026-10-02T09:00:00Z");
        house.settles();
        assertThat(incidents(lead)).hasSize(1);
    }

    @Test
    void it_is_gone_when_sales_ops_allow_more_time_and_comes_back_with_new_words() {
        Lead lead = stuckAtSql("allowed");
        house.sql("update leadloop.stage set allowed_days = 90 where id = 'SQL'");
        StuckLeadWatch.looks(jobs);
        assertThat(incidents(lead)).isEmpty();
        clock.pass(Duration.ofDays(40));
        StuckLeadWatch.looks(jobs);
        assertThat(incidents(lead))
                .singleElement()
                .satisfies(it -> assertThat(it.getIncidentMessage()).contains("allowed 90 days"));
    }

    @Test
    void an_instance_that_somebody_cancelled_or_an_incident_that_somebody_resolved_disturbs_nothing() {
        Lead lead = stuckAtSql("cancelled");
        Lead resolved = stuckAtSql("resolved");
        engine.deleteProcessInstance(lead.processInstanceId(), "by hand");
        engine.resolveIncident(incidents(resolved).get(0).getId());
        house.leadReaches("cancelled", "MQL", "2027-01-06T09:00:00Z");
        house.leadReaches("resolved", "MQL", "2027-01-06T09:00:00Z");
        clock.pass(Duration.ofDays(64));
        house.settles();
        StuckLeadWatch.looks(jobs);
        assertThat(house.lead("generic", "resolved").orElseThrow().stage()).isEqualTo("MQL");
        assertThat(house.lead("generic", "cancelled").orElseThrow().stage()).isEqualTo("MQL");
    }
}
