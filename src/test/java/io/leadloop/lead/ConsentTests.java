package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Consent.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        assertThat(GRANTED.after(DENIED, TEN).after(GRANTED, ELEVEN)).isEqualTo(GRANTED.at(ELEVEN));
    }

    @Test
    void a_denial_counts_whenever_it_comes() {
        assertThat(Consent.UNKNOWN.after(GRANTED, ELEVEN).after(DENIED, TEN).adUserData())
                .isEqualTo(State.DENIED);
    }

    @Test
    void an_older_denial_does_not_make_a_newer_one_older() {
        assertThat(GRANTED.after(DENIED, ELEVEN).after(DENIED, TEN).saidAt()).isEqualTo(ELEVEN);
    }

    @Test
    void a_half_that_an_event_does_not_speak_of_stays() {
        Consent half = new Consent(State.UNSAID, State.DENIED);
        assertThat(GRANTED.after(half, TEN)).isEqualTo(new Consent(State.GRANTED, State.DENIED, TEN));
        assertThat(DENIED.after(new Consent(State.UNSAID, State.GRANTED), TEN))
                .isEqualTo(new Consent(State.DENIED, State.GRANTED));
    }

    @Test
    void an_unknown_from_before_a_grant_does_not_undo_it() {
        Consent granted = Consent.UNKNOWN.after(GRANTED, ELEVEN);
        assertThat(granted.after(Consent.UNKNOWN, TEN)).isEqualTo(granted);
        assertThat(granted.after(Consent.UNKNOWN, ELEVEN.plusSeconds(1)).isUnknown())
                .isTrue();
    }

    @Test
    void a_grant_that_is_repeated_makes_what_was_said_before_it_older() {
        Consent again = Consent.UNKNOWN.after(GRANTED, TEN).after(GRANTED, ELEVEN);
        assertThat(again.after(Consent.UNKNOWN, TEN.plusSeconds(1))).isEqualTo(again);
    }

    @Test
    void a_half_of_which_nothing_is_known_takes_an_older_word() {
        Consent half = Consent.UNKNOWN.after(new Consent(State.GRANTED, State.UNSAID), ELEVEN);
        assertThat(half.after(new Consent(State.UNSAID, State.GRANTED), TEN)).isEqualTo(GRANTED.at(ELEVEN));
    }

    @Test
    void a_denial_that_comes_late_is_undone_by_what_was_said_after_it() {
        Consent denied = Consent.UNKNOWN.after(GRANTED, ELEVEN).after(DENIED, TEN);
        assertThat(denied).isEqualTo(DENIED.at(TEN));
        assertThat(denied.after(GRANTED, ELEVEN)).isEqualTo(GRANTED.at(ELEVEN));
    }

    @Test
    void an_event_that_says_nothing_makes_no_word_older() {
        Consent granted = Consent.UNKNOWN.after(GRANTED, TEN);
        assertThat(granted.after(Consent.of(State.UNSAID), ELEVEN)).isEqualTo(granted);
    }

    @Test
    void what_only_silence_denied_any_word_may_grant() {
        assertThat(DENIED.after(GRANTED, TEN)).isEqualTo(GRANTED.at(TEN));
    }

    /**
     * The time of an event is often that of its stage, and its consent that of the moment at which it was sent: a person who
     * consents later is told with the same time. So the last word counts; a repetition of the first one is no word, because
     * its delivery is known.
     */
    @Test
    void of_two_words_of_the_same_instant_the_last_one_counts() {
        assertThat(Consent.UNKNOWN.after(GRANTED, TEN).after(DENIED, TEN))
                .isEqualTo(new Consent(State.DENIED, State.DENIED, TEN));
        assertThat(Consent.UNKNOWN.after(DENIED, TEN).after(GRANTED, TEN)).isEqualTo(GRANTED.at(TEN));
    }

    @Test
    void a_newer_denial_moves_the_time_of_the_denial_on() {
        assertThat(GRANTED.after(DENIED, TEN).after(DENIED, ELEVEN).saidAt()).isEqualTo(ELEVEN);
    }

    @Test
    void the_time_of_a_denial_stays_while_one_half_is_denied() {
        Consent known = GRANTED.after(DENIED, TEN).after(new Consent(State.GRANTED, State.UNSAID), ELEVEN);
        assertThat(known).isEqualTo(new Consent(State.GRANTED, State.DENIED, TEN));
        assertThat(known.after(new Consent(State.UNSAID, State.GRANTED), ELEVEN))
                .isEqualTo(GRANTED.at(ELEVEN));
    }

    @Test
    void an_unknown_from_before_a_denial_does_not_undo_it_either() {
        assertThat(GRANTED.after(DENIED, ELEVEN).after(Consent.UNKNOWN, TEN).adUserData())
                .isEqualTo(State.DENIED);
    }

    @Test
    void one_denied_half_denies() {
        assertThat(new Consent(State.DENIED, State.GRANTED).denies()).isTrue();
        assertThat(new Consent(State.GRANTED, State.DENIED).denies()).isTrue();
        assertThat(new Consent(State.GRANTED, State.UNKNOWN).denies()).isFalse();
    }

    @Test
    void is_unknown_only_while_both_halves_are() {
        assertThat(Consent.UNKNOWN.isUnknown()).isTrue();
        assertThat(new Consent(State.UNKNOWN, State.GRANTED).isUnknown()).isFalse();
        assertThat(new Consent(State.GRANTED, State.UNKNOWN).isUnknown()).isFalse();
    }

    @Test
    void a_sources_silence_counts_only_while_nothing_is_known() {
        assertThat(Consent.UNKNOWN.after(silent(GRANTED))).isEqualTo(GRANTED);
        assertThat(DENIED.after(silent(GRANTED))).isEqualTo(DENIED);
        assertThat(Consent.UNKNOWN.after(saying(DENIED, GRANTED)))
                .isEqualTo(new Consent(State.DENIED, State.DENIED, TEN));
    }

    private static LeadEvent silent(Consent assumed) {
        return saying(null, assumed);
    }

    private static LeadEvent saying(@Nullable Consent said, Consent assumed) {
        return new LeadEvent(
                ExternalId.lead("crm", "1"),
                List.of(),
                "MQL",
                LeadEvent.Outcome.UNSAID,
                TEN,
                null,
                List.of(),
                HashedContact.NONE,
                said,
                assumed,
                null,
                null);
    }
}
