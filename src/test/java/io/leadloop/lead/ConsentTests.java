package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Consent.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What stands of a person's consent after events in any order. */
class ConsentTests {

    private static final Instant TEN = Instant.parse("2026-10-03T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-10-03T11:00:00Z");
    private static final Consent GRANTED = Consent.of(State.GRANTED);
    private static final Consent DENIED = Consent.of(State.DENIED);

    @Test
    void a_grant_from_before_a_denial_does_not_undo_it() {
        assertThat(GRANTED.after(DENIED, ELEVEN).after(GRANTED, TEN))
                .isEqualTo(new Consent(State.DENIED, State.DENIED, ELEVEN));
    }

    @Test
    void a_grant_from_after_a_denial_undoes_it() {
        assertThat(GRANTED.after(DENIED, TEN).after(GRANTED, ELEVEN)).isEqualTo(GRANTED);
    }

    @Test
    void a_denial_counts_whenever_it_comes() {
        assertThat(Consent.UNKNOWN.after(GRANTED, ELEVEN).after(DENIED, TEN).adUserData())
                .isEqualTo(State.DENIED);
    }

    @Test
    void an_older_denial_does_not_make_a_newer_one_older() {
        assertThat(GRANTED.after(DENIED, ELEVEN).after(DENIED, TEN).deniedAt()).isEqualTo(ELEVEN);
    }

    @Test
    void a_half_that_an_event_does_not_speak_of_stays() {
        Consent half = new Consent(State.UNSAID, State.DENIED);
        assertThat(GRANTED.after(half, TEN)).isEqualTo(new Consent(State.GRANTED, State.DENIED, TEN));
        assertThat(DENIED.after(new Consent(State.UNSAID, State.GRANTED), TEN))
                .isEqualTo(new Consent(State.DENIED, State.GRANTED));
    }

    @Test
    void what_only_silence_denied_any_word_may_grant() {
        assertThat(DENIED.after(GRANTED, TEN)).isEqualTo(GRANTED);
    }
}
