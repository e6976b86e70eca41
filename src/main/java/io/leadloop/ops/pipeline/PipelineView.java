package io.leadloop.ops.pipeline;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.destination.Destination;
import io.leadloop.inbox.UnmappedStatus;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.StageHistory;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Finding;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineAudit;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.planning.DryRun;
import io.leadloop.process.LifecycleMigration;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of the pipeline shows.
 *
 * @param unreadable why the version's files cannot be shown; null where they can, and then there is a pipeline
 * @param newer whether the draft began on a version that is not live any more
 */
record PipelineView(
        PipelineVersion live,
        PipelineVersion shown,
        @Nullable String unreadable,
        Pipeline pipeline,
        boolean newer,
        List<String> differences,
        List<Finding> findings,
        List<Removed> removed,
        LintContext around,
        List<UnmappedStatus> unmapped,
        List<StageHistory.SeenStatus> statuses,
        List<Destination> destinations,
        List<PipelineVersion> versions,
        List<PipelineVersion> drafts,
        List<PipelineAudit.Entry> audit,
        LifecycleMigration.Progress migration,
        DryRun.@Nullable Run dryRun) {

    /** A stage that the draft takes away. */
    record Removed(
            PipelineStage stage, long leads, @Nullable String to) {}

    public StageKind[] kinds() {
        return StageKind.values();
    }

    public AdjustmentPolicy[] adjustments() {
        return AdjustmentPolicy.values();
    }

    public ConversionRole[] roles() {
        return ConversionRole.values();
    }

    public ValueRule[] values() {
        return ValueRule.values();
    }

    public Match[] matches() {
        return Match.values();
    }

    public List<FindingGroup> findingGroups() {
        return FindingGroup.of(findings);
    }

    public long errors() {
        return findings.stream().filter(Finding::isError).count();
    }

    /** By stage and destination, as one reads a plan. */
    public List<ReportLine> reports() {
        List<String> order = pipeline.stages().stream().map(PipelineStage::id).toList();
        return pipeline.reports().stream()
                .sorted(Comparator.<ReportLine>comparingInt(it -> order.indexOf(it.stage()))
                        .thenComparing(ReportLine::destination))
                .toList();
    }

    public List<StageCards.Card> cards() {
        return StageCards.of(pipeline, destinations, around);
    }

    /** Whether lines of accounts that are not connected are left out. */
    public boolean hasHidden() {
        return cards().stream().anyMatch(it -> it.hidden() > 0);
    }

    /** The name of a stage; its id where it has none. */
    public String nameOf(String stage) {
        return pipeline.nameOf(stage);
    }

    /** The stage that the shown pipeline gives a status; empty for none. */
    public String stageOf(String status) {
        return pipeline.statuses().stream()
                .filter(it -> it.status().words().contains(status))
                .map(it -> it.stage())
                .findFirst()
                .orElse("");
    }

    /** Whether the shown pipeline knows every status for whose rule events wait. */
    public boolean areAllMapped() {
        return unmapped.stream().noneMatch(it -> stageOf(it.status()).isEmpty());
    }

    /** Events that wait with a status which the shown pipeline maps: publishing applies them, and a rehearsal knows none of them. */
    public long eventsToCome() {
        return unmapped.stream()
                .filter(it -> !stageOf(it.status()).isEmpty())
                .mapToLong(UnmappedStatus::events)
                .sum();
    }
}
