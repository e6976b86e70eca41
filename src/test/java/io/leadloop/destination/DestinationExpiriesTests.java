package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.expiry.Endings;
import io.leadloop.expiry.Expiry;
import io.leadloop.expiry.Expiry.Basis;
import io.leadloop.expiry.Expiry.Holder;
import io.leadloop.expiry.Expiry.What;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What ends of the destinations is known, and seen on their page, as a metric and in words. */
@StoryTest
class DestinationExpiriesTests {

    @Autowired
    Destinations destinations;

    @Autowired
    Endings endings;

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    private List<Expiry> meta(@Nullable LocalDate version, @Nullable LocalDate credentials) {
        PlatformSettings settings = new PlatformSettings(
                false, Map.of("meta", new PlatformSettings.Account(null, null, null, version, credentials)));
        return new DestinationExpiries(
                        APlatform.all(settings, destinations.all().toArray(Destination[]::new)))
                .expiries().stream().filter(it -> it.name().equals("meta")).toList();
    }

    @Test
    void a_platforms_own_day_counts_until_another_one_is_configured() {
        assertThat(meta(null, null)).singleElement().satisfies(it -> {
            assertThat(it.ends()).isEqualTo("2028-07-29");
            assertThat(it.basis()).isEqualTo(Basis.TOLD);
        });
        assertThat(meta(LocalDate.parse("2027-01-01"), null)).singleElement().satisfies(it -> {
            assertThat(it.ends()).isEqualTo("2027-01-01");
            assertThat(it.basis()).isEqualTo(Basis.CONFIGURED);
        });
    }

    @Test
    void a_token_that_ends_is_one_thing_more() {
        assertThat(meta(null, LocalDate.parse("2026-10-10")))
                .extracting(Expiry::what)
                .containsExactly(What.API_VERSION, What.CREDENTIALS);
    }

    @Test
    void the_page_and_the_metrics_say_it_before_and_after_the_end() {
        clock.set("2027-08-01T10:00:00Z");
        assertThat(endings.of(Holder.DESTINATION))
                .as("the LinkedIn version of the demo")
                .anyMatch(it -> it.expiry().name().equals("linkedin") && it.isSoon() && !it.isOver());
        assertThat(page("/ops/destinations"))
                .contains("API version 202609 ends on 2027-09-15 (by the platform&#39;s rule, not announced yet), in 45"
                        + " days: set a newer leadloop.destinations.linkedin.api-version.");
        assertThat(house.send(house.request("/actuator/prometheus").GET()).body())
                .contains("leadloop_destination_days_left{destination=\"linkedin\",what=\"API_VERSION\"} 45.0");
        clock.set("2027-09-16T10:00:00Z");
        assertThat(page("/ops/destinations")).contains(">ended<").contains("API version 202609 ended on 2027-09-15");
    }

    private String page(String path) {
        return Browser.signedIn(house, "admin", House.PASSWORD).get(path).body();
    }
}
