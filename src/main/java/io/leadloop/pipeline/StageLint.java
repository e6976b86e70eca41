package io.leadloop.pipeline;

import io.leadloop.lead.StageKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Lint of the stages. */
final class StageLint {

    private static final int LONGEST_HOLD = 2_160;
    private static final int LONGEST_NAME = 60;
    /** The value of the process variable that ends a lead's process. */
    private static final String RESERVED = "CLOSED";
    /** With it a stage's way in and another's way out would have the same id in the model. */
    private static final String RESERVED_END = "STAGECHANGED";

    private static final int LONGEST_ALLOWED = 3_650;

    private StageLint() {}

    static List<Finding> names(Pipeline draft) {
        List<Finding> found = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        if (draft.stages().isEmpty()) {
            found.add(Finding.error("no-stages", "Stages", "The pipeline has no stage.", "Add the first one."));
        }
        for (PipelineStage stage : draft.stages()) {
            String where = "Stage " + (stage.name().isBlank() ? stage.id() : stage.name());
            String plain = stage.id().replace("_", "");
            if (!PipelineStage.ID.matcher(stage.id()).matches()
                    || plain.equals(RESERVED)
                    || plain.endsWith(RESERVED_END)) {
                found.add(Finding.error(
                        "stage-id",
                        where,
                        "Its id has to be capital letters, digits and _ (at most 40), and not CLOSED or ..._STAGE_CHANGED.",
                        "Give it an id in Latin letters, such as DEMO_ATTENDED."));
            }
            // The process model writes ids without _, so that DEMO_1 and DEMO1 would be the same wait state.
            String other = seen.put(stage.id().replace("_", "").toUpperCase(Locale.ROOT), stage.id());
            if (other != null) {
                found.add(Finding.error(
                        "stage-twice",
                        where,
                        "There is another stage with the id " + other + ".",
                        "Remove one of them."));
            }
            if (stage.name().isBlank() || stage.name().length() > LONGEST_NAME) {
                found.add(Finding.error(
                        "stage-name", where, "It needs a name of up to 60 characters.", "Write what sales says."));
            }
            if (stage.holdHours() < 0 || stage.holdHours() > LONGEST_HOLD) {
                found.add(Finding.error(
                        "stage-hold",
                        where,
                        "The hold is outside of 0 to 2,160 hours.",
                        "Most platforms want news in days."));
            }
            Integer allowed = stage.allowedDays();
            if (allowed != null && (allowed < 1 || allowed > LONGEST_ALLOWED)) {
                found.add(Finding.error(
                        "stage-allowed",
                        where,
                        "The allowed time is less than a day or more than 3,650.",
                        "Write whole days, or nothing where leads may stay for ever."));
            }
        }
        return found;
    }

    /** A stage that goes away while leads stand there, or with no place for them to go. */
    static List<Finding> removals(Pipeline live, Pipeline draft, Map<String, String> removed, LintContext around) {
        List<Finding> found = new ArrayList<>();
        Set<String> stays =
                new HashSet<>(draft.stages().stream().map(PipelineStage::id).toList());
        for (PipelineStage stage : live.stages()) {
            if (stays.contains(stage.id())) {
                continue;
            }
            long leads = around.standing().getOrDefault(stage.id(), 0L);
            String to = removed.get(stage.id());
            String where = "Stage " + stage.name();
            if (to == null || !stays.contains(to)) {
                found.add(Finding.error(
                        "stage-removed",
                        where,
                        "It is removed, " + leads + " leads stand there, and nothing says where they go.",
                        "Choose the stage to which they go, under \"Removed stages\"."));
            } else if (leads > 0) {
                found.add(Finding.warning(
                        "stage-removed",
                        where,
                        "It is removed; the " + leads + " leads that stand there go to " + draft.nameOf(to)
                                + ". No conversion is sent for that.",
                        "Nothing, if this is meant."));
            }
        }
        return found;
    }

    static List<Finding> qualifiedStageMissing(Pipeline draft) {
        boolean revenue = draft.stages().stream().anyMatch(it -> it.kind() == StageKind.REVENUE);
        boolean qualified = draft.stages().stream().anyMatch(it -> it.kind() == StageKind.QUALIFIED);
        return !revenue || qualified
                ? List.of()
                : List.of(Finding.warning(
                        "qualified-missing",
                        "Stages",
                        "Between the lead and the win there is no qualified stage. Wins are few and late; a platform"
                                + " learns little until the first ones come.",
                        "Add a stage that is qualified by people, such as MQL or SQL."));
    }
}
