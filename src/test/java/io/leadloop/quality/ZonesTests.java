package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.quality.FetchedReports.Fetch;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By which calendar the days of an account are counted. */
class ZonesTests {

    private static Fetch told(String destination, @Nullable String zone) {
        return new Fetch(destination, Instant.EPOCH, 28, 0, 0, zone, null, null);
    }

    private static Zones zones(Map<String, ZoneId> configured) {
        return new Zones(
                new QualitySettings(null, Map.of(), configured),
                List.of(told("meta", "America/New_York"), told("linkedin", null)));
    }

    @Test
    void what_a_person_configured_wins_over_what_the_platform_told() {
        assertThat(zones(Map.of("meta", ZoneId.of("Europe/Berlin"))).of("meta")).isEqualTo("Europe/Berlin");
    }

    @Test
    void what_the_platform_told_counts_where_nothing_is_configured() {
        assertThat(zones(Map.of()).of("meta")).isEqualTo("America/New_York");
    }

    @Test
    void else_it_is_utc() {
        assertThat(zones(Map.of()).of("linkedin")).isEqualTo("Z");
        assertThat(zones(Map.of()).of("pinterest")).isEqualTo("Z");
    }
}
