package io.leadloop.pipeline;

import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lint: lines that the platforms would not accept. */
final class DestinationLint {

    private static final String META = "meta";

    private DestinationLint() {}

    static List<Finding> unknown(Pipeline draft, LintContext around) {
        if (around.destinations().isEmpty()) {
            return List.of();
        }
        return draft.reports().stream()
                .filter(it -> !around.destinations().containsKey(it.destination()))
                .map(it -> Finding.error(
                        "unknown-destination",
                        ReportLint.where(draft, it, around),
                        "LeadLoop knows no destination " + it.destination() + ".",
                        "Choose one of "
                                + around.destinationIds().stream()
                                        .map(around::nameOf)
                                        .collect(Collectors.joining(", "))
                                + "."))
                .toList();
    }

    static List<Finding> offOrBlocked(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>(
                draft.reports().stream().map(ReportLine::destination).toList());
        for (String id : used) {
            LintContext.Destination destination = around.destinations().get(id);
            if (destination != null && !destination.on()) {
                found.add(Finding.warning(
                        "destination-off",
                        "Reports to " + destination.name(),
                        "It is switched off: its conversions become refused rows.",
                        "Connect it or switch it on (Ad accounts), or remove its lines."));
            } else if (destination != null && destination.blocked()) {
                found.add(Finding.warning(
                        "destination-blocked",
                        "Reports to " + destination.name(),
                        "It takes nothing now; its conversions wait.",
                        "The page Ad accounts says why."));
            }
        }
        return found;
    }

    static List<Finding> unknownAction(Pipeline draft, LintContext around) {
        return draft.reports().stream()
                .filter(it -> {
                    LintContext.Destination destination = around.destinations().get(it.destination());
                    return destination != null
                            && destination.on()
                            && !destination.knowsAction().test(it.action());
                })
                .map(it -> Finding.warning(
                        "unknown-action",
                        ReportLint.where(draft, it, around),
                        "The account has no conversion action \"" + it.action() + "\": its rows would be refused.",
                        "Choose one of the account's own in the field Action, or make one on its page (Ad accounts, Conversion"
                                + " actions); in a configuration its name stands below leadloop.destinations."
                                + it.destination() + ".conversion-actions."))
                .toList();
    }

    /**
     * Meta's conversion leads learn from the way through the whole funnel: "send all stages, including the initial lead stage"
     * (page "Conversion leads integration", facts of 2026-11-26). That is for leads of its instant forms; those of a website
     * it counts there.
     */
    static List<Finding> firstStageMissing(Pipeline draft, LintContext around) {
        String first = draft.ranked().stream()
                .filter(it -> it.kind() != StageKind.LOST)
                .findFirst()
                .map(Stage::id)
                .orElse(null);
        if (!around.leadsOfForms() || first == null) {
            return List.of();
        }
        Map<String, Set<String>> stages = new TreeMap<>();
        draft.reports().stream()
                .filter(it -> isMeta(it.destination(), around))
                .forEach(it -> stages.computeIfAbsent(it.destination(), account -> new LinkedHashSet<>())
                        .add(it.stage()));
        return stages.entrySet().stream()
                .filter(it -> !it.getValue().contains(first))
                .map(it -> Finding.warning(
                        "meta-first-stage",
                        "Reports to " + around.nameOf(it.getKey()),
                        "Meta's conversion leads wants the first stage too, " + draft.nameOf(first)
                                + " is not reported: Meta sees who went on, and not of how many.",
                        "Add a line for " + draft.nameOf(first) + " to " + around.nameOf(it.getKey())
                                + ", secondary, without a value."))
                .toList();
    }

    private static boolean isMeta(String account, LintContext around) {
        LintContext.Destination known = around.destinations().get(account);
        return META.equals(known == null ? account : known.type());
    }

    static List<Finding> clickTooShort(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        for (ReportLine line : draft.reports()) {
            LintContext.Destination destination = around.destinations().get(line.destination());
            Duration usual = around.usualTime().get(line.stage());
            Duration oldest = destination == null ? null : destination.oldestClick();
            if (usual != null && oldest != null && usual.compareTo(oldest) > 0) {
                found.add(Finding.warning(
                        "click-too-short",
                        ReportLint.where(draft, line, around),
                        "A quarter of your leads need more than " + usual.toDays() + " days to "
                                + draft.nameOf(line.stage())
                                + ", and "
                                + around.nameOf(line.destination()) + " takes clicks of up to " + oldest.toDays()
                                + " days: those come too"
                                + " late.",
                        "Report an earlier stage there, or match by contact where the platform can."));
            }
        }
        return found;
    }
}
