package io.leadloop.inbox;

import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Deletes old rows of the inbox in batches: applied ones, and those that waited too long for a person. */
@Component
class InboxRetention {

    private static final int BATCH = 5_000;

    private static final Logger log = LoggerFactory.getLogger(InboxRetention.class);

    private final SourceActivity rows;
    private final Duration keep;
    private final Duration keepWaiting;

    InboxRetention(
            SourceActivity rows,
            @Value("${leadloop.inbox.keep-processed:90d}") Duration keep,
            @Value("${leadloop.inbox.keep-waiting:365d}") Duration keepWaiting) {
        this.rows = rows;
        this.keep = keep;
        this.keepWaiting = keepWaiting;
    }

    @RunsAs(Watch.FORGET_INBOX)
    void forget() {
        int forgotten = BATCH;
        while (forgotten == BATCH) {
            forgotten = rows.forgetProcessed(keep, BATCH);
        }
        int given = rows.forgetWaiting(keepWaiting);
        if (given > 0) {
            log.warn("Gave up {} events that waited for somebody for longer than {}", given, keepWaiting);
        }
    }
}
