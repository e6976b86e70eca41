package io.leadloop.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionChains.Standing;
import io.leadloop.conversion.ConversionDraft;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.APlatform;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.Consent.State;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.planning.ConsentPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked again before each attempt: consent, age, and for an adjustment its place among the others. */
class UploadCheckTests {

    private static final Instant NOW = Instant.parse("2026-10-03T12:00:00Z");
    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final Standing ALONE = new Standing(false, false, true, false);
    private static final Stage WON =
            new Stage("WON", "Won", StageKind.REVENUE, 30, Duration.ZERO, AdjustmentPolicy.RETRACT);
    private static final DestinationProfile PLATFORM =
            APlatform.by("any", ClickIdKind.GCLID).profile();
    private static final ClickId CLICK = ClickId.of(ClickIdKind.GCLID, "g", YESTERDAY);

    private final UploadCheck check = new UploadCheck(new ConsentPolicy(Map.of()), Clock.fixed(NOW, ZoneOffset.UTC));

    private static Lead lead(State consent) {
        return new Lead(
                LeadId.next(),
                ExternalId.lead("crm", "1"),
                "WON",
                NOW,
                "",
                "pi",
                null,
                null,
                Consent.of(consent),
                HashedContact.NONE);
    }

    private static ConversionDraft step(Instant at) {
        return ConversionDraft.step(lead(State.GRANTED), "d", WON, "any", at);
    }

    private Optional<Move> refusal(State consent, ConversionDraft step, ClickId click) {
        return check.refusal(PLATFORM, new Upload(step.done(), lead(consent), click, List.of(click), null), ALONE);
    }

    private static void ends(Optional<Move> move, ConversionTransition how, String reason) {
        assertThat(move).hasValueSatisfying(it -> {
            assertThat(it.transition()).isEqualTo(how);
            assertThat(it.reason()).isEqualTo(reason);
            assertThat(it.detail()).isNotBlank();
        });
    }

    @Test
    void what_may_be_sent_is_sent() {
        assertThat(refusal(State.GRANTED, step(YESTERDAY), CLICK)).isEmpty();
    }

    @Test
    void a_person_who_said_no_meanwhile_has_it_withdrawn() {
        ends(refusal(State.DENIED, step(YESTERDAY), CLICK), ConversionTransition.WITHDRAW, "CONSENT_DENIED");
    }

    @Test
    void a_consent_that_nobody_knows_any_more_lets_it_expire() {
        ends(refusal(State.UNKNOWN, step(YESTERDAY), CLICK), ConversionTransition.EXPIRE, "CONSENT_UNKNOWN");
    }

    @Test
    void a_click_that_grew_too_old_meanwhile_lets_it_expire() {
        ClickId atLimit = ClickId.of(ClickIdKind.GCLID, "g", NOW.minus(Duration.ofDays(90)));
        assertThat(refusal(State.GRANTED, step(YESTERDAY), atLimit)).isEmpty();
        ClickId over = ClickId.of(
                ClickIdKind.GCLID, "g", NOW.minus(Duration.ofDays(90)).minusSeconds(1));
        ends(refusal(State.GRANTED, step(YESTERDAY), over), ConversionTransition.EXPIRE, "CLICK_TOO_OLD");
    }

    private static Upload adjustment(@Nullable Instant until, State consent) {
        Conversion step = step(YESTERDAY).done();
        Conversion adjustment = step.change()
                .id(Conversion.nextId())
                .sequence(2)
                .type(ConversionType.RESTATEMENT)
                .state(ConversionState.PLANNED)
                .adjusts(step.id())
                .sendBefore(until)
                .done();
        return new Upload(adjustment, lead(consent), CLICK, List.of(CLICK), step);
    }

    private Optional<Move> adjustment(State consent, @Nullable Instant until, Standing among) {
        return check.refusal(PLATFORM, adjustment(until, consent), among);
    }

    private Optional<String> waits(@Nullable Instant until, Standing among) {
        return check.wait(adjustment(until, State.GRANTED), among).map(UploadResult::code);
    }

    @Test
    void an_adjustment_waits_for_the_earlier_rows_of_its_step() {
        assertThat(waits(null, new Standing(true, false, true, false))).hasValue("EARLIER_FIRST");
        assertThat(waits(NOW, new Standing(true, true, false, false))).hasValue("EARLIER_FIRST");
        assertThat(waits(null, ALONE)).isEmpty();
    }

    @Test
    void an_adjustment_waits_for_the_person_who_decides_about_its_step() {
        assertThat(waits(NOW, new Standing(false, true, false, false))).hasValue("STEP_STOPPED");
    }

    @Test
    void an_adjustment_waits_for_nothing_once_its_time_ran_out() {
        assertThat(waits(NOW.minusSeconds(1), new Standing(true, true, false, false)))
                .isEmpty();
    }

    @Test
    void an_adjustment_of_what_the_platform_has_is_sent() {
        assertThat(adjustment(State.GRANTED, null, ALONE)).isEmpty();
        assertThat(adjustment(State.GRANTED, NOW, ALONE)).isEmpty();
    }

    @Test
    void an_adjustment_that_a_newer_one_overtook_would_undo_it() {
        ends(
                adjustment(State.GRANTED, null, new Standing(false, false, true, true)),
                ConversionTransition.EXPIRE,
                "ADJUSTMENT_OVERTAKEN");
    }

    @Test
    void an_adjustment_of_what_was_never_taken_has_nothing_to_adjust() {
        ends(
                adjustment(State.GRANTED, null, new Standing(false, false, false, false)),
                ConversionTransition.EXPIRE,
                "ORIGINAL_NOT_TAKEN");
    }

    @Test
    void an_adjustment_is_too_late_from_the_second_after_its_limit() {
        ends(adjustment(State.GRANTED, NOW.minusSeconds(1), ALONE), ConversionTransition.EXPIRE, "ADJUSTMENT_TOO_LATE");
    }

    @Test
    void an_adjustment_needs_consent_too() {
        ends(adjustment(State.DENIED, null, ALONE), ConversionTransition.WITHDRAW, "CONSENT_DENIED");
    }
}
