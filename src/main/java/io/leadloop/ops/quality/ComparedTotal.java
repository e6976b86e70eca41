package io.leadloop.ops.quality;

import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.quality.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sums of what one account reports beside ours; the days of clicks and of conversions are the same ones twice. Lines that are too
 * young to be judged are in no sum, so that what should be there less what is reported is what is missing less what is too many. What a
 * platform dates by an unknown day is compared over the whole time instead.
 *
 * @param account its id
 * @param lines how many are old enough
 * @param missing the sum of what single lines miss, each without what a window, a verdict or a calendar explains
 * @param more the sum of what such lines count more than they were told
 * @param young how many lines are too young to be judged
 */
record ComparedTotal(
        String account,
        String basis,
        int lines,
        long told,
        BigDecimal shouldBe,
        BigDecimal reported,
        BigDecimal missing,
        BigDecimal more,
        long young) {

    /** By account, those of which most is missing or too many first. */
    static List<ComparedTotal> of(List<Comparison> compared) {
        List<ComparedTotal> totals = new ArrayList<>();
        Map<String, List<Comparison>> accounts = compared.stream()
                .collect(Collectors.groupingBy(Comparison::destination, TreeMap::new, Collectors.toList()));
        accounts.forEach((account, lines) -> {
            for (Basis basis : List.of(Basis.CLICK, Basis.CONVERSION)) {
                List<Comparison> of =
                        lines.stream().filter(it -> it.basis() == basis).toList();
                if (!of.isEmpty()) {
                    totals.add(of(account, basis, of));
                }
            }
        });
        totals.sort(java.util.Comparator.comparing(
                        (ComparedTotal it) -> it.missing().add(it.more()))
                .reversed());
        return totals;
    }

    private static ComparedTotal of(String account, Basis basis, List<Comparison> lines) {
        List<Comparison> judged = lines.stream().filter(it -> !it.isTooYoung()).toList();
        return new ComparedTotal(
                account,
                basis.name().toLowerCase(Locale.ROOT),
                judged.size(),
                judged.stream().mapToLong(Comparison::told).sum(),
                sum(judged, Comparison::shouldBe),
                sum(judged, Comparison::reported),
                sum(judged, it -> Objects.requireNonNull(it.unexplained()).max(BigDecimal.ZERO)),
                sum(
                        judged,
                        it -> Objects.requireNonNull(it.unexplained()).negate().max(BigDecimal.ZERO)),
                lines.size() - judged.size());
    }

    private static BigDecimal sum(List<Comparison> lines, Function<Comparison, BigDecimal> part) {
        return lines.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The difference in words. */
    public String words() {
        String tooYoung = young == 0
                ? ""
                : " " + young + (young == 1 ? " line is" : " lines are")
                        + " too young to be judged, and not in this sum.";
        if (lines == 0) {
            return tooYoung.strip();
        }
        return (missing.signum() == 0 && more.signum() == 0
                        ? "Nothing is missing."
                        : plain(missing) + " missing and " + plain(more) + " more than we told, over " + lines
                                + (lines == 1 ? " line." : " lines."))
                + tooYoung;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
