package io.leadloop.pipeline;

import io.leadloop.conversion.BiddingVolume;
import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.StageKind;
import java.util.ArrayList;
import java.util.List;

/** Lint of primary and secondary roles: what bidding would learn from. */
final class RoleLint {

    private RoleLint() {}

    static List<Finding> shallowPrimary(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        for (ReportLine shallow : primaries(draft)) {
            draft.reports().stream()
                    .filter(it -> it.destination().equals(shallow.destination())
                            && it.leads().overlaps(shallow.leads())
                            && it.role() == ConversionRole.SECONDARY
                            && isDeeper(draft, it.stage(), shallow.stage())
                            && around.taken(it.destination(), it.stage()) >= BiddingVolume.ENOUGH)
                    .reduce((one, two) -> isDeeper(draft, two.stage(), one.stage()) ? two : one)
                    .ifPresent(deeper -> found.add(Finding.warning(
                            "shallow-primary",
                            ReportLint.where(draft, shallow, around),
                            "Bidding learns from " + draft.nameOf(shallow.stage()) + ", while "
                                    + draft.nameOf(deeper.stage()) + " is deeper and the account took "
                                    + around.taken(deeper.destination(), deeper.stage())
                                    + " of it in the last 30 days, which is enough to learn from.",
                            "Make " + draft.nameOf(deeper.stage()) + " primary and " + draft.nameOf(shallow.stage())
                                    + " secondary.")));
        }
        return found;
    }

    static List<Finding> twoPrimaries(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        List<ReportLine> primaries = primaries(draft);
        for (int later = 0; later < primaries.size(); later++) {
            ReportLine two = primaries.get(later);
            for (ReportLine one : primaries.subList(0, later)) {
                if (one.destination().equals(two.destination())
                        && !one.stage().equals(two.stage())
                        && one.leads().overlaps(two.leads())) {
                    found.add(Finding.warning(
                            "two-primaries",
                            ReportLint.where(draft, two, around),
                            draft.nameOf(one.stage())
                                    + " is primary there too: one click that comes that far counts twice in bidding.",
                            "Leave one of them primary and make the other secondary."));
                    break;
                }
            }
        }
        return found;
    }

    static List<Finding> severalStagesOneAction(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        List<ReportLine> lines = draft.reports();
        for (int later = 0; later < lines.size(); later++) {
            ReportLine two = lines.get(later);
            lines.subList(0, later).stream()
                    .filter(one -> one.destination().equals(two.destination())
                            && one.action().equals(two.action())
                            && !one.stage().equals(two.stage()))
                    .findFirst()
                    .ifPresent(one -> found.add(Finding.warning(
                            "one-action-for-several-stages",
                            ReportLint.where(draft, two, around),
                            draft.nameOf(one.stage())
                                    + " goes to the same action: the platform cannot tell them apart, and counts one"
                                    + " lead several times.",
                            "Make an action of its own for each stage at the platform, and name it here.")));
        }
        return found;
    }

    static List<Finding> countedByTheWebsiteToo(Pipeline draft, LintContext around) {
        return draft.reports().stream()
                .filter(line -> draft.stage(line.stage())
                        .filter(it -> it.kind() == StageKind.PRIMARY)
                        .isPresent())
                .map(line -> Finding.warning(
                        "website-counts-it-too",
                        ReportLint.where(draft, line, around),
                        "The website's pixel usually reports this step already. LeadLoop has no event id of the pixel to"
                                + " share, so the platform would count both.",
                        "Report it from one side only, or under an action that the pixel does not use."))
                .toList();
    }

    private static List<ReportLine> primaries(Pipeline draft) {
        return draft.reports().stream()
                .filter(it -> it.role() == ConversionRole.PRIMARY)
                .toList();
    }

    private static boolean isDeeper(Pipeline draft, String stage, String than) {
        List<String> order = draft.stages().stream()
                .filter(it -> it.kind() != StageKind.LOST)
                .map(PipelineStage::id)
                .toList();
        return order.contains(than) && order.indexOf(stage) > order.indexOf(than);
    }
}
