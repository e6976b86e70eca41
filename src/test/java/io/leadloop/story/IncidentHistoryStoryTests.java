package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Lead;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The engine's history keeps incidents (ADR 0008). */
@StoryTest
class IncidentHistoryStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    ProcessEngine engine;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private Lead lead(String name) {
        house.leadReaches(name, "MQL", "2026-10-03T09:00:00Z", "gclid=" + name + "-g");
        house.applies();
        return house.lead("generic", name).orElseThrow();
    }

    @Test
    void what_the_engine_had_of_an_incident_stays_in_its_history() {
        Lead lead = lead("history");
        String incident = engine.getRuntimeService()
                .createIncident("byHand", lead.processInstanceId(), "x", "y")
                .getId();
        engine.getRuntimeService().resolveIncident(incident);
        assertThat(engine.getHistoryService()
                        .createHistoricIncidentQuery()
                        .incidentId(incident)
                        .singleResult()
                        .isResolved())
                .isTrue();
    }

    @Test
    void an_incident_from_before_the_history_kept_them_ends_all_the_same() {
        Lead lead = lead("before-history");
        String incident = engine.getRuntimeService()
                .createIncident("byHand", lead.processInstanceId(), "x", "y")
                .getId();
        house.sql("delete from public.act_hi_incident");
        engine.getRuntimeService().resolveIncident(incident);
        assertThat(engine.getRuntimeService()
                        .createIncidentQuery()
                        .incidentId(incident)
                        .count())
                .isZero();
    }
}
