package io.leadloop.quality;

import io.leadloop.pipeline.Segment;
import io.leadloop.quality.FollowedLead.End;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;

/** Leads of known quality: each is decided within a time of its own, and some are too young for it. */
final class MadeUpLeads {

    static final long DAY = 86_400;
    static final Instant NOW = Instant.parse("2026-09-30T12:00:00Z");

    /** @param share of a hundred that is won, @param mean of what a win brings */
    record Quality(double share, double mean) {}

    private MadeUpLeads() {}

    /**
     * @param days over which they came, evenly
     * @param slowest days until all are decided; as many on each day before
     * @param quality by the second of the epoch at which one came
     */
    static List<FollowedLead> of(
            long seed, int many, int days, int slowest, Segment segment, LongFunction<Quality> quality) {
        SplittableRandom random = new SplittableRandom(seed);
        List<FollowedLead> leads = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            long age = random.nextLong(days * DAY);
            long at = NOW.getEpochSecond() - age;
            Quality its = quality.apply(at);
            long decides = random.nextLong(slowest * DAY);
            boolean wins = random.nextDouble() * 100 < its.share();
            double value = its.mean() * (0.2 + 1.6 * random.nextDouble());
            boolean decided = decides <= age;
            leads.add(new FollowedLead(
                    at,
                    Math.min(age, decides),
                    !decided ? End.OPEN : wins ? End.WON : End.LOST,
                    decided && wins ? value : Double.NaN,
                    segment));
        }
        return leads;
    }
}
