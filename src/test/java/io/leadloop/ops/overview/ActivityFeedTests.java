package io.leadloop.ops.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.ops.overview.RecentSteps.Step;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A line of the newest activity is dated by when LeadLoop heard of it; a step of long ago says its own day too. */
class ActivityFeedTests {

    private static final Instant HEARD = Instant.parse("2026-10-03T10:25:00Z");

    private static String when(String at) {
        return ActivityFeed.when(new Step(new UUID(1, 1), "L-1", "MQL", "", null, Instant.parse(at), HEARD));
    }

    @Test
    void a_step_that_was_heard_of_within_a_day_has_one_time() {
        assertThat(when("2026-10-03T10:24:00Z")).isEmpty();
        assertThat(when("2026-10-02T10:25:00Z")).isEmpty();
    }

    @Test
    void a_step_of_a_file_of_last_year_says_its_day() {
        assertThat(when("2026-10-02T10:24:59Z")).isEqualTo(" on 2026-10-02");
        assertThat(when("2025-11-20T23:59:59Z")).isEqualTo(" on 2025-11-20");
    }
}
