package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.DestinationHealth.Ending;
import io.leadloop.destination.DestinationHealth.What;
import io.leadloop.support.StoryTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What ends soon is told early, and by name. */
@StoryTest
class DestinationHealthTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC);

    @Autowired
    Destinations destinations;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private List<Ending> endings(@Nullable LocalDate version, @Nullable LocalDate credentials) {
        PlatformSettings settings =
                new PlatformSettings(false, Map.of("meta", new PlatformSettings.Account(null, version, credentials)));
        return new DestinationHealth(destinations, settings, metrics, CLOCK)
                .endings().stream()
                        .filter(it -> it.destination().equals("meta"))
                        .toList();
    }

    @Test
    void nothing_is_said_of_what_has_no_known_end() {
        assertThat(endings(null, null)).isEmpty();
    }

    @Test
    void an_end_in_61_days_is_no_news_yet_and_one_in_60_is() {
        assertThat(endings(LocalDate.parse("2026-12-03"), null).get(0).isSoon()).isFalse();
        Ending soon = endings(LocalDate.parse("2026-12-02"), null).get(0);
        assertThat(soon.isSoon()).isTrue();
        assertThat(soon.words())
                .isEqualTo("API version v25.0 ends on 2026-12-02, in 60 days: set a newer api-version"
                        + " under leadloop.destinations.meta.");
    }

    @Test
    void an_end_that_is_over_says_so() {
        assertThat(endings(LocalDate.parse("2026-10-01"), null).get(0).words()).contains("ended on 2026-10-01");
    }

    @Test
    void a_token_that_ends_is_a_warning_and_a_metric() {
        assertThat(endings(null, LocalDate.parse("2026-10-10")))
                .singleElement()
                .satisfies(it -> assertThat(it.what()).isEqualTo(What.CREDENTIALS));
        assertThat(metrics.get("leadloop.destination.days.left")
                        .tag("destination", "meta")
                        .gauge()
                        .value())
                .isEqualTo(7.0);
    }
}
