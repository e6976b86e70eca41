package io.leadloop.pipeline;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.Money;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lint of expected values: where they cannot be told, and where they would help. */
final class ExpectedValueLint {

    /** So many times more or less is no matter of taste. */
    private static final BigDecimal FAR = BigDecimal.valueOf(3);

    private ExpectedValueLint() {}

    static List<Finding> ofRevenue(Pipeline draft, LintContext around) {
        return draft.reports().stream()
                .filter(it -> it.value() == ValueRule.EXPECTED && isOf(draft, it, StageKind.REVENUE))
                .map(it -> Finding.error(
                        "expected-value-of-a-win",
                        ReportLint.where(draft, it, around),
                        "A won deal has an amount of its own; nothing is left to be expected.",
                        "Choose the deal's amount, its margin, or a fixed amount."))
                .toList();
    }

    static List<Finding> unknown(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        for (ReportLine line : draft.reports()) {
            ExpectedValue known = around.expected().get(line.stage());
            if (line.value() == ValueRule.EXPECTED
                    && !isOf(draft, line, StageKind.REVENUE)
                    && (known == null || known.value() == null)) {
                String have = known == null
                        ? "None has reached it."
                        : "It has " + known.estimate().leads() + " leads, "
                                + known.estimate().won() + " of them won, known for "
                                + known.estimate().followed().toDays() + " days.";
                found.add(Finding.error(
                        "expected-value-unknown",
                        ReportLint.where(draft, line, around),
                        "Too little is known of this stage to tell an expected value. " + have,
                        "Choose a fixed amount until " + StageEstimate.LEADS + " leads have reached it and "
                                + StageEstimate.WINS + " of them are won with an amount, and leads are known "
                                + StageEstimate.HALVES + " times as long as half of the wins take."));
            }
        }
        return found;
    }

    /** One for each stage, whatever number of accounts is told of it. */
    static List<Finding> recommended(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        for (PipelineStage stage : draft.stages()) {
            ExpectedValue known = around.expected().get(stage.id());
            List<ReportLine> bare = draft.reports().stream()
                    .filter(it -> it.stage().equals(stage.id())
                            && it.role() == ConversionRole.PRIMARY
                            && it.value() == ValueRule.NONE)
                    .toList();
            if (!bare.isEmpty() && known != null && known.value() != null && stage.kind() != StageKind.REVENUE) {
                found.add(Finding.warning(
                        "primary-without-value",
                        bare.size() == 1
                                ? ReportLint.where(draft, bare.get(0), around)
                                : "Reports of " + stage.name() + " to "
                                        + bare.stream()
                                                .map(it -> around.nameOf(it.destination()))
                                                .distinct()
                                                .collect(Collectors.joining(", ")),
                        "Bidding learns from this stage, and every lead there is worth the same to it.",
                        "Choose the expected value: " + known.words() + "."));
            }
        }
        return found;
    }

    /** A fixed amount for all leads that the house's own leads contradict, in the same currency. */
    static List<Finding> farFromHistory(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        for (ReportLine line : draft.reports()) {
            ExpectedValue known = around.expected().get(line.stage());
            Money expected = known == null ? null : known.money();
            BigDecimal told = line.amount();
            if (line.value() == ValueRule.FIXED
                    && line.leads().equals(LeadFilter.ALL)
                    && told != null
                    && known != null
                    && expected != null
                    && expected.currency().getCurrencyCode().equals(line.currency())
                    && !isOf(draft, line, StageKind.REVENUE)
                    && isFar(told, expected.amount())) {
                found.add(Finding.warning(
                        "value-far-from-history",
                        ReportLint.where(draft, line, around),
                        "It tells " + line.valueInWords() + ", and your own leads say otherwise: " + known.words()
                                + ".",
                        "Choose the expected value, or an amount near it."));
            }
        }
        return found;
    }

    private static boolean isFar(BigDecimal told, BigDecimal expected) {
        return told.compareTo(expected.multiply(FAR)) > 0 || expected.compareTo(told.multiply(FAR)) > 0;
    }

    private static boolean isOf(Pipeline draft, ReportLine line, StageKind kind) {
        return draft.stage(line.stage()).filter(it -> it.kind() == kind).isPresent();
    }
}
