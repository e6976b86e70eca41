package io.leadloop.quality;

import io.leadloop.destination.PlatformReports;
import io.leadloop.quality.FetchedReports.Fetch;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
    private final AtomicBoolean asking = new AtomicBoolean();

    ReportRounds(FetchedReports reports) {
        this.reports = reports;
    }

    @RunsAs(value = Watch.FETCH_REPORTS, cron = "leadloop.quality.fetch-reports")
    void daily() {
        ask();
    }

    /** Asks them all and gives back what each said; one that was not done in time says that. Takes up to half an hour. */
    public List<Fetch> ask() {
        List<PlatformReports> accounts = reports.askable();
        return TimedCalls.all(accounts, AT_ONCE, MOST, reports::fetch, it -> reports.stopped(it, MOST));
    }

    /**
     * Asks them in the background; what each said is in {@link FetchedReports#last} as it comes.
     *
     * @param then what to do with all of it in the end
     * @return false while they are being asked by this node already; then nothing begins
     */
    public boolean begin(Consumer<List<Fetch>> then) {
        if (!asking.compareAndSet(false, true)) {
            return false;
        }
        Thread round = new Thread(() -> round(then), "reports");
        round.setDaemon(true);
        round.start();
        return true;
    }

    private void round(Consumer<List<Fetch>> then) {
        try {
            then.accept(ask());
        } catch (RuntimeException e) {
            log.error("Asking the platforms for their reports ended early", e);
        } finally {
            asking.set(false);
        }
    }

    /** Whether this node is asking since {@link #begin}. */
    public boolean isAsking() {
        return asking.get();
    }
}
