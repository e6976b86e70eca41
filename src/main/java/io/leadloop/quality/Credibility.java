package io.leadloop.quality;

import java.util.List;

/**
 * How much segments of one group say for themselves (DerSimonian and Laird's estimate of how far they truly lie apart, and
 * Bühlmann's credibility by it): segments that differ no more than chance lets them are all the same, and the one that stands
 * out by few leads only is drawn back to the others. So the best of many is not overrated.
 */
final class Credibility {

    /** By how many standard deviations their spread has to be more than chance makes it. */
    private static final double SURE = 2;

    private Credibility() {}

    /**
     * Between 0 (all by the wider segment) and 1 (all by its own) for each.
     *
     * @param estimates of the segments
     * @param variances of each estimate by chance; infinite where there is none
     */
    static double[] of(List<Double> estimates, List<Double> variances) {
        double weights = 0;
        double squares = 0;
        double sum = 0;
        int many = 0;
        for (int i = 0; i < estimates.size(); i++) {
            if (Double.isFinite(variances.get(i)) && variances.get(i) > 0) {
                double weight = 1 / variances.get(i);
                weights += weight;
                squares += weight * weight;
                sum += weight * estimates.get(i);
                many++;
            }
        }
        double[] credible = new double[estimates.size()];
        if (many < 2) {
            return credible;
        }
        double spread = 0;
        for (int i = 0; i < estimates.size(); i++) {
            if (Double.isFinite(variances.get(i)) && variances.get(i) > 0) {
                double off = estimates.get(i) - sum / weights;
                spread += off * off / variances.get(i);
            }
        }
        if (spread < many - 1 + SURE * Math.sqrt(2.0 * (many - 1))) {
            return credible;
        }
        double apart = Math.max(0, (spread - (many - 1)) / (weights - squares / weights));
        for (int i = 0; i < credible.length; i++) {
            credible[i] =
                    Double.isFinite(variances.get(i)) && variances.get(i) > 0 ? apart / (apart + variances.get(i)) : 0;
        }
        return credible;
    }
}
