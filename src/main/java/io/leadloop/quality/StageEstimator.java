package io.leadloop.quality;

import io.leadloop.pipeline.Segment;
import io.leadloop.pipeline.Segment.Dimension;
import io.leadloop.pipeline.StageEstimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what leads at one stage are expected to bring: all of them, and segments from wide to narrow. What a segment has
 * no own leads to say comes from the wider one ({@link Credibility}). Older leads weigh less, half for each memory, which
 * follows from how long wins take: less of it would be noise, for of younger leads little is known.
 */
final class StageEstimator {

    private static final double Z = 1.96;
    /** The memory for each half of the wins: so half of a change of quality is in the estimate after three of them. */
    private static final double MEMORY = 1.5;

    private static final Duration SHORTEST_MEMORY = Duration.ofDays(30);
    private static final Duration LONGEST_MEMORY = Duration.ofDays(180);
    /** A segment that says less of its own is told as the wider one. */
    private static final double LEAST_OWN = 0.1;

    private final String stage;
    private final @Nullable String currency;
    private final @Nullable Duration half;
    private final Duration memory;
    private final Duration followed;
    private final ToDoubleFunction<FollowedLead> weight;
    private final Node all;
    private final Map<Segment, StageEstimate> estimates = new LinkedHashMap<>();

    /** @param byShare how much of the share is its own, 0 to 1; the same of the mean by {@code byMean} */
    private record Node(
            Segment segment,
            WinIncidence of,
            double share,
            double known,
            double mean,
            double variance,
            double byShare,
            double byMean) {}

    private StageEstimator(String stage, List<FollowedLead> sorted, Instant now, @Nullable String currency) {
        this.stage = stage;
        this.currency = currency;
        this.half = WinIncidence.of(sorted, it -> 1).within(0.5);
        this.memory = memory(half);
        this.followed = followed(sorted, now);
        double seconds = memory.toSeconds();
        this.weight = it -> Math.pow(0.5, Math.max(0, now.getEpochSecond() - it.at()) / seconds);
        WinIncidence of = WinIncidence.of(sorted, weight);
        this.all =
                new Node(Segment.ALL, of, of.share(), of.known(), of.mean(), variance(of.deviation(), of.wins()), 1, 1);
        if (!sorted.isEmpty()) {
            StageEstimate wide = add(all, of.leads() >= StageEstimate.LEADS && of.priced() >= StageEstimate.WINS);
            if (wide.told()) {
                narrow(all, sorted, EnumSet.allOf(Dimension.class));
                for (Dimension by : Dimension.values()) {
                    split(all, sorted, by).groups().keySet().forEach(it -> add(it, false));
                }
            }
        }
    }

    /** All leads first; a segment that is told stands before those that are wider than it in nothing but one respect. */
    static List<StageEstimate> of(String stage, List<FollowedLead> leads, Instant now, @Nullable String currency) {
        List<FollowedLead> sorted = leads.stream()
                .sorted(Comparator.comparingLong(FollowedLead::seconds))
                .toList();
        return List.copyOf(new StageEstimator(stage, sorted, now, currency).estimates.values());
    }

    static Duration memory(@Nullable Duration half) {
        Duration wanted = half == null ? LONGEST_MEMORY : Duration.ofSeconds(Math.round(MEMORY * half.toSeconds()));
        return wanted.compareTo(SHORTEST_MEMORY) < 0
                ? SHORTEST_MEMORY
                : wanted.compareTo(LONGEST_MEMORY) > 0 ? LONGEST_MEMORY : wanted;
    }

    private static Duration followed(List<FollowedLead> leads, Instant now) {
        long[] ages = leads.stream()
                .mapToLong(it -> now.getEpochSecond() - it.at())
                .sorted()
                .toArray();
        return ages.length == 0 ? Duration.ZERO : Duration.ofSeconds(Math.max(0, ages[ages.length * 9 / 10]));
    }

    /** Leads that are alike but for one respect, by its values; {@code apart} says how sure it is that they differ. */
    private record Split(double apart, Map<Node, List<FollowedLead>> groups) {

        static final Split NONE = new Split(0, Map.of());
    }

    /** Splits by the respect in which leads differ most surely, each part again by another; not at all where chance may do it. */
    private void narrow(Node wide, List<FollowedLead> leads, Set<Dimension> left) {
        Dimension best = null;
        Split split = Split.NONE;
        for (Dimension by : left) {
            Split found = split(wide, leads, by);
            if (found.apart() > Math.max(split.apart(), Credibility.SURE)) {
                best = by;
                split = found;
            }
        }
        if (best != null) {
            Set<Dimension> further = EnumSet.copyOf(left);
            further.remove(best);
            split.groups().forEach((node, its) -> {
                add(node, node.byShare() >= LEAST_OWN || node.byMean() >= LEAST_OWN);
                narrow(node, its, further);
            });
        }
    }

    /** The segments of a wider one that have enough leads; none where all leads are alike in this respect. */
    private Split split(Node wide, List<FollowedLead> leads, Dimension by) {
        Map<String, List<FollowedLead>> values = new TreeMap<>();
        leads.forEach(it -> values.computeIfAbsent(it.segment().value(by), value -> new ArrayList<>())
                .add(it));
        Map<Node, List<FollowedLead>> groups = new LinkedHashMap<>();
        if (values.size() < 2) {
            return Split.NONE;
        }
        values.values().removeIf(it -> it.size() < StageEstimate.LEADS);
        Map<String, WinIncidence> own = new TreeMap<>();
        values.forEach((value, its) -> own.put(value, WinIncidence.of(its, weight)));
        double byChance = wide.share() * (1 - wide.share());
        List<Double> shares = own.values().stream().map(WinIncidence::share).toList();
        List<Double> means = own.values().stream().map(WinIncidence::mean).toList();
        List<Double> shareVariances = own.values().stream()
                .map(it -> it.known() == 0 ? Double.POSITIVE_INFINITY : byChance / it.known())
                .toList();
        List<Double> meanVariances = own.values().stream()
                .map(it -> variance(wide.of().deviation(), it.wins()))
                .toList();
        double[] byShare = Credibility.of(shares, shareVariances);
        double[] byMean = Credibility.of(means, meanVariances);
        int i = 0;
        for (Map.Entry<String, WinIncidence> it : own.entrySet()) {
            WinIncidence of = it.getValue();
            double mine = byShare[i];
            double its = byMean[i];
            double known = mine == 0 || of.known() == 0
                    ? wide.known()
                    : 1 / (mine / of.known() + (1 - mine) * (1 - mine) / Math.max(1, wide.known()));
            double variance =
                    its == 0 ? wide.variance() : its * meanVariances.get(i) + (1 - its) * (1 - its) * wide.variance();
            groups.put(
                    new Node(
                            wide.segment().with(by, it.getKey()),
                            of,
                            wide.share() + mine * (of.share() - wide.share()),
                            known,
                            its == 0 ? wide.mean() : wide.mean() + its * (of.mean() - wide.mean()),
                            variance,
                            mine,
                            its),
                    values.getOrDefault(it.getKey(), List.of()));
            i++;
        }
        return new Split(
                Math.max(Credibility.apart(shares, shareVariances), Credibility.apart(means, meanVariances)), groups);
    }

    private static double variance(double deviation, double wins) {
        return wins <= 0 || Double.isNaN(deviation) ? Double.POSITIVE_INFINITY : deviation * deviation / wins;
    }

    private StageEstimate add(Node node, boolean told) {
        double[] interval = wilson(node.share(), node.known());
        boolean isPriced = !Double.isNaN(node.mean());
        StageEstimate estimate = new StageEstimate(
                stage,
                node.segment(),
                told && isPriced && (half == null || followed.compareTo(half.multipliedBy(StageEstimate.HALVES)) >= 0),
                node.of().leads(),
                node.of().won(),
                percent(node.share()),
                percent(interval[0]),
                percent(interval[1]),
                isPriced ? money(node.mean()) : null,
                isPriced && Double.isFinite(node.variance()) ? money(Z * Math.sqrt(node.variance())) : null,
                node.of().priced(),
                (int) Math.round(100 * Math.max(node.byShare(), node.byMean())),
                node.of().within(0.5),
                memory.plusSeconds(half == null ? 0 : Math.round(MEMORY * half.toSeconds())),
                followed,
                currency);
        StageEstimate known = estimates.putIfAbsent(node.segment(), estimate);
        return known == null ? estimate : known;
    }

    /** Three digits that count, at most two decimals. */
    private static BigDecimal percent(double share) {
        BigDecimal percent = BigDecimal.valueOf(100 * Math.max(0, Math.min(1, share)));
        return percent.round(new MathContext(3)).setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal money(double amount) {
        return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP);
    }

    static double[] wilson(double share, double n) {
        if (n == 0) {
            return new double[] {0, 1};
        }
        double z2 = Z * Z;
        double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
        double reach = Z / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        return new double[] {Math.max(0, middle - reach), Math.min(1, middle + reach)};
    }
}
