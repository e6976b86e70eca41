package io.leadloop.crm;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps the inbox from growing for ever: what was applied long ago goes, batch by batch. */
@Component
class InboxRetention {

    private static final int BATCH = 5_000;

    private final SourceActivity rows;
    private final Duration keep;

    InboxRetention(SourceActivity rows, @Value("${leadloop.inbox.keep-processed:90d}") Duration keep) {
        this.rows = rows;
        this.keep = keep;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void forget() {
        int forgotten = BATCH;
        while (forgotten == BATCH) {
            forgotten = rows.forgetProcessed(keep, BATCH);
        }
    }
}
