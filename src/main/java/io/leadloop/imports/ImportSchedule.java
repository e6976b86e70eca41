package io.leadloop.imports;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps imports going, and removes files that nobody imports. */
@Component
class ImportSchedule {

    private static final Logger log = LoggerFactory.getLogger(ImportSchedule.class);
    private static final Duration REST = Duration.ofSeconds(10);

    private final ImportRun run;
    private final FileImports imports;
    private final ImportSettings settings;
    private final TaskScheduler scheduler;
    private final Clock clock;
    private volatile boolean stopping;
    private volatile Instant restsUntil = Instant.EPOCH;

    ImportSchedule(
            ImportRun run, FileImports imports, ImportSettings settings, TaskScheduler taskScheduler, Clock clock) {
        this.run = run;
        this.imports = imports;
        this.settings = settings;
        this.scheduler = taskScheduler;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.enabled()) {
            scheduler.scheduleWithFixedDelay(this::work, settings.pollInterval());
        }
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    private void work() {
        if (clock.instant().isBefore(restsUntil)) {
            return;
        }
        try {
            while (!stopping && run.step()) {
                log.trace("Read a batch of a file");
            }
        } catch (RuntimeException e) {
            if (!stopping) {
                log.error("An import stumbled and goes on from its last batch", e);
                restsUntil = clock.instant().plus(REST);
            }
        }
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    void forget() {
        Instant now = clock.instant();
        imports.forget(now.minus(settings.keepFile()), now.minus(settings.keepResult()));
    }
}
