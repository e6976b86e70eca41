package io.leadloop.pipeline;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a draft live: decision tables, stage rows and the version commit together. */
@Component
public class Publication {

    private static final int LONGEST_COMMENT = 1_000;

    private final PipelineVersions versions;
    private final LivePipeline live;
    private final DecisionDeployments deployments;
    private final StageTable stages;
    private final StageMapping mapping;
    private final ConversionPlan plan;
    private final PipelineAudit audit;
    private final Clock clock;

    /** What was live before, and what is now. */
    public record Published(PipelineVersion before, PipelineVersion now) {

        /** Whether leads wait at other places than before, so that their process has to be drawn anew. */
        public boolean changesStages() {
            return !before.stages().stream()
                            .map(PipelineStage::id)
                            .toList()
                            .equals(now.stages().stream().map(PipelineStage::id).toList())
                    || !before.stages().stream()
                            .map(PipelineStage::name)
                            .toList()
                            .equals(now.stages().stream()
                                    .map(PipelineStage::name)
                                    .toList());
        }
    }

    Publication(
            PipelineVersions versions,
            LivePipeline live,
            DecisionDeployments deployments,
            StageTable stages,
            StageMapping mapping,
            ConversionPlan plan,
            PipelineAudit audit,
            Clock clock) {
        this.versions = versions;
        this.live = live;
        this.deployments = deployments;
        this.stages = stages;
        this.mapping = mapping;
        this.plan = plan;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Publishes in the caller's transaction; throws NotAPipeline, in words, where the draft has errors, is not the
     * revision that the person saw, or somebody else published since it began.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Published publish(UUID draftId, int revision, String comment, LintContext surroundings, String who) {
        if (comment.isBlank() || comment.length() > LONGEST_COMMENT) {
            throw new NotAPipeline(
                    "Say in up to 1,000 characters what changes and why; it stands in the list of versions.");
        }
        versions.lock();
        PipelineVersion before = live.version();
        PipelineVersion draft = versions.find(draftId)
                .filter(PipelineVersion::isDraft)
                .orElseThrow(() -> new NotAPipeline("This draft was published or discarded meanwhile."));
        int liveNumber = Objects.requireNonNull(before.number());
        if (draft.basedOn() != liveNumber) {
            throw new NotAPipeline("Version " + liveNumber + " was published by " + before.publishedBy()
                    + " after this draft was begun. Nothing was published. Look at the difference, then take the draft onto"
                    + " version " + liveNumber + ".");
        }
        Pipeline pipeline = draft.pipeline();
        List<Finding> errors = Lint.look(before.pipeline(), pipeline, draft.removed(), surroundings).stream()
                .filter(Finding::isError)
                .toList();
        if (!errors.isEmpty()) {
            throw new NotAPipeline("Nothing was published: " + errors.get(0).where() + ": "
                    + errors.get(0).reason() + " " + errors.get(0).fix());
        }
        int number = liveNumber + 1;
        deployments.deploy(draft.files(), "Pipeline version " + number + " by " + who);
        stages.replace(draft.stages());
        Instant now = clock.instant();
        PipelineVersion published = new PipelineVersion(
                draft.id(),
                number,
                draft.basedOn(),
                draft.revision(),
                draft.stages(),
                draft.removed(),
                draft.files(),
                draft.author(),
                draft.createdAt(),
                now,
                comment.strip(),
                who,
                now,
                deployments.newestId(DmnFiles.STAGE_MAPPING),
                deployments.newestId(DmnFiles.CONVERSION_PLAN));
        if (!versions.update(published, revision)) {
            throw new NotAPipeline("The draft was saved in another window meanwhile. Nothing was published: reload the"
                    + " page, look at it again and publish then.");
        }
        audit.add(who, "published", "version " + number + ": " + comment.strip());
        return new Published(before, published);
    }

    /** Empties this node's cache of the tables; other nodes notice within a second. Call after the commit. */
    public void noticed() {
        mapping.forget();
        plan.forget();
    }
}
