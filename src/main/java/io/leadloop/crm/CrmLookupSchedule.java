package io.leadloop.crm;

import io.leadloop.inbox.InboxSettings;
import io.leadloop.schedule.Loops;
import io.leadloop.schedule.Queue;
import io.leadloop.schedule.Threads;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Runs {@link CrmLookupRun} in the background. */
@Component
class CrmLookupSchedule {

    private final CrmLookupRun run;
    private final InboxSettings settings;
    private final Loops loops;

    CrmLookupSchedule(CrmLookupRun run, InboxSettings settings, Loops loops) {
        this.run = run;
        this.settings = settings;
        this.loops = loops;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.dispatch()) {
            loops.begin(Threads.OUTSIDE, Queue.LOOKUPS, 1, settings.pollInterval(), run::enrich);
        }
    }
}
