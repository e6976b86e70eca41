package io.leadloop.pipeline;

import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lint of the values that platforms receive. */
final class ValueLint {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private ValueLint() {}

    static List<Finding> incomplete(Pipeline draft) {
        List<Finding> found = new ArrayList<>();
        for (ReportLine line : draft.reports()) {
            BigDecimal share = line.share();
            if (line.value() == ValueRule.SHARE
                    && (share == null || share.signum() <= 0 || share.compareTo(HUNDRED) > 0)) {
                found.add(Finding.error(
                        "share",
                        ReportLint.where(line),
                        "A share needs a percentage above 0 and up to 100.",
                        "Write how likely this stage leads to the win, for example 30."));
            } else if (line.value() == ValueRule.FIXED) {
                try {
                    line.planned();
                } catch (IllegalArgumentException e) {
                    found.add(Finding.error(
                            "fixed-value",
                            ReportLint.where(line),
                            "The fixed amount cannot be told: " + e.getMessage() + ".",
                            "Write both, for example 120 and EUR, or choose another value rule."));
                }
            }
        }
        return found;
    }

    static List<Finding> revenueWithoutValue(Pipeline draft) {
        return draft.reports().stream()
                .filter(line -> line.value() == ValueRule.NONE
                        && draft.stage(line.stage())
                                .filter(it -> it.kind() == StageKind.REVENUE)
                                .isPresent())
                .map(line -> Finding.error(
                        "revenue-without-value",
                        ReportLint.where(line),
                        "Revenue is reported without a value: the platform cannot tell a large deal from a small one.",
                        "Choose the deal's amount, its margin, or a fixed amount."))
                .toList();
    }

    static List<Finding> sameValueForAll(Pipeline draft) {
        List<Finding> found = new ArrayList<>();
        Map<String, List<ReportLine>> byDestination = draft.reports().stream()
                .collect(Collectors.groupingBy(ReportLine::destination, TreeMap::new, Collectors.toList()));
        byDestination.forEach((destination, lines) -> {
            long stages = lines.stream().map(ReportLine::stage).distinct().count();
            boolean valued = lines.stream().noneMatch(it -> it.value() == ValueRule.NONE);
            if (stages > 1
                    && valued
                    && lines.stream().map(ValueLint::value).distinct().count() == 1) {
                found.add(Finding.warning(
                        "same-value",
                        "Reports to " + destination,
                        "Every stage carries the same value (" + lines.get(0).valueInWords()
                                + "), so bidding pays as much for the first step as for the win.",
                        "Give earlier stages a share, by how likely they lead to a win."));
            }
        });
        return found;
    }

    private static String value(ReportLine line) {
        return line.value() + " " + (line.value() == ValueRule.FIXED ? plain(line.amount()) + line.currency() : "")
                + (line.value() == ValueRule.SHARE ? plain(line.share()) : "");
    }

    private static String plain(@org.jspecify.annotations.Nullable BigDecimal number) {
        return Objects.requireNonNullElse(number, BigDecimal.ZERO)
                .stripTrailingZeros()
                .toPlainString();
    }
}
