package io.leadloop.imports;

import io.leadloop.schedule.Loops;
import io.leadloop.schedule.Queue;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Threads;
import io.leadloop.schedule.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps imports going and removes what was kept long enough. */
@Component
class ImportSchedule {

    private static final Logger log = LoggerFactory.getLogger(ImportSchedule.class);
    private static final Duration REST = Duration.ofSeconds(10);

    private final ImportRun run;
    private final FileImports imports;
    private final ImportSettings settings;
    private final Loops loops;
    private final Clock clock;
    private volatile Instant restsUntil = Instant.EPOCH;

    ImportSchedule(ImportRun run, FileImports imports, ImportSettings settings, Loops loops, Clock clock) {
        this.run = run;
        this.imports = imports;
        this.settings = settings;
        this.loops = loops;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (settings.enabled()) {
            loops.begin(Threads.IMPORTS, new Queue("The import of files"), 1, settings.pollInterval(), this::step);
        }
    }

    private int step() {
        if (clock.instant().isBefore(restsUntil)) {
            return 0;
        }
        try {
            return run.step() ? 1 : 0;
        } catch (RuntimeException e) {
            log.error("An import failed and goes on from its last batch in {}", REST, e);
            restsUntil = clock.instant().plus(REST);
            return 0;
        }
    }

    @RunsAs(Watch.FORGET_IMPORTS)
    void forget() {
        Instant now = clock.instant();
        imports.forget(now.minus(settings.keepFile()), now.minus(settings.keepResult()));
    }
}
