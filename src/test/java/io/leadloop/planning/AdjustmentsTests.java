package io.leadloop.planning;

import static io.leadloop.planning.Planning.LOST;
import static io.leadloop.planning.Planning.NOW;
import static io.leadloop.planning.Planning.WON;
import static io.leadloop.planning.Planning.euros;
import static io.leadloop.planning.Planning.stage;
import static io.leadloop.planning.Planning.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionDraft;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.ConversionType;
import io.leadloop.destination.DestinationProfile.AdjustmentSupport;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.Consent;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.StageKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What a platform is told when a win that it has is lost: by the stage's policy and by what the platform can do. */
class AdjustmentsTests extends AdjustmentCases {

    @Nested
    class A_win_that_the_platform_has {

        @ParameterizedTest
        @CsvSource({
            "RETRACT, true,  true,  RETRACTION,  PLANNED, ",
            "RETRACT, false, true,  RETRACTION,  PLANNED, ",
            "RETRACT, true,  false, RESTATEMENT, PLANNED, 0",
            "RETRACT, false, false, RETRACTION,  REFUSED, ",
            "RESTATE, true,  true,  RESTATEMENT, PLANNED, 0",
            "RESTATE, true,  false, RESTATEMENT, PLANNED, 0",
            "RESTATE, false, true,  RETRACTION,  REFUSED, ",
            "RESTATE, false, false, RETRACTION,  REFUSED, "
        })
        void is_taken_back_as_the_policy_and_the_platform_allow(
                AdjustmentPolicy policy,
                boolean restates,
                boolean retracts,
                ConversionType type,
                ConversionState state,
                @Nullable Integer value) {
            assertThat(after(lost(LOST_AT, null), policy, can(restates, retracts), win)
                            .born())
                    .singleElement()
                    .returns(type, Conversion::type)
                    .returns(state, Conversion::state)
                    .returns(state == ConversionState.PLANNED ? null : "ADJUSTMENT_NOT_POSSIBLE", Conversion::reason)
                    .returns(value == null ? null : euros(value), Conversion::value)
                    .returns(value == null ? "TAKEN_BACK" : "TAKEN_BACK, RESTATED TO 0", Conversion::valueRule)
                    .returns(2, Conversion::sequence)
                    .returns(win.id(), Conversion::adjusts)
                    .returns(win.change().sequence(2).done().dedupeKey(), Conversion::dedupeKey)
                    .returns(LOST_AT, Conversion::occurredAt)
                    .returns(0, Conversion::attempts);
        }

        @Test
        void stays_told_where_the_policy_is_to_leave() {
            PlanningResult result = after(lost(LOST_AT, null), AdjustmentPolicy.LEAVE, can(true, true), win);
            assertThat(result.born()).isEmpty();
            assertThat(result.moves()).isEmpty();
        }

        @Test
        void without_a_value_cannot_be_restated_to_zero() {
            Conversion priceless = win.change().value(null).done();
            assertThat(after(lost(LOST_AT, null), AdjustmentPolicy.RETRACT, can(true, false), priceless)
                            .born())
                    .singleElement()
                    .returns("ADJUSTMENT_NOT_POSSIBLE", Conversion::reason);
        }

        @Test
        void is_taken_back_once() {
            Conversion retraction = Planning.after(win, 2)
                    .type(ConversionType.RETRACTION)
                    .value(null)
                    .occurredAt(LOST_AT)
                    .done();
            assertThat(afterLoss(win, retraction).born()).isEmpty();
            Conversion zero = Planning.after(win, 2)
                    .type(ConversionType.RESTATEMENT)
                    .value(euros(0))
                    .occurredAt(LOST_AT)
                    .done();
            assertThat(afterLoss(win, zero).born()).isEmpty();
            Conversion dearer = Planning.after(win, 2)
                    .type(ConversionType.RESTATEMENT)
                    .value(euros(9))
                    .occurredAt(YESTERDAY.plusSeconds(5))
                    .done();
            assertThat(afterLoss(win, dearer).born())
                    .singleElement()
                    .returns(3, Conversion::sequence)
                    .returns(win.id(), Conversion::adjusts);
        }

        @Test
        void is_not_taken_back_by_news_from_before_it() {
            assertThat(after(lost(YESTERDAY.minusSeconds(1), null), AdjustmentPolicy.RETRACT, can(true, true), win)
                            .born())
                    .isEmpty();
            assertThat(after(lost(YESTERDAY, null), AdjustmentPolicy.RETRACT, can(true, true), win)
                            .born())
                    .singleElement()
                    .returns(NOW, Conversion::occurredAt);
        }

        @Test
        void is_not_taken_back_by_news_from_before_its_last_adjustment() {
            Conversion dearer = Planning.after(win, 2)
                    .type(ConversionType.RESTATEMENT)
                    .value(euros(9))
                    .occurredAt(LOST_AT)
                    .done();
            assertThat(after(
                                    lost(LOST_AT.minusSeconds(1), null),
                                    AdjustmentPolicy.RETRACT,
                                    can(true, true),
                                    win,
                                    dearer)
                            .born())
                    .isEmpty();
            assertThat(afterLoss(win, dearer).born()).hasSize(1);
        }

        @Test
        void too_long_ago_is_said_to_be_too_late_from_the_second_after_the_limit() {
            Instant limit = NOW.minus(Duration.ofDays(55));
            Conversion old = told(WON, "d", limit).done();
            assertThat(afterLoss(old).born()).singleElement().returns(null, Conversion::reason);
            Conversion older = told(WON, "d", limit.minusSeconds(1)).done();
            assertThat(afterLoss(older).born())
                    .singleElement()
                    .returns("ADJUSTMENT_TOO_LATE", Conversion::reason)
                    .returns(NOW.minusSeconds(1), Conversion::sendBefore);
        }

        @Test
        void waits_until_the_platform_takes_adjustments_of_it() {
            AdjustmentSupport day = new AdjustmentSupport(true, true, Duration.ofHours(25), null, "");
            assertThat(after(lost(LOST_AT, null), AdjustmentPolicy.RETRACT, day, win)
                            .born())
                    .singleElement()
                    .returns(NOW.plus(Duration.ofHours(1)), Conversion::notBefore)
                    .returns(null, Conversion::sendBefore);
            AdjustmentSupport now = new AdjustmentSupport(true, true, Duration.ofDays(1), null, "");
            assertThat(after(lost(LOST_AT, null), AdjustmentPolicy.RETRACT, now, win)
                            .born())
                    .singleElement()
                    .returns(null, Conversion::notBefore);
        }
    }

    @Nested
    class A_win_that_was_not_sent {

        @ParameterizedTest
        @EnumSource(
                value = ConversionState.class,
                names = {"PLANNED", "EXHAUSTED", "CANCELLED", "REJECTED", "DROPPED"})
        void is_taken_back_in_place(ConversionState state) {
            Conversion waiting = win.change().state(state).attempts(0).done();
            PlanningResult result = afterLoss(waiting);
            assertThat(result.born()).isEmpty();
            assertThat(result.moves())
                    .singleElement()
                    .returns(waiting.id(), Move::conversion)
                    .returns(ConversionTransition.TAKE_BACK, Move::transition)
                    .returns("TAKEN_BACK", Move::reason);
        }

        @ParameterizedTest
        @EnumSource(
                value = ConversionState.class,
                names = {"ACCEPTED", "PLANNED", "EXHAUSTED", "CANCELLED", "REJECTED", "DROPPED"},
                mode = Mode.EXCLUDE)
        void and_will_not_be_is_left_as_it_is(ConversionState state) {
            PlanningResult result =
                    afterLoss(win.change().state(state).attempts(0).done());
            assertThat(result.born()).isEmpty();
            assertThat(result.moves()).isEmpty();
        }
    }

    @Nested
    class A_deal_that_becomes_another_leads {

        private Conversion atOther(ConversionState state, int attempts) {
            return ConversionDraft.step(
                            Planning.at(OTHER, "WON", "d", Consent.State.GRANTED, HashedContact.NONE),
                            "d",
                            WON,
                            "any",
                            YESTERDAY)
                    .state(state)
                    .attempts(attempts)
                    .done();
        }

        @Test
        void takes_back_at_the_lead_that_had_it_what_was_not_told() {
            Conversion waiting = atOther(ConversionState.PLANNED, 0);
            assertThat(after(lost(LOST_AT, OTHER), AdjustmentPolicy.RETRACT, can(true, true), waiting)
                            .moves())
                    .singleElement()
                    .returns(ConversionTransition.TAKE_BACK, Move::transition)
                    .returns("DEAL_MOVED", Move::reason);
        }

        @Test
        void leaves_there_also_what_another_platform_was_not_told_yet() {
            PlanningResult result = after(
                    lost(LOST_AT, OTHER),
                    AdjustmentPolicy.RETRACT,
                    can(true, true),
                    atOther(ConversionState.ACCEPTED, 1),
                    ConversionDraft.step(
                                    Planning.at(OTHER, "WON", "d", Consent.State.GRANTED, HashedContact.NONE),
                                    "d",
                                    WON,
                                    "second",
                                    YESTERDAY)
                            .state(ConversionState.PLANNED)
                            .done());
            assertThat(result.moves()).isEmpty();
        }

        @Test
        void leaves_there_what_was_told() {
            PlanningResult result = after(
                    lost(LOST_AT, OTHER),
                    AdjustmentPolicy.RETRACT,
                    can(true, true),
                    atOther(ConversionState.ACCEPTED, 1));
            assertThat(result.moves()).isEmpty();
            assertThat(result.born()).isEmpty();
        }

        @Test
        void is_adjusted_there_by_later_news() {
            assertThat(afterLoss(atOther(ConversionState.ACCEPTED, 1)).born())
                    .singleElement()
                    .returns(OTHER, Conversion::lead);
        }
    }

    @Test
    void a_win_that_may_have_arrived_where_nothing_can_be_adjusted_is_not_sent_again() {
        Conversion silent =
                win.change().state(ConversionState.PLANNED).attempts(1).done();
        PlanningResult result = after(lost(LOST_AT, null), AdjustmentPolicy.RETRACT, can(false, false), silent);
        assertThat(result.born()).isEmpty();
        assertThat(result.moves()).singleElement().returns(ConversionTransition.TAKE_BACK, Move::transition);
    }

    @Test
    void a_step_of_a_stage_that_the_pipeline_lost_is_left_as_it_is() {
        Conversion gone = told(stage("PAID", StageKind.REVENUE, 40, AdjustmentPolicy.RETRACT), "d", YESTERDAY)
                .done();
        assertThat(afterLoss(gone).born()).isEmpty();
    }

    @Test
    void a_lead_that_began_by_the_event_has_nothing_to_adjust() {
        LeadChange known = lost(LOST_AT, null);
        LeadChange began = new LeadChange(
                known.after(),
                false,
                known.clicks(),
                false,
                known.event(),
                LOST,
                known.move(),
                known.deal(),
                null,
                known.reached());
        assertThat(after(began, AdjustmentPolicy.RETRACT, can(true, true), win).born())
                .isEmpty();
    }
}
