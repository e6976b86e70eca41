package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An event some days ahead goes on by itself: the inbox must not look as if somebody had to mend it. */
@StoryTest
class EventsThatWaitForTheirTimeStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    private String inbox(String lead, String at) {
        clock.set("2026-10-03T10:25:00Z");
        house.leadReaches(lead, "MQL", at);
        house.settles();
        return Browser.signedIn(house, "admin", House.PASSWORD)
                .get("/ops/inbox")
                .body()
                .replaceAll("\\s+", " ");
    }

    @Test
    void it_waits_for_its_time_and_is_not_called_one_that_could_not_be_applied() {
        assertThat(inbox("own-time", "2026-10-13T09:00:00Z"))
                .contains("The time of the event lies in the future")
                .containsPattern(
                        "WAITING\">waits for its time</span></td> <td class=\"why\" data-label=\"Why\"><span>The event happened at"
                                + " 2026-10-13T09:00:00Z, which lies in the future");
    }

    @Test
    void one_that_lies_too_far_ahead_is_for_somebody_to_look_at() {
        assertThat(inbox("own-century", "2036-10-13T09:00:00Z"))
                .containsPattern(
                        "PARKED\">could not be applied</span></td> <td class=\"why\" data-label=\"Why\"><span>The event"
                                + " happened at 2036-10-13T09:00:00Z");
    }
}
