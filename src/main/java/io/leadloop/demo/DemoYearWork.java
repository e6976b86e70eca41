package io.leadloop.demo;

import io.leadloop.demo.DemoYearRows.Row;
import io.leadloop.inbox.ImportedEvents;
import io.leadloop.lead.ErasedRecords;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadId;
import io.leadloop.process.LeadErasure;
import io.leadloop.quality.ActionWindows;
import io.leadloop.quality.Imports;
import io.leadloop.quality.LeadFigures;
import io.leadloop.sandbox.SandboxEnabled;
import io.leadloop.schedule.Loops;
import io.leadloop.schedule.Queue;
import io.leadloop.schedule.Threads;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Loads and removes the demo year bit by bit, each a transaction of its own on one node: its events go through the inbox as
 * imported ones do, its costs and reports through the imports of figures.
 */
@Component
@SandboxEnabled
public class DemoYearWork {

    private static final Logger log = LoggerFactory.getLogger(DemoYearWork.class);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Events a transaction; the inbox never holds many more than so many of them, so that webhooks do not wait. */
    private static final int EVENTS = 500;

    private static final int MOST_WAITING = 2_000;
    private static final int LEADS = 100;
    /** A platform that does not answer does not hold it up for ever. */
    private static final Duration LONGEST = Duration.ofMinutes(3);

    /** Three times as many leads at its end as at its beginning, and few leads that nobody ended. */
    static final History.Shape SHAPE = new History.Shape(3, 96, DemoYearRows.CAMPAIGNS, 90_000, false);

    private record Year(String run, History history, List<LeadEvent> events) {}

    private final DemoYearRows rows;
    private final ImportedEvents inbox;
    private final Imports imports;
    private final LeadFigures figures;
    private final ActionWindows windows;
    private final LeadErasure erasure;
    private final ErasedRecords tombstones;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final boolean enabled;
    private volatile @Nullable Year made;

    DemoYearWork(
            DemoYearRows rows,
            ImportedEvents inbox,
            Imports imports,
            LeadFigures figures,
            ActionWindows windows,
            LeadErasure erasure,
            ErasedRecords tombstones,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${leadloop.import.enabled:true}") boolean enabled) {
        this.rows = rows;
        this.inbox = inbox;
        this.imports = imports;
        this.figures = figures;
        this.windows = windows;
        this.erasure = erasure;
        this.tombstones = tombstones;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.enabled = enabled;
    }

    @Component
    @SandboxEnabled
    static class Schedule {

        private final DemoYearWork work;
        private final Loops loops;

        Schedule(DemoYearWork work, Loops loops) {
            this.work = work;
            this.loops = loops;
        }

        @EventListener(ApplicationReadyEvent.class)
        void start() {
            if (work.enabled) {
                loops.begin(Threads.IMPORTS, new Queue("The demo year"), 1, POLL, () -> work.step() ? 1 : 0);
            }
        }
    }

    /** Does a bit of what is to be done; false when there is nothing to do now. */
    public boolean step() {
        if (rows.find().filter(it -> it.state() != DemoYear.State.READY).isEmpty()) {
            made = null;
            return false;
        }
        try {
            Boolean more =
                    transaction.execute(status -> rows.lock().map(this::next).orElse(false));
            return Boolean.TRUE.equals(more);
        } catch (ConcurrencyFailureException e) {
            log.info("The demo year met another change of the same rows and begins its step again");
            return false;
        }
    }

    private boolean next(Row row) {
        return switch (row.state()) {
            case LOADING -> load(row);
            case REMOVING -> remove(row);
            case READY -> false;
        };
    }

    private boolean load(Row row) {
        Year year = year(row);
        if (row.events() == 0 || row.stored() < row.events()) {
            if (inbox.isFull(MOST_WAITING)) {
                return false;
            }
            int until = Math.min(year.events().size(), row.stored() + EVENTS);
            inbox.store(year.events().subList(row.stored(), until));
            rows.stored(year.events().size(), until);
            return true;
        }
        if (!row.hasCosts()) {
            imported(DemoFiles.costs(year.history()), true);
            rows.hasCosts();
            return true;
        }
        boolean late = clock.instant().isAfter(row.startedAt().plus(LONGEST));
        if (rows.waitingEvents() > 0 || rows.untold(clock.instant()) > 0 && !late) {
            return false;
        }
        finish(year);
        return false;
    }

    private void finish(Year year) {
        figures.catchUp();
        List<DemoYearRows.Told> told =
                rows.told(Made.day(year.history().now).minusDays(DemoFiles.DAYS_OF_REPORTS), windows.days());
        imported(DemoFiles.reports(told), false);
        rows.own(told);
        rows.ready(clock.instant());
        log.info("The demo year is loaded: {} leads", rows.leads());
    }

    private Year year(Row row) {
        Year known = made;
        if (known == null || !known.run().equals(row.run())) {
            History history = new History(row.leads(), row.madeUntil(), Long.parseLong(row.run(), 16), SHAPE);
            known = new Year(row.run(), history, new DemoEvents(row.run()).of(history));
            made = known;
        }
        return known;
    }

    private void imported(String file, boolean costs) {
        try {
            Imports.Imported result =
                    costs ? imports.costs(new StringReader(file)) : imports.reports(new StringReader(file));
            if (!result.mistakes().isEmpty()) {
                throw new IllegalStateException("The demo year's figures were refused: " + result.mistakes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its people never were any: unlike an erasure it leaves no tombstone and no receipt. */
    private boolean remove(Row row) {
        tombstones.holdOffEvents();
        rows.removeEvents();
        List<LeadId> leads = rows.some(LEADS);
        if (leads.isEmpty()) {
            figures.catchUp();
            rows.removeRest(row.run());
            log.info("The demo year is removed");
            return false;
        }
        List<ExternalId> deals = rows.deals(leads);
        erasure.erase(leads);
        tombstones.forgetToldWins(deals);
        return true;
    }
}
