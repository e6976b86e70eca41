package io.leadloop.quality;

import java.util.List;

/**
 * How much segments of one group say for themselves (DerSimonian and Laird's estimate of how far they truly lie apart, and
 * Bühlmann's credibility by it): segments that differ no more than chance lets them are all the same, and the one that stands
 * out by few leads only is drawn back to the others. So the best of many is not overrated.
 */
final class Credibility {

    /** By how many standard deviations their spread has to be more than chance makes it. */
    static final double SURE = 2.5;

    private Credibility() {}

    /** Cochran's Q with what belongs to it. */
    private record Spread(double q, int freedom, double scale) {

        double sureness() {
            return freedom < 1 ? 0 : (q - freedom) / Math.sqrt(2.0 * freedom);
        }
    }

    private static boolean counts(double variance) {
        return Double.isFinite(variance) && variance > 0;
    }

    private static Spread spread(List<Double> estimates, List<Double> variances) {
        double weights = 0;
        double squares = 0;
        double sum = 0;
        int many = 0;
        for (int i = 0; i < estimates.size(); i++) {
            if (counts(variances.get(i))) {
                double weight = 1 / variances.get(i);
                weights += weight;
                squares += weight * weight;
                sum += weight * estimates.get(i);
                many++;
            }
        }
        double q = 0;
        for (int i = 0; i < estimates.size(); i++) {
            if (counts(variances.get(i))) {
                double off = estimates.get(i) - sum / weights;
                q += off * off / variances.get(i);
            }
        }
        return new Spread(q, many - 1, weights - squares / Math.max(weights, Double.MIN_NORMAL));
    }

    /** By how many standard deviations segments lie further apart than chance lets them; 0 where there are not two. */
    static double apart(List<Double> estimates, List<Double> variances) {
        return spread(estimates, variances).sureness();
    }

    /**
     * Between 0 (all by the wider segment) and 1 (all by its own) for each.
     *
     * @param estimates of the segments
     * @param variances of each estimate by chance; infinite where there is none
     */
    static double[] of(List<Double> estimates, List<Double> variances) {
        double[] credible = new double[estimates.size()];
        Spread spread = spread(estimates, variances);
        if (spread.sureness() <= SURE) {
            return credible;
        }
        double truly = (spread.q() - spread.freedom()) / spread.scale();
        for (int i = 0; i < credible.length; i++) {
            credible[i] = counts(variances.get(i)) ? truly / (truly + variances.get(i)) : 0;
        }
        return credible;
    }
}
