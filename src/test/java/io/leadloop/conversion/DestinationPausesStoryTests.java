package io.leadloop.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.DestinationPause.Cause;
import io.leadloop.support.StoryTest;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which pause of a destination gives way to which. */
@StoryTest
class DestinationPausesStoryTests {

    private static final String ACCOUNT = "an-account-of-pauses";
    private static final Instant NOW = Instant.parse("2026-10-03T10:25:00Z");

    @Autowired
    DestinationPauses pauses;

    @AfterEach
    void over() {
        pauses.resume(ACCOUNT, NOW);
        pauses.takesAgain(ACCOUNT);
    }

    private boolean pause(Cause cause, int minute) {
        Instant at = NOW.plusSeconds(60L * minute);
        return pauses.pause(ACCOUNT, cause, cause.name(), at, cause == Cause.OPERATOR ? null : at.plusSeconds(60));
    }

    private DestinationPause now() {
        return pauses.of(ACCOUNT).orElseThrow();
    }

    @Test
    void one_that_is_blocked_stays_so_when_it_wants_to_hear_nothing_for_a_while() {
        assertThat(pause(Cause.BLOCKED, 0)).isTrue();
        assertThat(pause(Cause.RATE_LIMIT, 1)).isFalse();
        assertThat(now().cause()).isEqualTo(Cause.BLOCKED);
        assertThat(now().since()).isEqualTo(NOW);
    }

    @Test
    void one_that_is_quiet_and_is_blocked_then_is_news() {
        assertThat(pause(Cause.RATE_LIMIT, 0)).isTrue();
        assertThat(pause(Cause.BLOCKED, 1)).isTrue();
        assertThat(pause(Cause.BLOCKED, 2)).as("once").isFalse();
        assertThat(now().since()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void a_persons_pause_gives_way_to_none() {
        assertThat(pause(Cause.OPERATOR, 0)).isTrue();
        assertThat(pause(Cause.BLOCKED, 1)).isFalse();
        assertThat(now().cause()).isEqualTo(Cause.OPERATOR);
    }

    @Test
    void quiet_ends_with_its_time_and_nothing_else_does() {
        pause(Cause.RATE_LIMIT, 0);
        pauses.endQuiet(ACCOUNT, NOW.plusSeconds(59));
        assertThat(pauses.of(ACCOUNT)).isPresent();
        pauses.endQuiet(ACCOUNT, NOW.plusSeconds(60));
        assertThat(pauses.of(ACCOUNT)).isEmpty();
        pause(Cause.BLOCKED, 0);
        pauses.endQuiet(ACCOUNT, NOW.plusSeconds(3_600));
        assertThat(pauses.of(ACCOUNT)).isPresent();
    }

    @Test
    void one_that_a_person_resumed_is_sent_to_and_blocked_again_since_it_first_was() {
        pause(Cause.BLOCKED, 0);
        assertThat(pauses.resume(ACCOUNT, NOW.plusSeconds(600)))
                .hasValueSatisfying(it -> assertThat(it.cause()).isEqualTo(Cause.BLOCKED));
        assertThat(pauses.of(ACCOUNT)).isEmpty();
        assertThat(pause(Cause.BLOCKED, 11)).as("a new incident").isTrue();
        assertThat(now().since()).isEqualTo(NOW);
    }

    @Test
    void one_that_is_blocked_days_after_it_was_resumed_is_blocked_anew() {
        pause(Cause.BLOCKED, 0);
        pauses.resume(ACCOUNT, NOW.plusSeconds(600));
        pause(Cause.BLOCKED, 24 * 60 + 11);
        assertThat(now().since()).isEqualTo(NOW.plusSeconds(60L * (24 * 60 + 11)));
    }

    @Test
    void one_that_took_something_after_it_was_resumed_is_blocked_anew() {
        pause(Cause.BLOCKED, 0);
        pauses.resume(ACCOUNT, NOW.plusSeconds(600));
        pauses.takesAgain(ACCOUNT);
        pause(Cause.BLOCKED, 20);
        assertThat(now().since()).isEqualTo(NOW.plusSeconds(1_200));
    }

    @Test
    void one_that_was_resumed_may_be_paused_and_resumed_for_any_other_cause() {
        pause(Cause.BLOCKED, 0);
        pauses.resume(ACCOUNT, NOW.plusSeconds(60));
        assertThat(pause(Cause.RATE_LIMIT, 2)).isTrue();
        assertThat(now().since()).isEqualTo(NOW.plusSeconds(120));
        pauses.resume(ACCOUNT, NOW.plusSeconds(180));
        assertThat(pause(Cause.OPERATOR, 4)).isTrue();
        pauses.resume(ACCOUNT, NOW.plusSeconds(300));
        assertThat(pauses.of(ACCOUNT)).isEmpty();
    }
}
