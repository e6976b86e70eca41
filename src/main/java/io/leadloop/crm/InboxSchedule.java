package io.leadloop.crm;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** Keeps the inbox moving and its numbers fresh. */
@Component
class InboxSchedule {

    private static final Logger log = LoggerFactory.getLogger(InboxSchedule.class);
    private static final Duration LOOK_AFTER = Duration.ofSeconds(2);
    private static final Duration COUNT = Duration.ofSeconds(15);

    private final InboxDispatcher dispatcher;
    private final InboxEnrichment enrichment;
    private final Inbox inbox;
    private final InboxSettings settings;
    private final TaskScheduler scheduler;
    private final Map<InboxMessage.State, Long> counts = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    InboxSchedule(
            InboxDispatcher dispatcher,
            InboxEnrichment enrichment,
            Inbox inbox,
            InboxSettings settings,
            TaskScheduler taskScheduler,
            MeterRegistry metrics) {
        this.dispatcher = dispatcher;
        this.enrichment = enrichment;
        this.inbox = inbox;
        this.settings = settings;
        this.scheduler = taskScheduler;
        for (InboxMessage.State state : InboxMessage.State.values()) {
            if (state != InboxMessage.State.PROCESSED) {
                metrics.gauge(
                        "leadloop.inbox.messages",
                        io.micrometer.core.instrument.Tags.of("state", state.name()),
                        counts,
                        it -> it.getOrDefault(state, 0L));
            }
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.dispatch()) {
            for (int i = 0; i < settings.threads(); i++) {
                scheduler.scheduleWithFixedDelay(this::drain, settings.pollInterval());
            }
            scheduler.scheduleWithFixedDelay(this::complete, settings.pollInterval());
            scheduler.scheduleWithFixedDelay(() -> guarded(inbox::releaseMatched), LOOK_AFTER);
        }
        scheduler.scheduleWithFixedDelay(() -> guarded(this::refresh), COUNT);
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    private void drain() {
        guarded(() -> {
            while (!stopping && dispatcher.dispatch() > 0) {
                log.trace("Applied a batch of the inbox");
            }
        });
    }

    private void complete() {
        guarded(() -> {
            while (!stopping && enrichment.enrich() > 0) {
                log.trace("Completed messages of the inbox");
            }
        });
    }

    private void refresh() {
        Map<InboxMessage.State, Long> fresh = inbox.count();
        counts.keySet().retainAll(fresh.keySet());
        counts.putAll(fresh);
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (!stopping) {
                log.error("The inbox stumbled and goes on", e);
            }
        }
    }
}
