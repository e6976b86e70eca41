package io.leadloop.planning;

import static io.leadloop.planning.Planning.NOW;
import static io.leadloop.planning.Planning.WON;
import static io.leadloop.planning.Planning.euros;
import static io.leadloop.planning.Planning.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.destination.APlatform;
import io.leadloop.destination.DestinationProfile.AdjustmentSupport;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The rows of adjustments, in the form that the platform takes. */
class AdjustmentRowsTests {

    private static final Instant LOST_AT = NOW.minusSeconds(60);

    private final Conversion win = told(WON, "d", NOW.minus(Duration.ofDays(1))).done();

    private static AdjustmentSupport can(boolean restates, boolean retracts) {
        return new AdjustmentSupport(restates, retracts, Duration.ZERO, Duration.ofDays(55), "");
    }

    private static AdjustmentRows rows(AdjustmentSupport support) {
        return new AdjustmentRows(APlatform.all(APlatform.by("any").adjusts(support)), Planning.CLOCK);
    }

    @Test
    void a_restatement_tells_the_new_value_where_the_platform_restates() {
        Valuation.Value value = new Valuation.Value(euros(9), null, "DEAL_AMOUNT", null);
        assertThat(rows(can(true, false)).restate(win, win, value, LOST_AT))
                .returns(ConversionType.RESTATEMENT, Conversion::type)
                .returns(euros(9), Conversion::value)
                .returns("DEAL_AMOUNT", Conversion::valueRule)
                .returns(ConversionState.PLANNED, Conversion::state);
        assertThat(rows(can(false, true)).restate(win, win, value, LOST_AT).reason())
                .isEqualTo("ADJUSTMENT_NOT_POSSIBLE");
        AdjustmentRows unknown = new AdjustmentRows(APlatform.all(), Planning.CLOCK);
        assertThat(unknown.restate(win, win, value, LOST_AT).reason()).isEqualTo("ADJUSTMENT_NOT_POSSIBLE");
    }

    @Test
    void what_is_true_again_has_a_key_of_its_own() {
        Conversion retraction = Planning.after(win, 2).done();
        assertThat(rows(can(true, true)).again(win, retraction).dedupeKey())
                .isEqualTo(retraction.change().sequence(3).done().dedupeKey())
                .as("not that of another chain, which a merge may have brought here")
                .isNotEqualTo(win.change().sequence(3).done().dedupeKey());
    }

    @Test
    void a_restatement_to_zero_takes_back_and_one_without_a_value_does_not() {
        Conversion restated = win.change().type(ConversionType.RESTATEMENT).done();
        assertThat(restated.change().value(euros(0)).done().isTakingBack()).isTrue();
        assertThat(restated.isTakingBack()).isFalse();
        assertThat(restated.change().value(null).done().isTakingBack()).isFalse();
        assertThat(win.change().value(euros(0)).done().isTakingBack())
                .as("a win that is worth nothing is a win")
                .isFalse();
        assertThat(win.change().type(ConversionType.RETRACTION).done().isTakingBack())
                .isTrue();
    }
}
