package io.leadloop.pipeline;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lint of the values that platforms receive. */
final class ValueLint {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private ValueLint() {}

    static List<Finding> incomplete(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        for (ReportLine line : draft.reports()) {
            BigDecimal share = line.share();
            if (line.value() == ValueRule.SHARE
                    && (share == null || share.signum() <= 0 || share.compareTo(HUNDRED) > 0)) {
                found.add(Finding.error(
                        "share",
                        ReportLint.where(draft, line, around),
                        "A share needs a percentage above 0 and up to 100.",
                        "Write how likely this stage leads to the win, for example 30."));
            } else if (line.value() == ValueRule.FIXED) {
                try {
                    line.planned();
                } catch (IllegalArgumentException e) {
                    found.add(Finding.error(
                            "fixed-value",
                            ReportLint.where(draft, line, around),
                            "The fixed amount cannot be told: " + e.getMessage() + ".",
                            "Write both, for example 120 and EUR, or choose another value rule."));
                }
            }
        }
        return found;
    }

    static List<Finding> revenueWithoutValue(Pipeline draft, LintContext around) {
        return draft.reports().stream()
                .filter(line -> line.value() == ValueRule.NONE
                        && draft.stage(line.stage())
                                .filter(it -> it.kind() == StageKind.REVENUE)
                                .isPresent())
                .map(line -> Finding.error(
                        "revenue-without-value",
                        ReportLint.where(draft, line, around),
                        "Revenue is reported without a value: the platform cannot tell a large deal from a small one.",
                        "Choose the deal's amount, its margin, or a fixed amount."))
                .toList();
    }

    static List<Finding> sameValueForAll(Pipeline draft, LintContext around) {
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
                        "Reports to " + around.nameOf(destination),
                        "Every stage carries the same value (" + lines.get(0).valueInWords()
                                + "), so bidding pays as much for the first step as for the win.",
                        "Give earlier stages a share, by how likely they lead to a win."));
            }
        });
        return found;
    }

    /** A primary step further on that is worth less than a primary one before it teaches bidding that leads should not go on. */
    static List<Finding> valueFalls(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        List<String> order = draft.stages().stream()
                .filter(it -> it.kind() != StageKind.LOST)
                .map(PipelineStage::id)
                .toList();
        List<ReportLine> fixed = draft.reports().stream()
                .filter(it -> it.value() == ValueRule.FIXED
                        && it.role() == ConversionRole.PRIMARY
                        && it.amount() != null
                        && order.contains(it.stage()))
                .toList();
        for (ReportLine earlier : fixed) {
            for (ReportLine later : fixed) {
                boolean isOnItsWay = earlier.destination().equals(later.destination())
                        && earlier.leads().overlaps(later.leads())
                        && order.indexOf(earlier.stage()) < order.indexOf(later.stage());
                if (isOnItsWay
                        && Objects.equals(earlier.currency(), later.currency())
                        && Objects.requireNonNull(earlier.amount()).compareTo(later.amount()) > 0) {
                    found.add(Finding.warning(
                            "value-falls",
                            ReportLint.where(draft, later, around),
                            draft.nameOf(later.stage()) + " is worth " + later.valueInWords() + " and "
                                    + draft.nameOf(earlier.stage()) + ", which comes before it, "
                                    + earlier.valueInWords() + ": bidding learns that leads should not go on.",
                            "Give the later stage the higher value, or both their expected value."));
                }
            }
        }
        return found;
    }

    /** A win comes in whatever currency its deal has; these values have one that is known before. */
    static List<Finding> rateMissing(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        for (ReportLine line : draft.reports()) {
            LintContext.Destination account = around.destinations().get(line.destination());
            Currency currency = currency(line, around);
            if (account != null && currency != null && !account.takesValuesIn().test(currency)) {
                found.add(
                        Finding.warning(
                                "exchange-rate-missing",
                                ReportLint.where(draft, line, around),
                                "Its value is in " + currency + ", which is not the currency of " + account.name()
                                        + ", and no exchange rate of the last days is known: these conversions would not be sent.",
                                "Import exchange rates (docs/operations.md, \"Exchange rates\"), or choose a value in the account's currency."));
            }
        }
        return found;
    }

    private static @Nullable Currency currency(ReportLine line, LintContext around) {
        ExpectedValue expected = around.expected().get(line.stage());
        String code = switch (line.value()) {
            case FIXED -> line.currency();
            case EXPECTED -> expected == null ? null : expected.estimate().currency();
            case NONE, DEAL_AMOUNT, MARGIN, SHARE -> null;
        };
        return Currency.getAvailableCurrencies().stream()
                .filter(it -> it.getCurrencyCode().equals(code))
                .findFirst()
                .orElse(null);
    }

    private static String value(ReportLine line) {
        return line.value() + " " + (line.value() == ValueRule.FIXED ? plain(line.amount()) + line.currency() : "")
                + (line.value() == ValueRule.SHARE ? plain(line.share()) : "");
    }

    private static String plain(@Nullable BigDecimal number) {
        return Objects.requireNonNullElse(number, BigDecimal.ZERO)
                .stripTrailingZeros()
                .toPlainString();
    }
}
