package io.leadloop.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A watch that does not succeed in time is told with the seconds that it is over it. */
class WatchRunsTests {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final WatchRuns runs = new WatchRuns(metrics);

    private static long in(Duration time) {
        return System.nanoTime() + time.toNanos();
    }

    @Test
    void it_has_its_period_and_ten_minutes_more() {
        runs.expect(Watch.ALERTS);
        assertThat(runs.overdue(Watch.ALERTS, in(Duration.ofMinutes(10)))).isZero();
        assertThat(runs.overdue(Watch.ALERTS, in(Duration.ofMinutes(11)))).isBetween(25L, 60L);
        assertThat(runs.overdue(Watch.RETENTION, in(Duration.ofDays(9)))).isZero();
    }

    @Test
    void the_metric_is_there_before_its_first_run() {
        runs.expect(Watch.FORGET_INBOX);
        assertThat(metrics.get("leadloop.schedule.overdue.seconds")
                        .tag("watch", "FORGET_INBOX")
                        .gauge()
                        .value())
                .isZero();
    }
}
