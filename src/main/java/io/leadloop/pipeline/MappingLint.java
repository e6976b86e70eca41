package io.leadloop.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lint of the stage mapping. */
final class MappingLint {

    private static final Set<String> RECORDS = Set.of("LEAD", "DEAL");
    private static final Set<String> OUTCOMES = Set.of("OPEN", "WON", "LOST", "UNSAID");

    private MappingLint() {}

    private static String where(StatusRule rule) {
        return "Rule for " + rule.inWords();
    }

    static List<Finding> words(Pipeline draft) {
        List<Finding> found = new ArrayList<>();
        for (StatusRule rule : draft.statuses()) {
            Set<String> words = new LinkedHashSet<>(rule.status().words());
            words.addAll(rule.source().words());
            words.addAll(rule.record().words());
            words.addAll(rule.outcome().words());
            if (words.stream().anyMatch(it -> it.contains("\"") || it.contains("\\"))) {
                found.add(Finding.error(
                        "quotes",
                        where(rule),
                        "A word holds a quote or a backslash, which a decision table cannot match.",
                        "Rename the status in the CRM, or leave it out."));
            }
            if (!RECORDS.containsAll(rule.record().words())) {
                found.add(Finding.error(
                        "record", where(rule), "The record is neither a lead nor a deal.", "Choose one, or any."));
            }
            if (!OUTCOMES.containsAll(rule.outcome().words())) {
                found.add(Finding.error(
                        "outcome",
                        where(rule),
                        "The outcome is none of open, won, lost, not said.",
                        "Choose one, or any."));
            }
        }
        return found;
    }

    static List<Finding> unknownStage(Pipeline draft) {
        return draft.statuses().stream()
                .filter(it -> draft.stage(it.stage()).isEmpty())
                .map(it -> Finding.error(
                        "rule-without-stage",
                        where(it),
                        "It leads to the stage " + it.stage() + ", which the pipeline does not have. Events with this"
                                + " status would be parked.",
                        "Choose a stage, or add this one."))
                .toList();
    }

    /** A rule behind one that already fits everything that it fits. */
    static List<Finding> unreachable(Pipeline draft) {
        List<Finding> found = new ArrayList<>();
        List<StatusRule> rules = draft.statuses();
        for (int later = 0; later < rules.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                if (rules.get(earlier).covers(rules.get(later))) {
                    found.add(Finding.error(
                            "rule-never-asked",
                            where(rules.get(later)),
                            "The rule for " + rules.get(earlier).inWords()
                                    + " stands before it and fits all the same, so" + " this one never decides.",
                            "Remove it, or move it up."));
                    break;
                }
            }
        }
        return found;
    }

    /** One status in two rules that say different stages under the same conditions. */
    static List<Finding> contradiction(Pipeline draft) {
        List<Finding> found = new ArrayList<>();
        List<StatusRule> rules = draft.statuses();
        for (int later = 0; later < rules.size(); later++) {
            StatusRule two = rules.get(later);
            for (StatusRule one : rules.subList(0, later)) {
                List<String> both = one.status().words().stream()
                        .filter(two.status().words()::contains)
                        .toList();
                if (!both.isEmpty()
                        && one.differsOnlyInStatusFrom(two)
                        && !one.stage().equals(two.stage())
                        && !one.covers(two)) {
                    found.add(Finding.error(
                            "status-twice",
                            where(two),
                            "\"" + both.get(0) + "\" already means " + draft.nameOf(one.stage())
                                    + " by an earlier rule, and here " + draft.nameOf(two.stage()) + ".",
                            "Take it out of one of them."));
                }
            }
        }
        return found;
    }

    static List<Finding> stageWithoutStatus(Pipeline draft) {
        return draft.stages().stream()
                .filter(stage ->
                        draft.statuses().stream().noneMatch(it -> it.stage().equals(stage.id())))
                .map(stage -> Finding.warning(
                        "stage-without-status",
                        "Stage " + stage.name(),
                        "No CRM status leads here, so no lead will ever stand here.",
                        "Map the status by which your CRM names it."))
                .toList();
    }

    /** Statuses that were seen and that no rule knows, whatever record they are of. */
    static List<Finding> statusWithoutStage(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        for (Map.Entry<String, Long> seen : around.unmapped().entrySet()) {
            if (!isMapped(draft, seen.getKey())) {
                found.add(Finding.warning(
                        "status-without-stage",
                        "Status \"" + seen.getKey() + "\"",
                        "No rule knows it. Events with it that wait in the inbox: " + seen.getValue() + ".",
                        "Choose its stage; the events go on when the draft is published."));
            }
        }
        return found;
    }

    private static boolean isMapped(Pipeline draft, String status) {
        return draft.statuses().stream()
                .anyMatch(it ->
                        it.status().words().contains(status) && !it.status().not());
    }
}
