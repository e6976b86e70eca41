package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Pipeline;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Plays the stage changes of the last 90 days through a draft and through the live version, in memory, and counts what the one
 * would plan beside what the other plans. So a difference is the draft's: what was told since, by older versions and with what was
 * known then, differs for other reasons too. Sends nothing and writes nothing but its result.
 */
@Component
public class DryRun {

    public static final int DAYS = 90;
    /** Past this many leads the newest stand for all. */
    public static final int MOST_LEADS = 100_000;

    private static final Logger log = LoggerFactory.getLogger(DryRun.class);
    private static final int BATCH = 500;

    private final DryRuns runs;
    private final ConversionPlanner planner;
    private final StageHistory history;
    private final Leads leads;
    private final ClickIds clickIds;
    private final Clock clock;
    private final ExecutorService background = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "pipeline-dry-run");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * How far a rehearsal is.
     *
     * @param revision of the draft that it looks at
     * @param done of {@code total} leads
     * @param result null while it runs
     */
    public record Run(
            int revision,
            long done,
            long total,
            Instant startedAt,
            @Nullable DryRunResult result) {}

    private record Key(LeadId lead, String deal, String stage, String destination) {

        static Key of(Conversion it) {
            return new Key(it.lead(), it.dealId(), it.stage(), it.destination());
        }
    }

    DryRun(DryRuns runs, ConversionPlanner planner, StageHistory history, Leads leads, ClickIds clickIds, Clock clock) {
        this.runs = runs;
        this.planner = planner;
        this.history = history;
        this.leads = leads;
        this.clickIds = clickIds;
        this.clock = clock;
    }

    public Optional<Run> of(UUID draft) {
        return runs.of(draft);
    }

    /** Starts in the background; nothing happens while one runs for this draft. */
    public void start(UUID draft, int revision, Pipeline live, Pipeline changed) {
        background.execute(() -> {
            try {
                run(draft, revision, live, changed);
            } catch (RuntimeException e) {
                log.error("The dry run of the draft {} failed; start it again on the pipeline page", draft, e);
                runs.fail(draft);
            }
        });
    }

    /** Runs to the end. */
    public void run(UUID draft, int revision, Pipeline live, Pipeline changed) {
        Instant from = clock.instant().minus(Duration.ofDays(DAYS));
        List<LeadId> all = history.leadsSince(from, MOST_LEADS);
        if (!runs.begin(draft, revision, all.size(), clock.instant())) {
            return;
        }
        Map<String, DryRunCount> counts = new TreeMap<>();
        long restaged = 0;
        for (int at = 0; at < all.size(); at += BATCH) {
            List<LeadId> some = all.subList(at, Math.min(at + BATCH, all.size()));
            restaged += count(some, from, live, changed, counts);
            runs.beat(draft, at + some.size(), clock.instant());
        }
        runs.end(
                draft,
                new DryRunResult(
                        DAYS,
                        all.size(),
                        restaged,
                        counts.values().stream().map(DryRunCount::result).toList()),
                clock.instant());
    }

    private long count(
            List<LeadId> ids, Instant from, Pipeline live, Pipeline changed, Map<String, DryRunCount> counts) {
        Map<LeadId, Lead> known = leads.find(ids);
        Map<LeadId, List<ClickId>> clicks = clickIds.of(ids);
        Plans before = new Plans(live, from);
        Plans after = new Plans(changed, from);
        long restaged = 0;
        for (List<StageChange> changes : history.of(ids).values()) {
            before.nextLead();
            after.nextLead();
            for (StageChange change : changes) {
                Lead lead = known.get(change.lead());
                String stage = stageOf(change, lead, live, changed);
                restaged += stage.equals(change.stage()) ? 0 : 1;
                if (lead != null) {
                    List<ClickId> of = clicks.getOrDefault(lead.id(), List.of());
                    before.add(lead, of, change, change.stage());
                    after.add(lead, of, change, stage);
                }
            }
        }
        Set<Key> keys = new LinkedHashSet<>(before.planned.keySet());
        keys.addAll(after.planned.keySet());
        for (Key key : keys) {
            counts.computeIfAbsent(key.destination(), DryRunCount::new)
                    .add(
                            Objects.requireNonNull(known.get(key.lead())),
                            before.planned.get(key),
                            after.planned.get(key));
        }
        return restaged;
    }

    /** What one version plans for the stage changes of leads, which come lead by lead. */
    private final class Plans {

        private final Pipeline pipeline;
        private final Instant from;
        private final Map<String, Stage> stages;
        private final Set<String> reached = new HashSet<>();
        private final Map<Key, Conversion> planned = new LinkedHashMap<>();

        Plans(Pipeline pipeline, Instant from) {
            this.pipeline = pipeline;
            this.from = from;
            this.stages = pipeline.ranked().stream().collect(Collectors.toMap(Stage::id, Function.identity()));
        }

        void nextLead() {
            reached.clear();
        }

        void add(Lead lead, List<ClickId> clicks, StageChange change, String stageId) {
            Stage stage = stages.get(stageId);
            // A deal's win counts for each deal, everything else once for each lead.
            boolean first = stage != null
                    && reached.add(stageId + (stage.kind() == StageKind.REVENUE ? " " + change.dealId() : ""));
            if (stage != null && first && !change.occurredAt().isBefore(from)) {
                StageReached at =
                        new StageReached(lead, clicks, stage, change.dealId(), change.occurredAt(), change.dealValue());
                planner.plan(at, pipeline, change.occurredAt()).forEach(it -> planned.putIfAbsent(Key.of(it), it));
            }
        }
    }

    /**
     * What the CRM knew of a deal's end is not kept, so the stage stays as it was wherever the draft says of the status
     * what the live version says.
     */
    static String stageOf(StageChange change, @Nullable Lead lead, Pipeline live, Pipeline changed) {
        String source = lead == null ? "" : lead.externalId().source();
        String record = change.dealId().isEmpty() ? "LEAD" : "DEAL";
        String outcome = live.stage(change.stage())
                .map(it -> switch (it.kind()) {
                    case REVENUE -> "WON";
                    case LOST -> "LOST";
                    default -> change.dealId().isEmpty() ? "UNSAID" : "OPEN";
                })
                .orElse("UNSAID");
        Optional<String> says = live.stageFor(source, record, change.crmStatus(), outcome);
        Optional<String> would = changed.stageFor(source, record, change.crmStatus(), outcome);
        return says.equals(would) ? change.stage() : would.orElse("");
    }

    @PreDestroy
    void stop() {
        background.shutdownNow();
    }
}
