package io.leadloop.ops.pipeline;

import io.leadloop.destination.Destination;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.ExpectedValue;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.PlanWords;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.pipeline.StatusRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stages as cards, one for each, in their order. */
final class StageCards {

    private static final int MANY_CHIPS = 10;

    private StageCards() {}

    /**
     * A stage's card.
     *
     * @param leads how many stand there now
     * @param reports where it is reported: connected accounts first, then those that are not
     * @param expected what a lead here is expected to bring; null where nobody reached the stage yet
     */
    record Card(
            PipelineStage stage,
            long leads,
            List<Chip> chips,
            List<Report> reports,
            @Nullable ExpectedValue expected) {

        /** Reports that say the same to several accounts together: connected accounts first, then by what they say. */
        public List<Told> shown(boolean all) {
            Map<Told, List<Report>> alike = new LinkedHashMap<>();
            reports.stream()
                    .filter(it -> all || it.connected())
                    .forEach(it -> alike.computeIfAbsent(Told.alike(it), like -> new ArrayList<>())
                            .add(it));
            return alike.entrySet().stream()
                    .map(it -> it.getKey().to(it.getValue()))
                    .toList();
        }

        /** All of them where one more line would hold the rest. */
        public List<Chip> firstChips() {
            return chips.size() <= MANY_CHIPS + 2 ? chips : chips.subList(0, MANY_CHIPS);
        }

        public List<Chip> moreChips() {
            return chips.subList(firstChips().size(), chips.size());
        }

        public long hidden() {
            return reports.stream().filter(it -> !it.connected()).count();
        }
    }

    /**
     * A CRM status that means the stage.
     *
     * @param only what else the rule asks for, in words; empty for nothing
     */
    record Chip(String status, String only) {}

    /**
     * What several accounts are told alike.
     *
     * @param leads for which leads only, in words; empty for all
     * @param to the accounts, each with its own action
     */
    record Told(String role, String value, String leads, boolean connected, List<Report> to) {

        static Told alike(Report it) {
            return new Told(it.role(), it.value(), it.leads(), it.connected(), List.of());
        }

        Told to(List<Report> accounts) {
            return new Told(role, value, leads, connected, accounts);
        }
    }

    /** @param leads for which leads only, in words; empty for all */
    record Report(String account, boolean connected, String action, String role, String value, String leads) {}

    static List<Card> of(Pipeline pipeline, List<Destination> destinations, LintContext around) {
        return pipeline.stages().stream()
                .map(stage -> new Card(
                        stage,
                        around.standing().getOrDefault(stage.id(), 0L),
                        chips(pipeline, stage.id()),
                        reports(pipeline, stage.id(), destinations),
                        stage.kind() == StageKind.REVENUE || stage.kind() == StageKind.LOST
                                ? null
                                : around.expected().get(stage.id())))
                .toList();
    }

    static List<Chip> chips(Pipeline pipeline, String stage) {
        List<Chip> chips = new ArrayList<>();
        for (StatusRule rule : pipeline.statuses()) {
            if (rule.stage().equals(stage) && StatusEdits.namesStatuses(rule)) {
                rule.status().words().forEach(it -> chips.add(new Chip(it, rule.conditionsInWords())));
            } else if (rule.stage().equals(stage)) {
                String but = rule.status().isAny()
                        ? "any status"
                        : "any status but " + String.join(", ", rule.status().words());
                chips.add(new Chip(but, rule.conditionsInWords()));
            }
        }
        return chips;
    }

    private static List<Report> reports(Pipeline pipeline, String stage, List<Destination> destinations) {
        return pipeline.reports().stream()
                .filter(it -> it.stage().equals(stage))
                .map(it -> report(it, destinations))
                .sorted(Comparator.comparing(Report::connected).reversed().thenComparing(Report::account))
                .toList();
    }

    private static Report report(ReportLine line, List<Destination> destinations) {
        Destination account = destinations.stream()
                .filter(it -> it.profile().id().equals(line.destination()))
                .findFirst()
                .orElse(null);
        return new Report(
                account == null ? line.destination() : account.profile().name(),
                account != null && account.isOn(),
                line.action(),
                PlanWords.role(line.role()),
                line.valueInWords(),
                line.leads().inWords());
    }
}
