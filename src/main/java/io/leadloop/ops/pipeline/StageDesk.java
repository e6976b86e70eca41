package io.leadloop.ops.pipeline;

import io.leadloop.pipeline.ExpectedValue;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.NotAPipeline;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.PipelineVersions;
import io.leadloop.pipeline.StatusRule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes single stages and statuses in the reader's draft; a draft begins with the first change. */
@Component
class StageDesk {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final PipelineDrafts drafts;
    private final PipelineVersions versions;
    private final LivePipeline live;
    private final LintContextReader around;

    StageDesk(PipelineDrafts drafts, PipelineVersions versions, LivePipeline live, LintContextReader around) {
        this.drafts = drafts;
        this.versions = versions;
        this.live = live;
        this.around = around;
    }

    private PipelineVersion shown(String who) {
        return versions.draftOf(who).orElseGet(live::version);
    }

    private StageDialog.Choices choices(PipelineVersion version) {
        return new StageDialog.Choices(version.pipeline(), around.destinations(), around.unmapped());
    }

    /** The dialog of a stage; of a new one where the id is empty or no stage has it. */
    StageDialog dialog(String id, String who) {
        PipelineVersion version = shown(who);
        StageDialog.Choices choices = choices(version);
        String known = choices.pipeline().stage(id).map(PipelineStage::id).orElse("");
        return StageDialog.of(known, choices, version);
    }

    /** What leads at a stage are expected to bring, in words; empty where too little is known to tell it. */
    Optional<String> expected(String stage) {
        ExpectedValue known = around.surroundings().expected().get(stage);
        return known == null || known.value() == null
                ? Optional.empty()
                : Optional.of("Now: " + known.words() + ". By segment where they differ.");
    }

    /** What came of a dialog: words for the person, or the dialog again with its mistakes. */
    record Saved(String words, @Nullable StageDialog refused) {}

    @Transactional
    public Saved save(StageForm form, String who) {
        PipelineVersion version = shown(who);
        StageDialog.Choices choices = choices(version);
        Map<String, String> mistakes = new HashMap<>();
        StageEdit edit = form.read(choices.pipeline());
        mistakes.putAll(form.mistakes());
        int revision = version.isDraft() ? version.revision() : 0;
        if (form.revision() != revision) {
            mistakes.put("form", overtaken(version));
        } else if (!form.id().isEmpty() && choices.pipeline().stage(form.id()).isEmpty()) {
            mistakes.put("form", "This stage was removed meanwhile.");
        }
        if (edit == null || !mistakes.isEmpty()) {
            return new Saved("", StageDialog.typed(form, choices, version, mistakes));
        }
        PipelineVersion draft = drafts.begin(who);
        Pipeline after = edit.in(choices.pipeline());
        drafts.save(draft.id(), draft.revision(), after, removedIn(draft, after), who);
        return new Saved(
                "\"" + edit.name() + "\" is saved in your draft." + moved(choices.pipeline(), edit)
                        + " Nothing of it counts before it is published.",
                null);
    }

    private static String overtaken(PipelineVersion version) {
        return version.isDraft()
                ? "The draft was saved by " + version.author() + " in another window at "
                        + TIME.format(version.updatedAt())
                        + ". What you typed stands here; save again to put it on top."
                : version.title() + " was published meanwhile" + by(version)
                        + ". What you typed stands here; save again to begin a draft with it.";
    }

    private static String by(PipelineVersion version) {
        Instant at = version.publishedAt();
        return version.publishedBy() == null || at == null
                ? ""
                : " by " + version.publishedBy() + " at " + TIME.format(at);
    }

    /** Statuses that meant another stage before, in words; empty for none. */
    private static String moved(Pipeline before, StageEdit edit) {
        List<String> moved = new ArrayList<>();
        before.statuses().stream()
                .filter(it -> !it.stage().equals(edit.id()) && StatusEdits.namesStatuses(it))
                .forEach(rule -> rule.status().words().stream()
                        .filter(it -> edit.statuses().contains(it)
                                && !StatusEdits.of(before.statuses(), edit.id()).contains(it))
                        .forEach(it -> moved.add("\"" + it + "\" meant " + name(before, rule.stage()) + " before.")));
        return moved.isEmpty() ? "" : " " + String.join(" ", moved);
    }

    private static String name(Pipeline pipeline, String stage) {
        return pipeline.stage(stage).map(PipelineStage::name).orElse(stage);
    }

    /** Gives a status its stage; gives back words for the person. */
    @Transactional
    public String map(String status, String stage, String who) {
        PipelineVersion draft = drafts.begin(who);
        Pipeline before = draft.pipeline();
        if (before.stage(stage).isEmpty()) {
            throw new NotAPipeline("The pipeline has no such stage any more. Choose another one.");
        }
        List<String> statuses = new ArrayList<>(StatusEdits.of(before.statuses(), stage));
        if (!statuses.contains(status)) {
            statuses.add(status);
        }
        Pipeline after =
                new Pipeline(before.stages(), StatusEdits.set(before.statuses(), stage, statuses), before.reports());
        drafts.save(draft.id(), draft.revision(), after, removedIn(draft, after), who);
        return "\"" + status + "\" means " + name(before, stage) + " in your draft. Its events go on when you publish.";
    }

    /**
     * Gives statuses their stages, as a preset proposes it; one that has a stage already keeps it, and a stage that there is not is left
     * out. Gives back words for the person.
     */
    @Transactional
    public String mapAll(List<String> statuses, List<String> stages, String who) {
        PipelineVersion draft = drafts.begin(who);
        Pipeline before = draft.pipeline();
        List<StatusRule> rules = before.statuses();
        int added = 0;
        Set<String> missing = new TreeSet<>();
        for (int i = 0; i < Math.min(statuses.size(), stages.size()); i++) {
            String status = statuses.get(i).strip();
            String stage = stages.get(i);
            boolean isKnown = rules.stream().anyMatch(it -> it.status().words().contains(status));
            if (before.stage(stage).isEmpty()) {
                missing.add(stage);
            } else if (!status.isEmpty() && !isKnown) {
                List<String> named = new ArrayList<>(StatusEdits.of(rules, stage));
                named.add(status);
                rules = StatusEdits.set(rules, stage, named);
                added++;
            }
        }
        if (added == 0) {
            throw new NotAPipeline("Nothing is put into your draft: "
                    + (missing.isEmpty() ? "each of these has a stage already." : absent(missing))
                    + " Map what the CRM really sends.");
        }
        Pipeline after = new Pipeline(before.stages(), rules, before.reports());
        drafts.save(draft.id(), draft.revision(), after, removedIn(draft, after), who);
        int kept = statuses.size() - added;
        return added + (added == 1 ? " status is" : " statuses are") + " in your draft"
                + (kept == 0 ? "" : "; " + kept + (missing.isEmpty() ? " had a stage already" : " did not fit")) + "."
                + (missing.isEmpty() ? "" : " " + absent(missing)) + " Look at them, then publish.";
    }

    private static String absent(Set<String> stages) {
        return "The pipeline has no stage " + String.join(", ", stages) + ": add it or choose another one.";
    }

    private static Map<String, String> removedIn(PipelineVersion draft, Pipeline after) {
        Map<String, String> removed = new HashMap<>(draft.removed());
        after.stages().forEach(it -> removed.remove(it.id()));
        return removed;
    }
}
