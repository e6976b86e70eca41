package io.leadloop.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionCauses.Cause;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which of our own reasons may go away, and where a look whether they have is offered. */
class RefusalTests {

    private static boolean isOffered(ConversionState state, String reason) {
        return new Cause("google-ads", state, reason, 3, null, Instant.EPOCH).mayBeLookedAtAgain();
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void one_that_a_later_event_takes_away_is_none_for_good(Refusal reason) {
        assertThat(Refusal.isForGood(reason.name()) && Refusal.reviewable().contains(reason.name()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, NO_VALUE, true",
        "REFUSED, DESTINATION_OFF, true",
        "REFUSED, EVENT_TOO_OLD, false",
        "REFUSED, CONSENT_DENIED, false",
        "EXPIRED, CONSENT_UNKNOWN, true",
        "EXPIRED, CLICK_TOO_OLD, false",
        "WITHDRAWN, CONSENT_DENIED, false"
    })
    void a_look_is_offered_where_it_may_help(ConversionState state, String reason, boolean offered) {
        assertThat(isOffered(state, reason)).isEqualTo(offered);
    }

    @Test
    void a_platforms_own_code_is_no_reason_of_ours() {
        assertThat(Refusal.isForGood("INVALID_EVENT")).isFalse();
        assertThat(Refusal.isForGood(null)).isFalse();
    }
}
