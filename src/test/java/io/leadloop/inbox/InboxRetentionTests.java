package io.leadloop.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the inbox forgets, and what it keeps until somebody has dealt with it. */
@StoryTest
class InboxRetentionTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    InboxRetention retention;

    @AfterEach
    void the_beginning_again() {
        clock.set("2026-10-03T10:25:00Z");
        house.applies();
    }

    private void after(int days) {
        clock.pass(Duration.ofDays(days));
        retention.forget();
    }

    private List<String> states(String lead) {
        return house.texts("select state from leadloop.inbox_message where ordering_key = 'generic:" + lead + "'");
    }

    @Test
    void an_applied_event_goes_after_90_days_one_that_waits_for_a_person_after_a_year_and_one_that_is_due_never() {
        clock.set("2026-10-03T10:25:00Z");
        house.leadReaches("kept-done", "MQL", "2026-10-03T09:00:00Z");
        house.leadReaches("kept-waits", "Nobody maps this", "2026-10-03T09:00:00Z");
        house.applies();
        house.leadReaches("kept-due", "MQL", "2026-10-03T09:00:00Z");
        after(89);
        assertThat(states("kept-done")).containsExactly("PROCESSED");
        after(2);
        assertThat(states("kept-done")).isEmpty();
        after(273);
        assertThat(states("kept-waits")).containsExactly("UNMAPPED");
        after(2);
        assertThat(states("kept-waits")).isEmpty();
        assertThat(states("kept-due")).containsExactly("WAITING");
    }
}
