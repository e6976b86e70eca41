package io.leadloop.quality;

import io.leadloop.pipeline.Segment;
import io.leadloop.pipeline.StageEstimate;
import io.leadloop.quality.FollowedLead.End;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A back-test: what leads of the last year would have been told as expected value, beside what they brought. At the beginning
 * of each month the values are estimated from what was known then, and each lead of the month is told by them. Only leads count
 * that had time enough for nine of ten wins; what those that are open still will bring is estimated.
 *
 * @param groups from the lowest told values to the highest, of about as many leads each; none where too few leads are known
 * @param leads that were told a value and had time enough
 * @param before leads of the year that came before enough was known to tell them a value
 */
public record Calibration(
        List<Group> groups,
        long leads,
        long before,
        @Nullable String currency) {

    private static final int GROUPS = 10;
    /** A group of fewer wins says more of chance than of the values. */
    private static final int FEWEST_WINS = 20;

    private static final int MONTHS = 12;
    private static final Duration MONTH = Duration.ofDays(30);
    private static final double TIME_ENOUGH = 0.9;
    private static final double Z = 1.96;

    /**
     * @param told the mean of what these leads would have been told
     * @param came the mean of what they brought
     * @param reach half the width of its 95 % interval
     */
    public record Group(long leads, BigDecimal told, BigDecimal came, BigDecimal reach) {

        /** How far off the value was, in percent of what came; null where nothing came. */
        public @Nullable Long off() {
            return came.signum() == 0
                    ? null
                    : told.subtract(came)
                            .multiply(BigDecimal.valueOf(100))
                            .divide(came, 0, RoundingMode.HALF_UP)
                            .longValue();
        }

        /** Whether what was told lies in what may have come by chance. */
        public boolean fits() {
            return told.subtract(came).abs().compareTo(reach) <= 0;
        }
    }

    /** All leads as one group, without an interval of their own; null where there are no groups. */
    public @Nullable Group overall() {
        if (groups.isEmpty()) {
            return null;
        }
        long all = groups.stream().mapToLong(Group::leads).sum();
        return new Group(
                all,
                money(groups.stream()
                                .mapToDouble(it -> it.told().doubleValue() * it.leads())
                                .sum()
                        / all),
                money(groups.stream()
                                .mapToDouble(it -> it.came().doubleValue() * it.leads())
                                .sum()
                        / all),
                BigDecimal.ZERO);
    }

    /** Groups of which more or less came than chance explains. */
    public List<Group> misfits() {
        return groups.stream().filter(it -> !it.fits()).toList();
    }

    private record Told(double value, FollowedLead lead) {}

    static Calibration of(String stage, List<FollowedLead> leads, Instant now, @Nullable String currency) {
        Duration enough = WinIncidence.of(StageEstimates.sorted(leads), it -> 1).within(TIME_ENOUGH);
        List<Told> told = new ArrayList<>();
        long before = 0;
        Instant from = now.minus(MONTH.multipliedBy(MONTHS));
        for (; enough != null && from.plus(enough).isBefore(now); from = from.plus(MONTH)) {
            before += month(stage, leads, from, now.minus(enough), currency, told);
        }
        told.sort(Comparator.comparingDouble(Told::value)
                .thenComparing(it -> it.lead().at()));
        long wins = told.stream().filter(it -> it.lead().end() == End.WON).count();
        int many = (int) Math.min(GROUPS, wins / FEWEST_WINS);
        List<Group> groups = IntStream.range(0, many)
                .mapToObj(i -> group(told.subList(i * told.size() / many, (i + 1) * told.size() / many)))
                .toList();
        return new Calibration(groups, told.size(), before, currency);
    }

    /** Tells each lead of a month; gives back how many could not be told. */
    private static long month(
            String stage,
            List<FollowedLead> leads,
            Instant from,
            Instant oldEnough,
            @Nullable String currency,
            List<Told> told) {
        long start = from.getEpochSecond();
        long end = Math.min(from.plus(MONTH).getEpochSecond(), oldEnough.getEpochSecond());
        List<StageEstimate> known = StageEstimator.of(
                        stage,
                        leads.stream()
                                .filter(it -> it.at() < start)
                                .map(it -> it.asOf(from))
                                .toList(),
                        from,
                        currency)
                .stream()
                .filter(StageEstimate::told)
                .toList();
        Map<Segment, OptionalDouble> values = new HashMap<>();
        long before = 0;
        for (FollowedLead lead : leads) {
            if (lead.at() >= start && lead.at() < end) {
                OptionalDouble value = values.computeIfAbsent(lead.segment(), it -> value(known, it));
                if (value.isPresent()) {
                    told.add(new Told(value.getAsDouble(), lead));
                } else {
                    before++;
                }
            }
        }
        return before;
    }

    private static OptionalDouble value(List<StageEstimate> known, Segment lead) {
        return known.stream()
                .filter(it -> it.segment().holds(lead))
                .max(Comparator.comparingInt(it -> it.segment().depth()))
                .map(StageEstimate::expected)
                .map(it -> OptionalDouble.of(it.doubleValue()))
                .orElseGet(OptionalDouble::empty);
    }

    private static Group group(List<Told> told) {
        WinIncidence came = WinIncidence.of(
                StageEstimates.sorted(told.stream().map(Told::lead).toList()), it -> 1);
        double mean = Double.isNaN(came.mean()) ? 0 : came.mean();
        double deviation = Double.isNaN(came.deviation()) ? mean : came.deviation();
        double value = came.share() * mean;
        double byShare = came.known() == 0 ? 0 : came.share() * (1 - came.share()) / came.known() * mean * mean;
        double byMean = came.wins() == 0 ? 0 : deviation * deviation / came.wins() * came.share() * came.share();
        return new Group(
                told.size(),
                money(told.stream().mapToDouble(Told::value).average().orElse(0)),
                money(value),
                money(Z * Math.sqrt(byShare + byMean)));
    }

    private static BigDecimal money(double amount) {
        return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP);
    }
}
