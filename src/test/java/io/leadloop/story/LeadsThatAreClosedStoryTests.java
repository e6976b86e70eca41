package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.process.LeadClosing;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The processes of leads that were won or lost long ago end, and newer news starts a new one. */
@StoryTest
class LeadsThatAreClosedStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    RuntimeService engine;

    @Autowired
    LeadClosing closing;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @Test
    void a_lead_lost_long_ago_is_closed_and_newer_news_begins_anew() {
        house.leadReaches("closed", "LOST", "2026-10-03T09:00:00Z");
        house.settles();
        String first = house.lead("generic", "closed").orElseThrow().processInstanceId();
        clock.set("2027-01-03T09:00:00Z");
        closing.close();
        assertThat(engine.createProcessInstanceQuery().processInstanceId(first).count())
                .isZero();
        assertThat(house.lead("generic", "closed").orElseThrow().processInstanceId())
                .isNull();
        house.leadReaches("closed", "SQL", "2027-01-03T08:00:00Z");
        house.settles();
        assertThat(house.lead("generic", "closed").orElseThrow().processInstanceId())
                .isNotNull();
    }

    @Test
    void one_whose_process_somebody_ended_in_Cockpit_keeps_no_other_from_being_closed() {
        for (String lead : List.of("ended-1", "closes-2")) {
            house.leadReaches(lead, "LOST", "2026-10-03T09:00:00Z");
        }
        house.settles();
        engine.deleteProcessInstance(
                house.lead("generic", "ended-1").orElseThrow().processInstanceId(), "not wanted");
        clock.set("2027-01-03T09:00:00Z");
        closing.close();
        assertThat(List.of("ended-1", "closes-2"))
                .allSatisfy(
                        it -> assertThat(house.lead("generic", it).orElseThrow().processInstanceId())
                                .isNull());
    }

    @Test
    void one_that_is_suspended_in_Cockpit_keeps_no_other_from_being_closed() {
        for (String lead : List.of("holds-1", "closes-1")) {
            house.leadReaches(lead, "LOST", "2026-10-03T09:00:00Z");
        }
        house.settles();
        String held = house.lead("generic", "holds-1").orElseThrow().processInstanceId();
        engine.suspendProcessInstanceById(held);
        clock.set("2027-01-03T09:00:00Z");
        closing.close();
        assertThat(house.lead("generic", "closes-1").orElseThrow().processInstanceId())
                .isNull();
        assertThat(house.lead("generic", "holds-1").orElseThrow().processInstanceId())
                .isEqualTo(held);
        engine.activateProcessInstanceById(held);
        closing.close();
        assertThat(house.lead("generic", "holds-1").orElseThrow().processInstanceId())
                .isNull();
    }
}
