package io.leadloop.quality;

import io.leadloop.destination.PlatformReports.Basis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An action of which a platform's own report has fewer than it accepted, and nothing known explains it: neither a window nor its
 * own verdict, a calendar, days that are not complete, or a hashed contact that may match nobody.
 *
 * @param missing how many, over all days
 * @param expected how many it should have
 */
public record CountedLess(String destination, String action, BigDecimal missing, long expected) {

    /** Below these a difference is chance: platforms take late corrections, and share a conversion between clicks. */
    private static final BigDecimal FEWEST = BigDecimal.valueOf(3);

    private static final BigDecimal SHARE = new BigDecimal("0.1");

    /** What is missing, the most first. Days of conversions count where an account tells both. */
    static List<CountedLess> in(List<Comparison> days, List<PeriodComparison> overTime) {
        Map<String, List<Comparison>> actions = new TreeMap<>();
        for (Basis basis : List.of(Basis.CONVERSION, Basis.CLICK)) {
            Map<String, List<Comparison>> of = new TreeMap<>();
            days.stream()
                    .filter(it -> it.basis() == basis && !it.isTooYoung())
                    .forEach(it -> of.computeIfAbsent(it.destination() + " " + it.action(), key -> new ArrayList<>())
                            .add(it));
            of.forEach(actions::putIfAbsent);
        }
        List<CountedLess> less = new ArrayList<>();
        actions.values().forEach(it -> less.add(of(it)));
        overTime.forEach(it -> less.add(new CountedLess(
                it.destination(),
                it.action(),
                it.unexplained().subtract(BigDecimal.valueOf(it.byContact())),
                it.least())));
        return less.stream()
                .filter(CountedLess::isMany)
                .sorted(java.util.Comparator.comparing(CountedLess::missing).reversed())
                .toList();
    }

    /** What one day has too many makes up for what another misses: only what is missing of all is certain. */
    private static CountedLess of(List<Comparison> days) {
        BigDecimal rest = days.stream()
                .map(Comparison::unexplained)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        long byContact = days.stream().mapToLong(Comparison::byContact).sum();
        return new CountedLess(
                days.get(0).destination(),
                days.get(0).action(),
                rest.subtract(BigDecimal.valueOf(byContact)),
                days.stream().mapToLong(Comparison::expected).sum());
    }

    private boolean isMany() {
        return missing.compareTo(FEWEST) >= 0 && missing.compareTo(SHARE.multiply(BigDecimal.valueOf(expected))) > 0;
    }

    /** The key of the finding that tells it, by which people silence it. */
    String finding() {
        return "counted-less:" + destination + ":" + action;
    }

    /** @param account what people call it */
    public String words(String account) {
        return account + " took " + expected + " conversions of " + action + " that it should count, and "
                + missing.stripTrailingZeros().toPlainString() + " of them are not in its report.";
    }
}
