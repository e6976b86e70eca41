package io.leadloop.ops.pipeline;

import io.leadloop.inbox.InboxMessages;
import io.leadloop.inbox.InboxReplay;
import io.leadloop.inbox.UnmappedStatus;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.pipeline.Differences;
import io.leadloop.pipeline.Lint;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.NotAPipeline;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineAudit;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.PipelineVersions;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.planning.DryRun;
import io.leadloop.planning.SampleWalk;
import io.leadloop.process.LifecycleMigration;
import io.leadloop.process.PipelineRelease;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the pipeline page shows, and what it does beyond one room. */
@Component
class PipelineDesk {

    /** Every node notices a new version within a second. */
    private static final Duration NOTICED = Duration.ofSeconds(2);

    private static final int AUDITED = 30;
    private static final int SAMPLES = 50;

    private final LivePipeline live;
    private final PipelineVersions versions;
    private final PipelineDrafts drafts;
    private final PipelineRelease release;
    private final PipelineAudit audit;
    private final LifecycleMigration migration;
    private final DryRun dryRun;
    private final SampleWalk sample;
    private final Leads leads;
    private final LintContextReader around;
    private final InboxMessages inbox;
    private final InboxReplay replay;
    private final ExpectedValueRenewal expected;
    private final Clock clock;

    PipelineDesk(
            LivePipeline live,
            PipelineVersions versions,
            PipelineDrafts drafts,
            PipelineRelease release,
            PipelineAudit audit,
            LifecycleMigration migration,
            DryRun dryRun,
            SampleWalk sample,
            Leads leads,
            LintContextReader around,
            InboxMessages inbox,
            InboxReplay replay,
            ExpectedValueRenewal expected,
            Clock clock) {
        this.live = live;
        this.versions = versions;
        this.drafts = drafts;
        this.release = release;
        this.audit = audit;
        this.migration = migration;
        this.dryRun = dryRun;
        this.sample = sample;
        this.leads = leads;
        this.around = around;
        this.inbox = inbox;
        this.replay = replay;
        this.expected = expected;
        this.clock = clock;
    }

    PipelineView view(@Nullable PipelineVersion mine) {
        PipelineVersion current = live.version();
        PipelineVersion shown = mine == null ? current : mine;
        LintContext surroundings = around.surroundings();
        Pipeline pipeline = new Pipeline(shown.stages(), List.of(), List.of());
        Pipeline before = pipeline;
        String unreadable = null;
        try {
            before = live.pipeline();
            pipeline = mine == null ? before : shown.pipeline();
        } catch (NotAPipeline e) {
            unreadable = e.getMessage();
        }
        List<String> standing =
                pipeline.stages().stream().map(PipelineStage::id).toList();
        return new PipelineView(
                current,
                shown,
                unreadable,
                pipeline,
                mine != null && mine.basedOn() != (current.number() == null ? 0 : current.number()),
                mine == null || unreadable != null
                        ? List.of()
                        : Differences.between(before, pipeline, surroundings::nameOf),
                unreadable == null ? Lint.look(before, pipeline, shown.removed(), surroundings) : List.of(),
                current.stages().stream()
                        .filter(it -> mine != null && !standing.contains(it.id()))
                        .map(it -> new PipelineView.Removed(
                                it,
                                surroundings.standing().getOrDefault(it.id(), 0L),
                                shown.removed().get(it.id())))
                        .toList(),
                surroundings,
                around.unmapped(),
                around.statuses(),
                around.destinations(),
                versions.published(),
                versions.drafts(),
                audit.newest(AUDITED),
                migration.progress(),
                mine == null ? null : dryRun.of(mine.id()).orElse(null));
    }

    /** Saves a draft; one that says this already stays as it is, and so does its revision. */
    void saveIfChanged(UUID draft, int revision, Pipeline pipeline, Map<String, String> removed, String who) {
        PipelineVersion before = versions.draftOf(who).orElse(null);
        boolean isSame = before != null
                && before.id().equals(draft)
                && before.revision() == revision
                && before.removed().equals(removed)
                && before.pipeline().equals(pipeline);
        if (!isSame) {
            drafts.save(draft, revision, pipeline, removed, who);
        }
    }

    /** Publishes, and lets the events go on that waited for it; gives back words for the person. */
    String publish(UUID draft, int revision, String comment, String who) {
        if (tellsExpectedValues(draft)) {
            expected.renew();
        }
        long[] released = {0};
        PipelineVersion now = release.publish(
                        draft, revision, comment, around.surroundings(), who, () -> released[0] = releaseMapped())
                .now();
        return "Version " + now.number() + " is live."
                + (released[0] == 0
                        ? ""
                        : " Events that waited for their status and are applied now: " + released[0] + ".");
    }

    private boolean tellsExpectedValues(UUID draft) {
        return versions.find(draft)
                .filter(it -> it.pipeline().reports().stream().anyMatch(line -> line.value() == ValueRule.EXPECTED))
                .isPresent();
    }

    private long releaseMapped() {
        Pipeline now = live.pipeline();
        List<String> mapped = inbox.unmapped().stream()
                .map(UnmappedStatus::status)
                .filter(status -> now.statuses().stream()
                        .anyMatch(it -> it.status().words().contains(status)))
                .toList();
        return replay.releaseMapped(mapped, clock.instant().plus(NOTICED));
    }

    void rehearse(String author) {
        PipelineVersion draft = drafts.begin(author);
        dryRun.start(draft.id(), draft.revision(), live.pipeline(), draft.pipeline());
    }

    List<SampleWalk.Step> walk(LeadId lead, PipelineVersion version) {
        return sample.of(lead, live.pipeline(), version.pipeline());
    }

    Optional<String> ask(LeadId lead, PipelineVersion version, SampleWalk.Question question) {
        return sample.ask(lead, live.pipeline(), version.pipeline(), question);
    }

    /** Those that changed last, to choose a sample from. */
    List<Lead> newestLeads() {
        return leads.newest(null, SAMPLES);
    }

    /** What a version says that another one does not; needs both to be readable. */
    List<String> compare(PipelineVersion from, PipelineVersion to) {
        return Differences.between(from.pipeline(), to.pipeline(), around.surroundings()::nameOf);
    }
}
