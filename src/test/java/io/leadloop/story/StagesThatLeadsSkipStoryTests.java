package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.quality.FunnelStages;
import io.leadloop.quality.FunnelStages.Step;
import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.Period;
import io.leadloop.quality.Slice;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Leads of which some go straight from captured to a deep stage, in the funnel. */
@StoryTest
class StagesThatLeadsSkipStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    LeadFigures figures;

    @Autowired
    FunnelStages funnel;

    @BeforeEach
    void a_day_of_which_nobody_else_tells() {
        clock.set("2027-03-03T20:00:00Z");
        house.leadReaches("walks", "MQL", "2027-03-03T09:00:00Z");
        house.leadReaches("walks", "SQL", "2027-03-03T11:00:00Z");
        house.leadReaches("skips", "SQL", "2027-03-03T09:00:00Z");
        house.applies();
        figures.catchUp();
    }

    private Step step(String name) {
        LocalDate day = LocalDate.parse("2027-03-03");
        return funnel.of(Period.of(day), Slice.ALL).stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void count_as_having_reached_it_and_are_said_to_have_gone_past_it() {
        assertThat(step("MQL").leads()).isEqualTo(2);
        assertThat(step("MQL").past()).isOne();
        assertThat(step("SQL").past()).isZero();
    }

    @Test
    void give_the_time_between_two_stages_only_where_they_were_at_both() {
        assertThat(step("SQL").half()).isEqualTo(Duration.ofHours(2));
        assertThat(step("Closed won").half()).isNull();
    }
}
