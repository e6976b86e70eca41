package io.leadloop.quality;

import io.leadloop.destination.PlatformReports.Basis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Detects where what platforms report and what they were told part. */
final class ReportMistakes {

    private final PlanNames names;

    ReportMistakes(PlanNames names) {
        this.names = names;
    }

    List<Finding> of(List<Comparison> days, List<PeriodComparison> overTime) {
        List<Finding> findings = new ArrayList<>();
        doubles(days, findings);
        findings.addAll(doubles(overTime));
        CountedLess.in(days, overTime).forEach(it -> findings.add(less(it)));
        withoutWindow(days, findings);
        return findings;
    }

    private Finding less(CountedLess it) {
        return new Finding(
                it.finding(),
                it.words(names.account().apply(it.destination())),
                "Bidding learns from fewer customers than there are, and nobody sees it.",
                "Open them on the page Reconciliation, and look at the account's own diagnosis of uploads and at its audit.");
    }

    /** More than was told: something else reports the same action. */
    private void doubles(List<Comparison> comparisons, List<Finding> findings) {
        Map<String, List<Comparison>> byAction = new TreeMap<>();
        comparisons.stream()
                .filter(it -> it.basis() == Basis.CONVERSION)
                .forEach(it -> byAction.computeIfAbsent(it.destination() + ":" + it.action(), k -> new ArrayList<>())
                        .add(it));
        byAction.forEach((key, days) -> {
            long told = days.stream().mapToLong(Comparison::told).sum();
            BigDecimal reported = days.stream().map(Comparison::reported).reduce(BigDecimal.ZERO, BigDecimal::add);
            doubled(days.get(0).destination(), days.get(0).action(), told, told, reported)
                    .ifPresent(findings::add);
        });
    }

    /** The same where only a whole time can be compared; what its edges explain is no double. */
    private List<Finding> doubles(List<PeriodComparison> comparisons) {
        return comparisons.stream()
                .flatMap(it -> doubled(it.destination(), it.action(), it.told(), it.most(), it.reported()).stream())
                .toList();
    }

    private Optional<Finding> doubled(String destination, String action, long told, long most, BigDecimal reported) {
        BigDecimal tooMany = reported.subtract(BigDecimal.valueOf(most));
        // Platforms model a few conversions of their own; a tag that doubles shows as far more than a tenth.
        boolean aTenth = tooMany.multiply(BigDecimal.TEN).compareTo(BigDecimal.valueOf(most)) > 0;
        if (tooMany.compareTo(BigDecimal.valueOf(3)) < 0 || !aTenth) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                "doubles:" + destination + ":" + action,
                names.account().apply(destination) + " counts " + plain(reported) + " of " + action + " where we told "
                        + told + ": a browser tag or another import reports it too.",
                "Bidding learns from customers that do not exist.",
                "Give the site's events an action of their own, or let them carry the same event id."));
    }

    /** Imported numbers of days that could still grow; a platform that is asked every day tells them again. */
    private void withoutWindow(List<Comparison> comparisons, List<Finding> findings) {
        Map<String, List<Comparison>> young = new TreeMap<>();
        comparisons.stream()
                .filter(it -> it.basis() != Basis.UNKNOWN && !it.isAsked() && it.isTooYoung())
                .forEach(it -> young.computeIfAbsent(it.destination(), k -> new ArrayList<>())
                        .add(it));
        young.forEach((destination, days) -> findings.add(new Finding(
                "window:" + destination,
                days.size() + " of " + names.account().apply(destination)
                        + "'s imported numbers were taken before their days were complete.",
                "A difference that is none: late conversions still fill in.",
                "Import the report of these days again; the page Reconciliation says from when on.")));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
