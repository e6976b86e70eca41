package io.leadloop.ops.pipeline;

import io.leadloop.pipeline.Condition;
import io.leadloop.pipeline.StatusRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Changes which stage a CRM status means in a list of rules; the rules keep their order and their other conditions. */
final class StatusEdits {

    private StatusEdits() {}

    /** Whether a rule names its statuses one by one, so that one of them can be taken out or put in. */
    static boolean namesStatuses(StatusRule rule) {
        return !rule.status().isAny() && !rule.status().not();
    }

    /** A rule that asks for nothing but the status. */
    private static boolean isPlain(StatusRule rule) {
        return namesStatuses(rule)
                && rule.source().isAny()
                && rule.record().isAny()
                && rule.outcome().isAny();
    }

    /** The statuses that rules name for a stage, in their order. */
    static List<String> of(List<StatusRule> rules, String stage) {
        return rules.stream()
                .filter(it -> it.stage().equals(stage) && namesStatuses(it))
                .flatMap(it -> it.status().words().stream())
                .distinct()
                .toList();
    }

    static Set<String> ids(List<StatusRule> rules) {
        return rules.stream().map(StatusRule::id).collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * The rules with exactly these statuses named for a stage. One that another stage's rules name means this stage from
     * then on; a rule that names no status any more goes, for an empty one would fit all.
     */
    static List<StatusRule> set(List<StatusRule> rules, String stage, List<String> statuses) {
        Set<String> wanted = new LinkedHashSet<>(statuses);
        Set<String> known = new HashSet<>(of(rules, stage));
        Set<String> fresh = new LinkedHashSet<>(wanted);
        fresh.removeAll(known);
        List<StatusRule> kept = new ArrayList<>();
        for (StatusRule rule : rules) {
            Predicate<String> stays = rule.stage().equals(stage) ? wanted::contains : it -> !fresh.contains(it);
            StatusRule after = namesStatuses(rule) ? only(rule, stays) : rule;
            if (after.status().equals(rule.status()) || !after.status().isAny()) {
                kept.add(after);
            }
        }
        Set<String> ids = ids(rules);
        fresh.forEach(it -> add(kept, ids, it, stage));
        return kept;
    }

    private static StatusRule only(StatusRule rule, Predicate<String> stays) {
        return with(rule, rule.status().words().stream().filter(stays).toList());
    }

    private static StatusRule with(StatusRule rule, List<String> statuses) {
        return new StatusRule(
                rule.id(),
                rule.note(),
                rule.source(),
                rule.record(),
                new Condition(rule.status().not(), statuses),
                rule.outcome(),
                rule.stage());
    }

    /**
     * A status that got its stage: beside the others of that stage where a plain rule for it stands, or as a new rule, which
     * stands before the first one that would fit it too.
     */
    static void add(List<StatusRule> rules, Set<String> ids, String status, String stage) {
        for (int i = 0; i < rules.size(); i++) {
            StatusRule it = rules.get(i);
            if (isPlain(it) && it.stage().equals(stage)) {
                List<String> statuses = new ArrayList<>(it.status().words());
                statuses.add(status);
                rules.set(i, with(it, statuses));
                return;
            }
        }
        int at = 0;
        while (at < rules.size() && !isCatchAll(rules.get(at), status)) {
            at++;
        }
        rules.add(
                at,
                new StatusRule(
                        FormRows.free(ids),
                        "Mapped on the page",
                        Condition.ANY,
                        Condition.ANY,
                        Condition.oneOf(status),
                        Condition.ANY,
                        stage));
    }

    private static boolean isCatchAll(StatusRule rule, String status) {
        return rule.source().isAny()
                && rule.record().isAny()
                && rule.outcome().isAny()
                && rule.status().fits(status);
    }
}
