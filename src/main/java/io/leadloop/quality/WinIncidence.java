package io.leadloop.quality;

import io.leadloop.quality.FollowedLead.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The share of leads that is won in the end, and what a won one brings, estimated while some are still open (Aalen and
 * Johansen's estimator of the cumulative incidence: Kaplan and Meier's with losing as a competing end). At each time at which
 * somebody was won, the leads that were still undecided at that age say how likely that was: an open lead counts as long as
 * it was followed and no longer, a lost one ends. Each win weighs in the mean what it adds to the share, so that slow deals
 * for which younger leads had no time yet are not missed.
 *
 * @param share of the leads, 0 to 1
 * @param known how many leads of equal weight the share rests on: decided ones, and open ones older than the oldest win
 * @param mean NaN where no win has an amount
 * @param deviation standard deviation of a win's amount; NaN with fewer than two
 * @param wins how many wins of equal weight the mean rests on
 * @param curve the share won until then, by seconds since the stage
 */
record WinIncidence(
        double share,
        double known,
        long leads,
        long won,
        double mean,
        double deviation,
        double wins,
        long priced,
        List<Point> curve) {

    /** Where one lead stands for more than so many, too few are left undecided: the curve ends there. */
    private static final int MOST_STANDING_FOR = 10;

    record Point(long seconds, double share) {}

    /**
     * @param sorted by {@code seconds}
     * @param weight how much a lead says
     */
    static WinIncidence of(List<FollowedLead> sorted, ToDoubleFunction<FollowedLead> weight) {
        int n = sorted.size();
        double[] weights = new double[n];
        double[] atRisk = new double[n + 1];
        for (int i = n - 1; i >= 0; i--) {
            weights[i] = weight.applyAsDouble(sorted.get(i));
            atRisk[i] = atRisk[i + 1] + weights[i];
        }
        double[] adds = new double[n];
        List<Point> curve = new ArrayList<>();
        double undecided = 1;
        double share = 0;
        int next;
        for (int from = 0; from < n; from = next) {
            if (undecided * n > (double) MOST_STANDING_FOR * (n - from)) {
                break;
            }
            long seconds = sorted.get(from).seconds();
            double won = 0;
            double ended = 0;
            for (next = from; next < n && sorted.get(next).seconds() == seconds; next++) {
                End end = sorted.get(next).end();
                if (end == End.WON) {
                    adds[next] = undecided * weights[next] / atRisk[from];
                    won += weights[next];
                }
                ended += end == End.OPEN ? 0 : weights[next];
            }
            if (won > 0) {
                share += undecided * won / atRisk[from];
                curve.add(new Point(seconds, share));
            }
            undecided *= Math.max(0, 1 - ended / atRisk[from]);
        }
        long oldest =
                curve.isEmpty() ? Long.MAX_VALUE : curve.get(curve.size() - 1).seconds();
        Sum known = new Sum();
        Sum priced = new Sum();
        long wins = 0;
        double all = 0;
        for (int i = 0; i < n; i++) {
            FollowedLead it = sorted.get(i);
            if (it.end() != End.OPEN || it.seconds() >= oldest) {
                known.add(weights[i]);
            }
            wins += it.end() == End.WON ? 1 : 0;
            if (adds[i] > 0 && !Double.isNaN(it.value())) {
                priced.add(adds[i]);
                all += adds[i] * it.value();
            }
        }
        double mean = priced.many == 0 ? Double.NaN : all / priced.sum;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double value = sorted.get(i).value();
            if (adds[i] > 0 && !Double.isNaN(value)) {
                squares += adds[i] * (value - mean) * (value - mean);
            }
        }
        double deviation = priced.many < 2
                ? Double.NaN
                : Math.sqrt(squares / priced.sum * priced.ofEqualWeight() / Math.max(1, priced.ofEqualWeight() - 1));
        return new WinIncidence(
                share, known.ofEqualWeight(), n, wins, mean, deviation, priced.ofEqualWeight(), priced.many, curve);
    }

    private static final class Sum {
        private double sum;
        private double squares;
        private long many;

        void add(double weight) {
            sum += weight;
            squares += weight * weight;
            many++;
        }

        /** Kish's effective number. */
        double ofEqualWeight() {
            return squares == 0 ? 0 : sum * sum / squares;
        }
    }

    /** The time within which that part of those that are won in the end are won; null where nobody is. */
    @Nullable
    Duration within(double part) {
        return curve.stream()
                .filter(it -> it.share() >= share * part)
                .findFirst()
                .map(it -> Duration.ofSeconds(it.seconds()))
                .orElse(null);
    }
}
