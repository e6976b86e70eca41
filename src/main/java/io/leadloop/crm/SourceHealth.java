package io.leadloop.crm;

import io.leadloop.crm.SourceHeartbeats.Pulse;
import io.leadloop.inbox.SourceActivity;
import io.leadloop.inbox.SourceActivity.Activity;
import io.leadloop.inbox.SweepMarks;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Health of each source: last event, silence, waiting events. A source is silent if nothing arrived in hours that
 * brought events in the four weeks before; a source with too few events for that, after
 * {@code leadloop.crm.silent-after}.
 */
@Component
public class SourceHealth {

    /** With fewer expected, chance alone may make an hour empty (Poisson: 0.7 % at 5). */
    private static final double ENOUGH = 5;

    private static final Duration SHORTEST_SILENCE = Duration.ofMinutes(30);
    private static final Logger log = LoggerFactory.getLogger(SourceHealth.class);

    private final CrmSources sources;
    private final SourceActivity activity;
    private final SourceHeartbeats heartbeats;
    private final SweepMarks marks;
    private final SourceRefusals refusals;
    private final Duration silentAfter;
    private final Clock clock;
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    SourceHealth(
            CrmSources sources,
            SourceActivity activity,
            SourceHeartbeats heartbeats,
            SweepMarks marks,
            SourceRefusals refusals,
            @Value("${leadloop.crm.silent-after:3d}") Duration silentAfter,
            Clock clock) {
        this.sources = sources;
        this.activity = activity;
        this.heartbeats = heartbeats;
        this.marks = marks;
        this.refusals = refusals;
        this.silentAfter = silentAfter;
        this.clock = clock;
    }

    /**
     * One source.
     *
     * @param lastEventAt when its last webhook was stored, to the minute; null where none ever was
     * @param silentSince that, or when LeadLoop first started with this source
     * @param expected how many events the same hours brought in an average one of the last four weeks; null for a
     *     source that spoke just now or is too new
     * @param isSilent whether somebody should look at its webhooks
     * @param lag the age of its oldest event that waits to be applied
     * @param waiting events that are not applied, by state
     * @param sweeps how far its sweeps came; empty for a source that is not swept
     * @param refusals what the CRM refuses now; empty while it answers
     */
    public record Source(
            String name,
            @Nullable Instant lastEventAt,
            Instant silentSince,
            @Nullable Double expected,
            boolean isSilent,
            @Nullable Duration lag,
            Map<String, Long> waiting,
            List<SweepMarks.State> sweeps,
            List<SourceRefusals.Refusal> refusals) {}

    /** All configured sources, by name. */
    public List<Source> all() {
        Map<String, Activity> known = activity.bySource();
        Map<String, Pulse> heard = heartbeats.all();
        List<SweepMarks.State> sweeps = marks.all();
        List<SourceRefusals.Refusal> refused = refusals.all();
        Instant now = clock.instant();
        return sources.names().stream()
                .sorted()
                .map(name -> source(
                        name,
                        heard.getOrDefault(name, new Pulse(now, null)),
                        known.getOrDefault(name, Activity.NONE),
                        sweeps.stream().filter(it -> it.source().equals(name)).toList(),
                        refused.stream().filter(it -> it.source().equals(name)).toList()))
                .toList();
    }

    private Source source(
            String name,
            Pulse pulse,
            Activity of,
            List<SweepMarks.State> sweeps,
            List<SourceRefusals.Refusal> refused) {
        Instant now = clock.instant();
        Duration silence = Duration.between(pulse.silentSince(), now);
        Double expected = silence.compareTo(SHORTEST_SILENCE) < 0 ? null : expected(name, pulse, now);
        boolean isSilent =
                expected != null && expected >= ENOUGH || !silentAfter.isZero() && silence.compareTo(silentAfter) > 0;
        Instant oldest = of.oldestWaiting();
        return new Source(
                name,
                pulse.heardAt(),
                pulse.silentSince(),
                expected,
                isSilent,
                oldest == null ? null : Duration.between(oldest, now),
                of.waiting(),
                sweeps,
                refused);
    }

    private @Nullable Double expected(String name, Pulse pulse, Instant now) {
        List<Long> weeks = activity.inTheSameHours(name, pulse.since(), pulse.silentSince(), now);
        return weeks.isEmpty()
                ? null
                : weeks.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    @RunsAs(Watch.SOURCE_SILENCE)
    void watch() {
        for (Source source : all()) {
            if (!source.isSilent()) {
                silent.remove(source.name());
            } else if (silent.add(source.name())) {
                log.warn(
                        "source={} has been silent since {}, longer than usual. Look whether its webhooks are switched"
                                + " off, or refused by us (leadloop.webhook.received).",
                        source.name(),
                        source.silentSince());
            }
        }
    }
}
