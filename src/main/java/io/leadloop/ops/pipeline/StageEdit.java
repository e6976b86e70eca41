package io.leadloop.ops.pipeline;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.LeadFilter;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.pipeline.ReportLine;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stage with all that belongs to it, as the dialog says it.
 *
 * @param id of the stage that is there or will be
 * @param after id of the stage that it follows; empty for the first place
 * @param value of all lines of the accounts below; null to leave each line its own
 * @param accounts what each account of the dialog is told of this stage; lines of other accounts stay as they are
 */
record StageEdit(
        String id,
        String name,
        StageKind kind,
        List<String> statuses,
        String after,
        @Nullable Integer allowedDays,
        int holdHours,
        AdjustmentPolicy adjustment,
        @Nullable Value value,
        List<Account> accounts) {

    record Value(
            ValueRule rule,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            @Nullable BigDecimal share) {

        static final Value NONE = new Value(ValueRule.NONE, null, null, null);

        static Value of(ReportLine line) {
            return new Value(
                    line.value(),
                    line.value() == ValueRule.FIXED ? line.amount() : null,
                    line.value() == ValueRule.FIXED ? line.currency() : null,
                    line.value() == ValueRule.SHARE ? line.share() : null);
        }
    }

    /** @param action empty where the account is not told of this stage */
    record Account(String destination, String action, ConversionRole role) {}

    /** The pipeline with this stage in it. */
    Pipeline in(Pipeline pipeline) {
        return new Pipeline(
                stages(pipeline.stages()), StatusEdits.set(pipeline.statuses(), id, statuses), reports(pipeline));
    }

    private List<PipelineStage> stages(List<PipelineStage> before) {
        List<PipelineStage> stages = new ArrayList<>(before);
        stages.removeIf(it -> it.id().equals(id));
        int place = 0;
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).id().equals(after)) {
                place = i + 1;
            }
        }
        stages.add(place, new PipelineStage(id, name, kind, allowedDays, holdHours, adjustment));
        return stages;
    }

    private List<ReportLine> reports(Pipeline pipeline) {
        List<ReportLine> lines = new ArrayList<>(pipeline.reports());
        Set<String> ids = new HashSet<>(lines.stream().map(ReportLine::id).toList());
        for (Account account : accounts) {
            int at = 0;
            while (at < lines.size() && !isOf(lines.get(at), account)) {
                at++;
            }
            if (at == lines.size() && !account.action().isEmpty()) {
                lines.add(fresh(account, FormRows.free(ids), pipeline.reports()));
            } else if (at < lines.size() && account.action().isEmpty()) {
                lines.remove(at);
            } else if (at < lines.size()) {
                lines.set(at, changed(lines.get(at), account));
            }
        }
        return lines;
    }

    private boolean isOf(ReportLine line, Account account) {
        return line.stage().equals(id) && line.destination().equals(account.destination());
    }

    private ReportLine changed(ReportLine line, Account account) {
        Value worth = value == null ? Value.of(line) : value;
        return new ReportLine(
                line.id(),
                line.note(),
                id,
                line.leads(),
                line.destination(),
                account.action(),
                account.role(),
                worth.rule(),
                worth.amount(),
                worth.currency(),
                worth.share(),
                line.match());
    }

    /** A new line matches people as the account's other lines do. */
    private ReportLine fresh(Account account, String line, List<ReportLine> others) {
        Value worth = value == null ? Value.NONE : value;
        Match match = others.stream()
                .filter(it -> it.destination().equals(account.destination()))
                .map(ReportLine::match)
                .findFirst()
                .orElse(Match.CLICK_ID);
        return new ReportLine(
                line,
                "",
                id,
                LeadFilter.ALL,
                account.destination(),
                account.action(),
                account.role(),
                worth.rule(),
                worth.amount(),
                worth.currency(),
                worth.share(),
                match);
    }
}
