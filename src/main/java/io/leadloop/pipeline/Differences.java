package io.leadloop.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The differences between two versions of the pipeline, in sentences. */
public final class Differences {

    private Differences() {}

    /**
     * One sentence for each change; empty where both mean the same.
     *
     * @param accountName what people call the account of an id
     */
    public static List<String> between(Pipeline before, Pipeline after, UnaryOperator<String> accountName) {
        List<String> said = new ArrayList<>();
        stages(before, after, said);
        statuses(before, after, said);
        reports(before, after, accountName, said);
        return said;
    }

    private static void stages(Pipeline before, Pipeline after, List<String> said) {
        Map<String, PipelineStage> old = by(before.stages(), PipelineStage::id);
        Map<String, PipelineStage> now = by(after.stages(), PipelineStage::id);
        now.forEach((id, stage) -> {
            PipelineStage was = old.get(id);
            if (was == null) {
                said.add("Stage " + stage.name() + " (" + id + ") is new, of the kind \"" + PlanWords.kind(stage.kind())
                        + "\".");
                return;
            }
            changed(said, "Stage " + was.name() + ": the name", was.name(), stage.name());
            changed(
                    said,
                    "Stage " + was.name() + ": the kind",
                    PlanWords.kind(was.kind()),
                    PlanWords.kind(stage.kind()));
            changed(said, "Stage " + was.name() + ": the allowed days", days(was), days(stage));
            changed(said, "Stage " + was.name() + ": the hold in hours", was.holdHours(), stage.holdHours());
            changed(
                    said,
                    "Stage " + was.name() + ": what platforms hear of changes",
                    PlanWords.adjustment(was.adjustment()),
                    PlanWords.adjustment(stage.adjustment()));
        });
        old.forEach((id, stage) -> {
            if (!now.containsKey(id)) {
                said.add("Stage " + stage.name() + " (" + id + ") is removed.");
            }
        });
        List<String> oldOrder = old.keySet().stream().filter(now::containsKey).toList();
        List<String> newOrder = now.keySet().stream().filter(old::containsKey).toList();
        if (!oldOrder.equals(newOrder)) {
            said.add("The order of the stages is now "
                    + after.stages().stream().map(PipelineStage::name).collect(Collectors.joining(", ")) + ".");
        }
    }

    private static Object days(PipelineStage stage) {
        Integer days = stage.allowedDays();
        return days == null ? "none" : days;
    }

    private static void statuses(Pipeline before, Pipeline after, List<String> said) {
        Map<String, StatusRule> old = by(before.statuses(), StatusRule::id);
        Map<String, StatusRule> now = by(after.statuses(), StatusRule::id);
        now.forEach((id, rule) -> {
            StatusRule was = old.get(id);
            if (was == null) {
                said.add("New rule: " + rule.inWords() + " means " + after.nameOf(rule.stage()) + ".");
                return;
            }
            Set<String> added = new TreeSet<>(rule.status().words());
            added.removeAll(was.status().words());
            Set<String> gone = new TreeSet<>(was.status().words());
            gone.removeAll(rule.status().words());
            boolean onlyStatuses = was.stage().equals(rule.stage()) && was.differsOnlyInStatusFrom(rule);
            if (onlyStatuses && !was.status().isAny() && !rule.status().isAny()) {
                added.forEach(it -> said.add("\"" + it + "\" now means " + after.nameOf(rule.stage()) + "."));
                gone.forEach(it -> said.add("\"" + it + "\" no longer means " + before.nameOf(was.stage()) + "."));
            } else if (!onlyStatuses || !was.status().equals(rule.status())) {
                said.add("The rule \"" + was.inWords() + " means " + before.nameOf(was.stage()) + "\" is now \""
                        + rule.inWords() + " means " + after.nameOf(rule.stage()) + "\".");
            }
        });
        old.forEach((id, rule) -> {
            if (!now.containsKey(id)) {
                said.add("The rule is removed: " + rule.inWords() + " means " + before.nameOf(rule.stage()) + ".");
            }
        });
        if (!order(old, now).equals(order(now, old))) {
            said.add("The order of the rules changed; the first one that fits decides.");
        }
    }

    private static List<String> order(Map<String, StatusRule> of, Map<String, StatusRule> among) {
        return of.keySet().stream().filter(among::containsKey).toList();
    }

    private static void reports(Pipeline before, Pipeline after, UnaryOperator<String> accountName, List<String> said) {
        Map<String, ReportLine> old = by(before.reports(), ReportLine::id);
        Map<String, ReportLine> now = by(after.reports(), ReportLine::id);
        ReportChanges changes = new ReportChanges();
        now.forEach((id, line) -> {
            ReportLine was = old.get(id);
            if (was == null) {
                said.add("New: " + after.inWords(line, accountName) + ", " + PlanWords.role(line.role()) + ", "
                        + line.valueInWords() + ".");
                return;
            }
            ReportChanges.Place at = changes.at(before.nameOf(was.stage()), accountName.apply(was.destination()));
            at.changed("the stage", before.nameOf(was.stage()), after.nameOf(line.stage()));
            account(at, was.destination(), line.destination(), accountName);
            at.changed("the action", was.action(), line.action());
            at.changed("the role", PlanWords.role(was.role()), PlanWords.role(line.role()));
            at.changed("the value", was.valueInWords(), line.valueInWords());
            at.changed("only for", anyone(was), anyone(line));
            at.changed("matched by", PlanWords.match(was.match()), PlanWords.match(line.match()));
        });
        said.addAll(changes.inWords());
        old.forEach((id, line) -> {
            if (!now.containsKey(id)) {
                said.add("No longer reported: " + before.inWords(line, accountName) + ".");
            }
        });
    }

    /** Two accounts may have one label: their ids tell which is which. */
    private static void account(
            ReportChanges.Place at, String before, String after, UnaryOperator<String> accountName) {
        String was = accountName.apply(before);
        String is = accountName.apply(after);
        boolean isAmbiguous = was.equals(is) && !before.equals(after);
        at.changed(
                "the account",
                isAmbiguous ? was + " (" + before + ")" : was,
                isAmbiguous ? is + " (" + after + ")" : is);
    }

    private static String anyone(ReportLine line) {
        return line.leads().inWords().isEmpty() ? "all leads" : line.leads().inWords();
    }

    private static void changed(List<String> said, String what, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            said.add(what + " was " + before + " and is now " + after + ".");
        }
    }

    private static <T> Map<String, T> by(List<T> rows, Function<T, String> id) {
        return rows.stream().collect(Collectors.toMap(id, it -> it, (one, two) -> one, LinkedHashMap::new));
    }
}
