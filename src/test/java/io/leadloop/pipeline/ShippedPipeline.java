package io.leadloop.pipeline;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The pipeline as LeadLoop ships it, and small changes to it. */
final class ShippedPipeline {

    static final List<PipelineStage> STAGES = List.of(
            stage("CAPTURED", "Captured", StageKind.PRIMARY),
            stage("MQL", "MQL", StageKind.QUALIFIED),
            stage("SQL", "SQL", StageKind.QUALIFIED),
            stage("WON", "Closed won", StageKind.REVENUE),
            stage("LOST", "Lost", StageKind.LOST));

    private ShippedPipeline() {}

    static DmnFiles files() {
        return new DmnFiles(read("bpmn/stage-mapping.dmn"), read("bpmn/conversion-plan.dmn"));
    }

    static Pipeline pipeline() {
        return files().with(STAGES);
    }

    static PipelineStage stage(String id, String name, StageKind kind) {
        return new PipelineStage(id, name, kind, null, 0, AdjustmentPolicy.LEAVE);
    }

    static StatusRule rule(String id, String stage, String... statuses) {
        return new StatusRule(id, "", Condition.ANY, Condition.ANY, Condition.oneOf(statuses), Condition.ANY, stage);
    }

    static ReportLine line(String id, String stage, String destination, LeadFilter leads) {
        ReportLine any = line(id, stage, destination, "Lead");
        return new ReportLine(
                id,
                "",
                stage,
                leads,
                destination,
                any.action(),
                any.role(),
                any.value(),
                null,
                null,
                null,
                any.match());
    }

    static ReportLine line(String id, String stage, String destination, String action) {
        return new ReportLine(
                id,
                "",
                stage,
                LeadFilter.ALL,
                destination,
                action,
                ConversionRole.SECONDARY,
                ValueRule.NONE,
                null,
                null,
                null,
                Match.CLICK_ID);
    }

    static Pipeline withRule(StatusRule rule) {
        Pipeline shipped = pipeline();
        List<StatusRule> rules = new ArrayList<>(shipped.statuses());
        rules.add(rule);
        return new Pipeline(shipped.stages(), rules, shipped.reports());
    }

    static Pipeline withStage(int at, PipelineStage stage) {
        Pipeline shipped = pipeline();
        List<PipelineStage> stages = new ArrayList<>(shipped.stages());
        stages.add(at, stage);
        return new Pipeline(stages, shipped.statuses(), shipped.reports());
    }

    static Pipeline withLine(ReportLine... added) {
        Pipeline shipped = pipeline();
        List<ReportLine> lines = new ArrayList<>(shipped.reports());
        lines.addAll(List.of(added));
        return new Pipeline(shipped.stages(), shipped.statuses(), lines);
    }

    /** Every line but these. */
    static Pipeline without(Predicate<ReportLine> gone) {
        Pipeline shipped = pipeline();
        return new Pipeline(
                shipped.stages(),
                shipped.statuses(),
                shipped.reports().stream().filter(gone.negate()).toList());
    }

    /** Every line of that stage changed. */
    static Pipeline changed(String stage, UnaryOperator<ReportLine> change) {
        Pipeline shipped = pipeline();
        return new Pipeline(
                shipped.stages(),
                shipped.statuses(),
                shipped.reports().stream()
                        .map(it -> it.stage().equals(stage) ? change.apply(it) : it)
                        .toList());
    }

    static ReportLine as(ReportLine line, ConversionRole role, ValueRule value) {
        return new ReportLine(
                line.id(),
                line.note(),
                line.stage(),
                line.leads(),
                line.destination(),
                line.action(),
                role,
                value,
                line.amount(),
                line.currency(),
                line.share(),
                line.match());
    }

    static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
