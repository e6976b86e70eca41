package io.leadloop.inbox;

import io.leadloop.schedule.Loops;
import io.leadloop.schedule.Queue;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Threads;
import io.leadloop.schedule.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Runs the dispatcher and the metrics of the inbox in the background. */
@Component
class InboxSchedule {

    private final InboxDispatcher dispatcher;
    private final InboxReplay replay;
    private final InboxMessages messages;
    private final InboxSettings settings;
    private final Loops loops;
    private final Map<InboxMessage.State, Long> counts = new ConcurrentHashMap<>();

    InboxSchedule(
            InboxDispatcher dispatcher,
            InboxReplay replay,
            InboxMessages messages,
            InboxSettings settings,
            Loops loops,
            MeterRegistry metrics) {
        this.dispatcher = dispatcher;
        this.replay = replay;
        this.messages = messages;
        this.settings = settings;
        this.loops = loops;
        for (InboxMessage.State state : InboxMessage.State.values()) {
            if (state != InboxMessage.State.PROCESSED) {
                metrics.gauge(
                        "leadloop.inbox.messages",
                        Tags.of("state", state.name()),
                        counts,
                        it -> it.getOrDefault(state, 0L));
            }
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.dispatch()) {
            loops.begin(Threads.INTAKE, Queue.INBOX, settings.threads(), settings.pollInterval(), dispatcher::dispatch);
        }
    }

    @RunsAs(Watch.RELEASE_MATCHED)
    void releaseMatched() {
        if (settings.dispatch()) {
            replay.releaseMatched();
            replay.releaseDue();
        }
    }

    @RunsAs(Watch.INBOX_FIGURES)
    void count() {
        Map<InboxMessage.State, Long> fresh = messages.count();
        counts.keySet().retainAll(fresh.keySet());
        counts.putAll(fresh);
    }
}
