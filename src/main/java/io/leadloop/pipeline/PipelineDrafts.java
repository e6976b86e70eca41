package io.leadloop.pipeline;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Drafts of the pipeline. A user has one draft at most; a save names the revision that it is based on (optimistic
 * locking), so that two windows never overwrite each other.
 */
@Component
public class PipelineDrafts {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final PipelineVersions versions;
    private final LivePipeline live;
    private final PipelineAudit audit;
    private final Clock clock;

    PipelineDrafts(PipelineVersions versions, LivePipeline live, PipelineAudit audit, Clock clock) {
        this.versions = versions;
        this.live = live;
        this.audit = audit;
        this.clock = clock;
    }

    /** The author's draft; a new one with the live version's content where there is none. */
    @Transactional
    public PipelineVersion begin(String author) {
        return versions.draftOf(author).orElseGet(() -> create(author, live.version()));
    }

    /** A draft with the content of an older version, in the place of the author's own if there is one. */
    @Transactional
    public PipelineVersion bringBack(int number, String author) {
        PipelineVersion old = versions.published(number)
                .orElseThrow(() -> new NotAPipeline("There is no published version " + number + "."));
        versions.draftOf(author).ifPresent(it -> versions.delete(it.id()));
        PipelineVersion draft = create(author, old);
        audit.add(author, "brought back", "version " + number + " into a draft");
        return draft;
    }

    private PipelineVersion create(String author, PipelineVersion content) {
        PipelineVersion base = live.version();
        PipelineVersion draft = new PipelineVersion(
                UUID.randomUUID(),
                null,
                base.number() == null ? 0 : base.number(),
                1,
                content.stages(),
                Map.of(),
                content.files(),
                author,
                clock.instant(),
                clock.instant(),
                null,
                null,
                null,
                null,
                null);
        versions.insert(draft);
        audit.add(author, "began a draft", "on version " + base.number());
        return draft;
    }

    /** Saves what the page says; the decision tables are written into the draft's own files. */
    @Transactional
    public PipelineVersion save(
            UUID draft, int revision, Pipeline pipeline, Map<String, String> removed, String author) {
        PipelineVersion before = mine(draft, author);
        DmnFiles files = before.files().written(pipeline);
        return stored(before, revision, pipeline.stages(), removed, files);
    }

    /** Takes a file from Camunda Modeler into the draft; throws NotAPipeline, in words, where it cannot be shown. */
    @Transactional
    public PipelineVersion upload(UUID draft, int revision, String file, String author) {
        PipelineVersion before = mine(draft, author);
        boolean mapping = file.contains("id=\"" + DmnFiles.STAGE_MAPPING + "\"");
        DmnFiles files = mapping
                ? new DmnFiles(file, before.files().conversionPlan())
                : new DmnFiles(before.files().stageMapping(), file);
        Pipeline read = files.with(before.stages());
        List<Finding> mistakes = Lint.mistakesOf(read, LintContext.UNKNOWN);
        if (!mistakes.isEmpty()) {
            throw new NotAPipeline((mapping ? "stage-mapping.dmn: " : "conversion-plan.dmn: ")
                    + mistakes.get(0).where() + ": " + mistakes.get(0).reason() + " "
                    + mistakes.get(0).fix()
                    + " Nothing was taken.");
        }
        PipelineVersion after = stored(before, revision, before.stages(), before.removed(), files.written(read));
        audit.add(author, "uploaded", (mapping ? DmnFiles.STAGE_MAPPING : DmnFiles.CONVERSION_PLAN) + ".dmn");
        return after;
    }

    /** Puts the draft on the version that is live now; what it says stays, and undoes the other's where they differ. */
    @Transactional
    public PipelineVersion rebase(UUID draft, String author) {
        PipelineVersion before = mine(draft, author);
        PipelineVersion base = live.version();
        PipelineVersion after = copy(
                before, base.number() == null ? 0 : base.number(), before.stages(), before.removed(), before.files());
        require(versions.update(after, before.revision()), before);
        audit.add(author, "put the draft on", "version " + base.number());
        return after;
    }

    @Transactional
    public void discard(UUID draft, String author) {
        mine(draft, author);
        versions.delete(draft);
        audit.add(author, "discarded", "the draft");
    }

    private PipelineVersion stored(
            PipelineVersion before,
            int revision,
            List<PipelineStage> stages,
            Map<String, String> removed,
            DmnFiles files) {
        PipelineVersion after = copy(before, before.basedOn(), stages, new LinkedHashMap<>(removed), files);
        require(before.revision() == revision && versions.update(after, revision), before);
        return after;
    }

    private PipelineVersion copy(
            PipelineVersion of, int basedOn, List<PipelineStage> stages, Map<String, String> removed, DmnFiles files) {
        return new PipelineVersion(
                of.id(),
                null,
                basedOn,
                of.revision() + 1,
                stages,
                removed,
                files,
                of.author(),
                of.createdAt(),
                clock.instant(),
                null,
                null,
                null,
                null,
                null);
    }

    private static void require(boolean saved, PipelineVersion found) {
        if (!saved) {
            throw new NotAPipeline("The draft was saved in another window meanwhile, by " + found.author() + " at "
                    + TIME.format(found.updatedAt()) + ". Nothing was overwritten; what you typed stands here, and is"
                    + " put on top when you save again.");
        }
    }

    private PipelineVersion mine(UUID draft, String author) {
        PipelineVersion found = versions.find(draft)
                .filter(PipelineVersion::isDraft)
                .orElseThrow(() -> new NotAPipeline(
                        "This draft was published or discarded meanwhile. Begin a new one from the live version."));
        if (!found.author().equals(author)) {
            throw new NotAPipeline("This is the draft of " + found.author() + ". Begin your own.");
        }
        return found;
    }
}
