package io.leadloop.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaptureLimitsTests {

    private final TestClock clock = new TestClock();
    private final CaptureLimits limits = new CaptureLimits(
            new CaptureSettings(Map.of("shop", List.of("https://www.example.com")), Duration.ofDays(90), 3, 10, 15),
            clock);

    @BeforeEach
    void a_minute_begins() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private int passed(String address, int tries) {
        int passed = 0;
        for (int i = 0; i < tries; i++) {
            try {
                limits.pass(address, "shop");
                passed++;
            } catch (CaptureRefused refused) {
                assertThat(refused.status()).isEqualTo(429);
            }
        }
        return passed;
    }

    @Test
    void one_address_is_heard_so_often_a_minute_and_the_others_all_the_same() {
        assertThat(passed("192.0.2.1", 100)).isEqualTo(3);
        assertThat(passed("192.0.2.2", 100)).isEqualTo(3);
        clock.set("2026-10-03T10:26:00Z");
        assertThat(passed("192.0.2.1", 100)).isEqualTo(3);
    }

    @Test
    void addresses_of_one_network_of_ipv6_are_one() {
        assertThat(passed("2001:db8:0:1:0:0:0:1", 2)).isEqualTo(2);
        assertThat(passed("2001:db8:0:1:0:0:0:2", 2)).isEqualTo(1);
        assertThat(passed("2001:db8:0:2:0:0:0:1", 2)).isEqualTo(2);
    }

    @Test
    void a_flood_from_everywhere_ends_at_the_sites_bound_for_the_minute_and_the_day() {
        int passed = 0;
        for (int i = 0; i < 200; i++) {
            passed += passed("192.0.2." + i, 1);
        }
        assertThat(passed).isEqualTo(10);
        clock.set("2026-10-03T10:26:00Z");
        for (int i = 0; i < 200; i++) {
            passed += passed("192.0.2." + i, 1);
        }
        assertThat(passed).isEqualTo(15);
    }

    @Test
    void a_million_addresses_take_no_more_memory_than_the_bound() {
        for (int i = 0; i < 1_000_000; i++) {
            passed("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), 1);
        }
        assertThat(limits.addresses()).isEqualTo(20_000);
    }
}
