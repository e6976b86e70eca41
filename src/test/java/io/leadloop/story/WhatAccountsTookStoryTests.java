package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.AccountTraffic;
import io.leadloop.conversion.AccountTraffic.Traffic;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The page of ad accounts says first what each of them took of late. */
@StoryTest
class WhatAccountsTookStoryTests {

    private static final Instant NOW = Instant.parse("2026-10-03T10:25:00Z");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    AccountTraffic traffic;

    @BeforeEach
    void october() {
        clock.set(NOW.toString());
    }

    private Traffic google(Instant since) {
        return traffic.since(since).getOrDefault("google-ads", new Traffic(0, 0, 0, null));
    }

    @Test
    void what_was_taken_counts_from_its_attempt_and_what_waits_counts_now() {
        Traffic before = google(NOW.minus(Duration.ofDays(7)));
        house.leadReaches("traffic-1", "MQL", "2026-10-03T09:00:00Z", "gclid=traffic-1-g");
        house.settles();
        Traffic after = google(NOW.minus(Duration.ofDays(7)));
        assertThat(after.taken()).isEqualTo(before.taken() + 1);
        assertThat(after.lastTaken()).isAfterOrEqualTo(NOW);
        house.leadReaches("traffic-2", "MQL", "2026-10-03T09:00:00Z", "gclid=traffic-2-g");
        house.applies();
        assertThat(google(NOW.minus(Duration.ofDays(7))).waiting()).isEqualTo(after.waiting() + 1);
        assertThat(google(clock.instant().plus(Duration.ofDays(1))).taken())
                .as("nothing since tomorrow")
                .isZero();
        house.settles();
    }

    @Test
    void a_refused_attempt_counts_as_one() {
        Traffic before = google(NOW.minus(Duration.ofDays(7)));
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"traffic-3-g\"}");
        house.leadReaches("traffic-3", "MQL", "2026-10-03T09:00:00Z", "gclid=traffic-3-g");
        house.settles();
        house.faults("google-ads");
        Traffic after = google(NOW.minus(Duration.ofDays(7)));
        assertThat(after.refused()).isEqualTo(before.refused() + 1);
        assertThat(after.taken()).isEqualTo(before.taken());
    }

    @Test
    void the_page_shows_it_by_account() {
        String part = Browser.signedIn(house, "admin", House.PASSWORD)
                .get("/ops/destinations/traffic")
                .body();
        assertThat(part).contains("#a-google-ads", "Google Ads", "Taken", "Refused attempts", "Waiting now");
        assertThat(part).doesNotContain("<html");
    }
}
