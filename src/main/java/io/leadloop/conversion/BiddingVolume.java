package io.leadloop.conversion;

/**
 * How many conversions of an action in 30 days a platform's bidding needs. Google and Meta name figures between 15 and 50; the
 * thresholds are ours.
 */
public final class BiddingVolume {

    /** Fewer teach a bidding strategy little. */
    public static final int LEAST = 15;

    /** So many are enough to let bidding learn from a deeper, rarer stage alone. */
    public static final int ENOUGH = 30;

    private BiddingVolume() {}
}
