package io.leadloop.pipeline;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a lead of a segment that reaches a stage is expected to bring, by what came of earlier ones; docs/reporting.md says
 * how it is estimated.
 *
 * @param told whether conversions may be told by it: of too few leads nothing is said, and a segment that says nothing of its
 *     own leaves it to the wider one
 * @param leads how many reached the stage
 * @param won how many of them are won until now
 * @param share of them that is won in the end, in percent with one decimal
 * @param lowest the share's 95 % interval
 * @param mean what a won one brings on average, major units; null where no win has an amount
 * @param meanReach half the width of the mean's 95 % interval; null with fewer than two wins
 * @param priced how many wins the mean is over
 * @param own how much the segment's own leads say, in percent; the rest is the wider segment's
 * @param half the time within which half of those that are won in the end are won; null where nobody is
 * @param halfLife the time after which half of a change of the leads' quality is in the estimate
 * @param followed the age that at least a tenth of the leads of the stage have, decided or not
 */
public record StageEstimate(
        String stage,
        Segment segment,
        boolean told,
        long leads,
        long won,
        BigDecimal share,
        BigDecimal lowest,
        BigDecimal highest,
        @Nullable BigDecimal mean,
        @Nullable BigDecimal meanReach,
        long priced,
        int own,
        @Nullable Duration half,
        Duration halfLife,
        Duration followed,
        @Nullable String currency) {

    /** Of fewer leads, or fewer wins among them, nothing is told. */
    public static final int LEADS = 50;

    public static final int WINS = 10;

    /** So many halves of the wins leads have to be followed for; before, slow wins are missing from share and mean. */
    public static final int HALVES = 4;

    /** Whether the leads are too young to say how many are won in the end. */
    public boolean isTooYoung() {
        return half != null && followed.compareTo(half.multipliedBy(HALVES)) < 0;
    }

    /** Share times mean; null where no win has an amount. */
    public @Nullable BigDecimal expected() {
        return mean == null ? null : mean.multiply(share).divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
    }
}
