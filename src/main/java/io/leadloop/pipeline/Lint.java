package io.leadloop.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Checks a draft before it is published: errors prevent the publication, warnings do not. */
public final class Lint {

    private Lint() {}

    /**
     * All findings, errors first.
     *
     * @param removed stages that the draft takes away, with the stage to which their leads go
     */
    public static List<Finding> look(
            Pipeline live, Pipeline draft, Map<String, String> removed, LintContext surroundings) {
        List<Finding> findings = new ArrayList<>(mistakesOf(draft, surroundings));
        findings.addAll(StageLint.removals(live, draft, removed, surroundings));
        findings.addAll(StageLint.qualifiedStageMissing(draft));
        findings.addAll(MappingLint.stageWithoutStatus(draft));
        findings.addAll(MappingLint.statusWithoutStage(draft, surroundings));
        findings.addAll(RoleLint.shallowPrimary(draft, surroundings));
        findings.addAll(RoleLint.twoPrimaries(draft, surroundings));
        findings.addAll(RoleLint.severalStagesOneAction(draft, surroundings));
        findings.addAll(RoleLint.countedByTheWebsiteToo(draft, surroundings));
        findings.addAll(ValueLint.revenueWithoutValue(draft, surroundings));
        findings.addAll(ValueLint.sameValueForAll(draft, surroundings));
        findings.addAll(ValueLint.valueFalls(draft, surroundings));
        findings.addAll(ValueLint.rateMissing(draft, surroundings));
        findings.addAll(ExpectedValueLint.ofRevenue(draft, surroundings));
        findings.addAll(ExpectedValueLint.unknown(draft, surroundings));
        findings.addAll(ExpectedValueLint.recommended(draft, surroundings));
        findings.addAll(ExpectedValueLint.farFromHistory(draft, surroundings));
        findings.addAll(DestinationLint.unknown(draft, surroundings));
        findings.addAll(DestinationLint.offOrBlocked(draft, surroundings));
        findings.addAll(DestinationLint.unknownAction(draft, surroundings));
        findings.addAll(DestinationLint.clickTooShort(draft, surroundings));
        findings.addAll(DestinationLint.firstStageMissing(draft, surroundings));
        findings.addAll(surroundings.accounts().apply(draft));
        findings.sort(Comparator.comparing(Finding::severity));
        return findings;
    }

    /** Contradictions in the tables themselves, which no account and no history could excuse. */
    static List<Finding> mistakesOf(Pipeline draft, LintContext surroundings) {
        List<Finding> mistakes = new ArrayList<>();
        mistakes.addAll(StageLint.names(draft));
        mistakes.addAll(MappingLint.words(draft));
        mistakes.addAll(MappingLint.unknownStage(draft));
        mistakes.addAll(MappingLint.unreachable(draft));
        mistakes.addAll(MappingLint.contradiction(draft));
        mistakes.addAll(ReportLint.words(draft, surroundings));
        mistakes.addAll(ReportLint.unknownStage(draft, surroundings));
        mistakes.addAll(ReportLint.overlap(draft, surroundings));
        mistakes.addAll(ValueLint.incomplete(draft, surroundings));
        return mistakes;
    }
}
