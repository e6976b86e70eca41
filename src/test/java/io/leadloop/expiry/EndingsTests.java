package io.leadloop.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.expiry.Expiry.Basis;
import io.leadloop.expiry.Expiry.Holder;
import io.leadloop.expiry.Expiry.What;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends soon is told early, by name, and what has ended stays told. */
class EndingsTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private Endings endings(Duration warnBefore, Expiry... expiries) {
        return new Endings(List.of(() -> List.of(expiries)), new ExpirySettings(warnBefore), metrics, CLOCK);
    }

    private static Expiry version(String name, String ends, Basis basis) {
        return new Expiry(
                Holder.SOURCE, name, What.API_VERSION, "HubSpot API v3", LocalDate.parse(ends), basis, "objects-path");
    }

    private Ending one(String ends) {
        return endings(Duration.ofDays(60), version("hub", ends, Basis.TOLD))
                .all()
                .get(0);
    }

    @Test
    void an_end_in_61_days_is_no_news_yet_and_one_in_60_is() {
        assertThat(one("2026-12-03").isSoon()).isFalse();
        assertThat(one("2026-12-02").isSoon()).isTrue();
        assertThat(one("2026-12-02").words())
                .isEqualTo("HubSpot API v3 ends on 2026-12-02, in 60 days:"
                        + " set a newer leadloop.crm.sources.hub.objects-path.");
    }

    @Test
    void how_early_is_configurable() {
        assertThat(endings(Duration.ofDays(90), version("hub", "2026-12-31", Basis.TOLD))
                        .soon())
                .hasSize(1);
        assertThat(endings(Duration.ofDays(7), version("hub", "2026-10-11", Basis.TOLD))
                        .soon())
                .isEmpty();
    }

    @Test
    void on_its_day_it_is_over_and_stays_so() {
        assertThat(one("2026-10-04").isOver()).isFalse();
        assertThat(one("2026-10-04").words()).contains("in 1 day:");
        assertThat(one("2026-10-03").isOver()).isTrue();
        assertThat(one("2026-10-01").isSoon()).isTrue();
        assertThat(one("2026-10-01").words()).contains("HubSpot API v3 ended on 2026-10-01:");
    }

    @Test
    void a_day_that_nobody_announced_says_so() {
        assertThat(endings(Duration.ofDays(60), version("hub", "2026-10-10", Basis.RULE))
                        .all()
                        .get(0)
                        .words())
                .contains("ends on 2026-10-10 (by the platform's rule, not announced yet), in 7 days");
    }

    @Test
    void of_two_versions_of_one_source_the_first_to_end_is_its_metric() {
        endings(
                Duration.ofDays(60),
                version("hub", "2027-09-01", Basis.MONTH_TOLD),
                version("hub", "2026-10-10", Basis.TOLD));
        assertThat(metrics.get("leadloop.source.days.left")
                        .tag("source", "hub")
                        .gauge()
                        .value())
                .isEqualTo(7.0);
    }
}
