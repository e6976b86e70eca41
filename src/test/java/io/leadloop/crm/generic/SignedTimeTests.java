package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.crm.WebhookRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The replay window of a signed webhook: five minutes before and after 2026-10-03T10:25:00Z (1791023100). */
class SignedTimeTests {

    private final SignedTime time =
            new SignedTime(Duration.ofMinutes(5), Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1791023100",
                "1791022800",
                "1791023400",
                " 1791023100 ",
                "1791023100123",
                "2026-10-03T10:24:00Z",
                "2026-10-03T12:24:00.5+02:00"
            })
    void takes_seconds_milliseconds_and_iso_within_it(String signed) {
        assertThatCode(() -> time.check(signed)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1791022799", "1791023401", "1791022799999", "2026-10-03T10:19:59Z", "0", "999999999999999999"})
    void refuses_what_lies_outside(String signed) {
        assertThatThrownBy(() -> time.check(signed))
                .isInstanceOf(WebhookRefused.class)
                .hasMessageContaining("seconds away from now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-10-03T10:25:00", "-1", "99999999999999999999", "1e9"})
    void refuses_what_is_no_time(String signed) {
        assertThatThrownBy(() -> time.check(signed))
                .isInstanceOf(WebhookRefused.class)
                .hasMessageContaining("neither a number of seconds");
    }
}
