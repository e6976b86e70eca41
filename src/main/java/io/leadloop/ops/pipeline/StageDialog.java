package io.leadloop.ops.pipeline;

import io.leadloop.destination.Destination;
import io.leadloop.inbox.UnmappedStatus;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.pipeline.ReportLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The dialog of one stage: what stands in its fields, and what is wrong with them.
 *
 * @param id of the stage; empty for one to add
 * @param revision of the draft that it was opened on; 0 where there was none
 * @param fields by name, as they stand there or were typed
 * @param mistakes by the field's name, in words for beside it
 * @param waiting statuses that no rule knows, to choose from
 * @param fixed what means the stage too and is no list of statuses, in words
 */
record StageDialog(
        String id,
        int revision,
        Map<String, String> fields,
        Map<String, String> mistakes,
        List<PipelineStage> others,
        List<UnmappedStatus> waiting,
        List<String> chosen,
        List<StageCards.Chip> fixed,
        List<Account> accounts) {

    /**
     * A connected account.
     *
     * @param lines how many lines of the plan report the stage there; more than one are edited in the tables only
     * @param leads for which leads only, in words; empty for all
     */
    record Account(String id, String name, int lines, String leads) {

        public boolean isEditable() {
            return lines < 2;
        }
    }

    /** What the form needs to fill its lists. */
    record Choices(Pipeline pipeline, List<Destination> destinations, List<UnmappedStatus> unmapped) {}

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    public boolean isWrong(String name) {
        return mistakes.containsKey(name);
    }

    public StageKind[] kinds() {
        return StageKind.values();
    }

    public ValueRule[] rules() {
        return ValueRule.values();
    }

    public AdjustmentPolicy[] adjustments() {
        return AdjustmentPolicy.values();
    }

    /** The dialog of a stage that is there, or an empty one. */
    static StageDialog of(String id, Choices choices, PipelineVersion version) {
        Map<String, String> fields = id.isEmpty() ? empty(choices.pipeline()) : filled(id, choices);
        return new StageDialog(
                id,
                version.isDraft() ? version.revision() : 0,
                fields,
                Map.of(),
                others(id, choices),
                waiting(choices),
                List.of(),
                fixed(id, choices),
                accounts(id, choices));
    }

    /** The same with what somebody typed and what is wrong with it. */
    static StageDialog typed(StageForm form, Choices choices, PipelineVersion version, Map<String, String> mistakes) {
        return new StageDialog(
                form.id(),
                version.isDraft() ? version.revision() : 0,
                form.fields(),
                mistakes,
                others(form.id(), choices),
                waiting(choices),
                form.chosen(),
                fixed(form.id(), choices),
                accounts(form.id(), choices));
    }

    private static List<PipelineStage> others(String id, Choices choices) {
        return choices.pipeline().stages().stream()
                .filter(it -> !it.id().equals(id))
                .toList();
    }

    private static List<UnmappedStatus> waiting(Choices choices) {
        return choices.unmapped().stream()
                .filter(it -> choices.pipeline().statuses().stream()
                        .noneMatch(rule -> rule.status().words().contains(it.status())))
                .toList();
    }

    private static List<StageCards.Chip> fixed(String id, Choices choices) {
        List<String> named = StatusEdits.of(choices.pipeline().statuses(), id);
        return StageCards.chips(choices.pipeline(), id).stream()
                .filter(it -> !named.contains(it.status()))
                .toList();
    }

    private static List<Account> accounts(String id, Choices choices) {
        return choices.destinations().stream()
                .filter(Destination::isOn)
                .map(it -> {
                    List<ReportLine> lines = lines(id, it.profile().id(), choices.pipeline());
                    String leads = lines.stream()
                            .map(line -> line.leads().inWords())
                            .filter(words -> !words.isEmpty())
                            .collect(Collectors.joining("; "));
                    return new Account(it.profile().id(), it.profile().name(), lines.size(), leads);
                })
                .toList();
    }

    private static List<ReportLine> lines(String stage, String destination, Pipeline pipeline) {
        return pipeline.reports().stream()
                .filter(it -> it.stage().equals(stage) && it.destination().equals(destination))
                .toList();
    }

    /** A new stage stands behind the last one before money. */
    private static Map<String, String> empty(Pipeline pipeline) {
        String after = "";
        for (PipelineStage stage : pipeline.stages()) {
            if (stage.kind() == StageKind.REVENUE || stage.kind() == StageKind.LOST) {
                break;
            }
            after = stage.id();
        }
        return Map.of("kind", StageKind.QUALIFIED.name(), "after", after, "value", "NONE", "adjustment", "LEAVE");
    }

    private static Map<String, String> filled(String id, Choices choices) {
        Map<String, String> fields = new HashMap<>();
        String before = "";
        for (PipelineStage stage : choices.pipeline().stages()) {
            if (stage.id().equals(id)) {
                fields.put("name", stage.name());
                fields.put("kind", stage.kind().name());
                fields.put("after", before);
                fields.put(
                        "allowedDays",
                        stage.allowedDays() == null ? "" : stage.allowedDays().toString());
                fields.put("holdHours", stage.holdHours() == 0 ? "" : Integer.toString(stage.holdHours()));
                fields.put("adjustment", stage.adjustment().name());
            }
            before = stage.id();
        }
        fields.put(
                "statuses", String.join("\n", StatusEdits.of(choices.pipeline().statuses(), id)));
        List<ReportLine> shown = new ArrayList<>();
        for (Account account : accounts(id, choices)) {
            List<ReportLine> lines = lines(id, account.id(), choices.pipeline());
            if (lines.size() == 1) {
                shown.add(lines.get(0));
                fields.put("action." + account.id(), lines.get(0).action());
                fields.put("role." + account.id(), lines.get(0).role().name());
            }
        }
        worth(fields, shown);
        return fields;
    }

    /** The value that all lines have; KEEP where they differ. */
    private static void worth(Map<String, String> fields, List<ReportLine> lines) {
        List<StageEdit.Value> values =
                lines.stream().map(StageEdit.Value::of).distinct().toList();
        if (values.size() > 1) {
            fields.put("value", StageForm.KEEP);
            return;
        }
        StageEdit.Value value = values.isEmpty() ? StageEdit.Value.NONE : values.get(0);
        fields.put("value", value.rule().name());
        if (value.amount() != null) {
            fields.put(
                    "amount",
                    value.amount().toPlainString() + " " + (value.currency() == null ? "" : value.currency()));
        }
        if (value.share() != null) {
            fields.put("amount", value.share().toPlainString() + " %");
        }
    }
}
