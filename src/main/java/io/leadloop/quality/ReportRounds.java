package io.leadloop.quality;

import io.leadloop.destination.PlatformReports;
import io.leadloop.quality.FetchedReports.Fetch;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks every account for its report, once a day and when a person wants it. Idempotent: two nodes may both ask. Accounts are asked
 * several at a time and all of them within a bounded time, so that one that hangs, or whose report has no end, holds up no other.
 */
@Component
public class ReportRounds {

    private static final Logger log = LoggerFactory.getLogger(ReportRounds.class);

    private static final int AT_ONCE = 4;

    /** Microsoft alone may take ten minutes to make a report. */
    private static final Duration MOST = Duration.ofMinutes(30);

    private final FetchedReports reports;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> begun = new AtomicReference<>();

    ReportRounds(FetchedReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @RunsAs(value = Watch.FETCH_REPORTS, cron = "leadloop.quality.fetch-reports")
    void daily() {
        ask();
    }

    /** Asks them all and gives back what each said; one that was not done in time says that. Takes up to half an hour. */
    public List<Fetch> ask() {
        List<PlatformReports> accounts = reports.askable();
        long until = System.nanoTime() + MOST.toNanos();
        return TimedCalls.all(accounts, AT_ONCE, MOST, it -> kept(reports.fetch(it), until), it -> {
            Fetch stopped = reports.stopped(it, MOST);
            reports.keep(stopped);
            return stopped;
        });
    }

    /** One that was stopped says nothing more. */
    private Fetch kept(Fetch fetch, long until) {
        if (System.nanoTime() - until < 0) {
            reports.keep(fetch);
        }
        return fetch;
    }

    /**
     * Asks them in the background; what each said is in {@link FetchedReports#last} as it comes.
     *
     * @param then what to do with all of it in the end
     * @return when the round began, in whole milliseconds; while this node is asking already, none begins
     */
    public Instant begin(Consumer<List<Fetch>> then) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant earlier = begun.compareAndExchange(null, now);
        if (earlier != null) {
            return earlier;
        }
        Thread round = new Thread(() -> round(then), "reports");
        round.setDaemon(true);
        round.start();
        return now;
    }

    private void round(Consumer<List<Fetch>> then) {
        try {
            then.accept(ask());
        } catch (RuntimeException e) {
            log.error("Asking the platforms for their reports ended early", e);
        } finally {
            begun.set(null);
        }
    }

    /**
     * Whether accounts are still being asked by a round that began then, on whatever node: one has said nothing since, and the time
     * is not over.
     */
    public boolean isGoingOn(Instant begun) {
        return clock.instant().isBefore(begun.plus(MOST)) && reports.isOneSilentSince(begun);
    }
}
