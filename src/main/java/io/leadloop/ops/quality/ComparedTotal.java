package io.leadloop.ops.quality;

import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.quality.Comparison;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The sums of what platforms report beside ours; the days of clicks and of conversions are the same ones twice. What a platform
 * dates by an unknown day is in none: it is compared over the whole time.
 *
 * @param missing the sum of what is missing in the lines, each without what a window or a verdict explains
 */
record ComparedTotal(
        String basis, int lines, long told, long outside, long notCounted, BigDecimal reported, BigDecimal missing) {

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
                lines.stream()
                        .map(Comparison::unexplained)
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    public long expected() {
        return told - outside - notCounted;
    }
}
