package io.leadloop.ops.quality;

import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.quality.Comparison;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The sums of what platforms report beside ours; the days of clicks and of conversions are the same ones twice. What a platform
 * dates by an unknown day is in none: it is compared over the whole time.
 *
 * @param missing the sum of what is missing in the lines that are old enough, each without what a window or a verdict explains
 * @param more the sum of what such lines count more than they were told
 * @param young how many lines are too young to be judged
 */
record ComparedTotal(
        String basis,
        int lines,
        long told,
        long outside,
        long notCounted,
        BigDecimal reported,
        BigDecimal missing,
        BigDecimal more,
        long young) {

    static List<ComparedTotal> of(List<Comparison> compared) {
        return Stream.of(Basis.CLICK, Basis.CONVERSION)
                .map(basis -> of(
                        basis,
                        compared.stream().filter(it -> it.basis() == basis).toList()))
                .filter(it -> it.lines() > 0)
                .toList();
    }

    private static ComparedTotal of(Basis basis, List<Comparison> lines) {
        return new ComparedTotal(
                basis.name().toLowerCase(Locale.ROOT),
                lines.size(),
                lines.stream().mapToLong(Comparison::told).sum(),
                lines.stream().mapToLong(Comparison::outsideWindow).sum(),
                lines.stream().mapToLong(Comparison::notCounted).sum(),
                lines.stream().map(Comparison::reported).reduce(BigDecimal.ZERO, BigDecimal::add),
                sum(lines, it -> it.max(BigDecimal.ZERO)),
                sum(lines, it -> it.negate().max(BigDecimal.ZERO)),
                lines.stream().filter(Comparison::isTooYoung).count());
    }

    /** Of the lines that are old enough to be judged. */
    private static BigDecimal sum(List<Comparison> lines, UnaryOperator<BigDecimal> part) {
        return lines.stream()
                .filter(it -> !it.isTooYoung())
                .map(Comparison::unexplained)
                .filter(Objects::nonNull)
                .map(part)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The difference in words. */
    public String words() {
        String tooYoung =
                young == 0 ? "" : " " + young + (young == 1 ? " line is" : " lines are") + " too young to be judged.";
        return missing.signum() == 0 && more.signum() == 0
                ? "Nothing is missing." + tooYoung
                : plain(missing) + " missing and " + plain(more)
                        + " more than we told, over the lines that are old enough; what a"
                        + " window explains is in neither." + tooYoung;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    public long expected() {
        return told - outside - notCounted;
    }
}
