package io.leadloop.crm;

import io.leadloop.crm.SourceActivity.Activity;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
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
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Whether each CRM still talks to us, and what of it waits. */
@Component
public class SourceHealth {

    private static final Duration SHORTEST_SILENCE = Duration.ofHours(2);
    private static final int TIMES_USUAL = 4;
    private static final Logger log = LoggerFactory.getLogger(SourceHealth.class);

    private final CrmSources sources;
    private final SourceActivity activity;
    private final SweepMarks marks;
    private final Clock clock;
    private final Map<String, Double> silence = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    SourceHealth(CrmSources sources, SourceActivity activity, SweepMarks marks, MeterRegistry metrics, Clock clock) {
        this.sources = sources;
        this.activity = activity;
        this.marks = marks;
        this.clock = clock;
        for (String source : sources.names()) {
            metrics.gauge(
                    "leadloop.crm.silence.seconds",
                    Tags.of("source", source),
                    silence,
                    it -> it.getOrDefault(source, 0.0));
        }
    }

    /**
     * One source.
     *
     * @param usualGap the time between its events that nine of ten stay below; null while it has sent too few
     * @param isSilent whether it has been silent for much longer than usual
     * @param sweeps how far its sweeps came; empty for a source that is not swept
     */
    public record Source(
            String name,
            @Nullable Instant lastEventAt,
            @Nullable Duration usualGap,
            boolean isSilent,
            @Nullable Duration lag,
            Map<String, Long> waiting,
            List<SweepMarks.State> sweeps) {}

    /** All configured sources, by name. */
    public List<Source> all() {
        Map<String, Activity> known = activity.bySource();
        List<SweepMarks.State> sweeps = marks.all();
        return sources.names().stream()
                .map(name -> source(
                        name,
                        known.getOrDefault(name, Activity.NONE),
                        sweeps.stream().filter(it -> it.source().equals(name)).toList()))
                .toList();
    }

    private Source source(String name, Activity of, List<SweepMarks.State> sweeps) {
        Instant now = clock.instant();
        Duration gap = of.usualGap();
        Instant last = of.lastEventAt();
        boolean isSilent =
                last != null && gap != null && Duration.between(last, now).compareTo(longest(gap)) > 0;
        Instant oldest = of.oldestWaiting();
        return new Source(
                name, last, gap, isSilent, oldest == null ? null : Duration.between(oldest, now), of.waiting(), sweeps);
    }

    private static Duration longest(Duration usual) {
        Duration times = usual.multipliedBy(TIMES_USUAL);
        return times.compareTo(SHORTEST_SILENCE) > 0 ? times : SHORTEST_SILENCE;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT5M")
    void watch() {
        Instant now = clock.instant();
        for (Source source : all()) {
            Instant last = source.lastEventAt();
            if (last != null) {
                silence.put(source.name(), (double) Duration.between(last, now).toSeconds());
            }
            if (!source.isSilent()) {
                silent.remove(source.name());
            } else if (silent.add(source.name())) {
                log.warn(
                        "source={} has been silent since {}, much longer than usual. Look whether its webhooks are"
                                + " switched off, or refused by us (leadloop.webhook.received).",
                        source.name(),
                        last);
            }
        }
    }
}
