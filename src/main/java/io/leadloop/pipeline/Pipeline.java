package io.leadloop.pipeline;

import io.leadloop.lead.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The whole pipeline: the stages in their order, the stage mapping and the conversion plan. Gives the results that the
 * decision tables give once it is published.
 */
public record Pipeline(List<PipelineStage> stages, List<StatusRule> statuses, List<ReportLine> reports) {

    public Pipeline {
        stages = List.copyOf(stages);
        statuses = List.copyOf(statuses);
        reports = List.copyOf(reports);
    }

    /** What people call a stage; its id where it has none of that id. */
    public String nameOf(String id) {
        return stage(id).map(PipelineStage::name).orElse(id);
    }

    /**
     * A line for people: {@code SQL to Google Ads as sql}.
     *
     * @param accountName what people call the account of an id
     */
    public String inWords(ReportLine line, UnaryOperator<String> accountName) {
        return line.inWords(this::nameOf, accountName);
    }

    public Optional<PipelineStage> stage(String id) {
        return stages.stream().filter(it -> it.id().equals(id)).findFirst();
    }

    /** The stages with their depth. */
    public List<Stage> ranked() {
        List<Stage> ranked = new ArrayList<>();
        for (PipelineStage stage : stages) {
            ranked.add(stage.at(ranked.size()));
        }
        return ranked;
    }

    /** The stage that the first fitting rule names; empty when no rule knows the status. */
    public Optional<String> stageFor(String source, String record, String status, String outcome) {
        return statuses.stream()
                .filter(it -> it.fits(source, record, status, outcome))
                .map(StatusRule::stage)
                .findFirst();
    }

    /** Whether a line chooses leads by what the link of their visit said. */
    public boolean asksVisit() {
        return reports.stream().anyMatch(it -> it.leads().asksVisit());
    }

    /** What is reported when that lead reaches the stage; incomplete lines are left out. */
    public List<PlannedAction> actionsAt(PlanInput lead) {
        List<PlannedAction> actions = new ArrayList<>();
        for (ReportLine line : reports) {
            if (line.stage().equals(lead.stage()) && line.leads().fits(lead)) {
                try {
                    actions.add(line.planned());
                } catch (IllegalArgumentException incomplete) {
                    // Lint names it; such a draft cannot be published.
                    continue;
                }
            }
        }
        return actions;
    }
}
