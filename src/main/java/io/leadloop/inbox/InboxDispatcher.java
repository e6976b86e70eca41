package io.leadloop.inbox;

import io.leadloop.database.AfterCommit;
import io.leadloop.database.DatabaseTrouble;
import io.leadloop.inbox.Inbox.Claimed;
import io.leadloop.inbox.Inbox.Verdict;
import io.leadloop.lead.ErasedRecords;
import io.leadloop.lead.EventLimits;
import io.leadloop.lead.EventResult;
import io.leadloop.lead.LeadEvent;
import io.leadloop.trace.TraceSpan;
import io.leadloop.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies events of the inbox, one batch in one transaction. If a batch fails, it is rolled back and its events are
 * applied one by one; an event that fails alone is retried after {@code leadloop.inbox.retry-delays} and then becomes
 * PARKED.
 */
@Component
public class InboxDispatcher {

    private static final Logger log = LoggerFactory.getLogger(InboxDispatcher.class);

    private static final int MOST_COLLISIONS = 5;

    private final Inbox inbox;
    private final InboxReader reader;
    private final ReferencedClicks references;
    private final ErasedRecords erased;
    private final LeadEvents leads;
    private final RecordChanges records;
    private final TransactionTemplate transaction;
    private final SweepMarks marks;
    private final Traces traces;
    private final MeterRegistry metrics;
    private final InboxSettings settings;
    private final Clock clock;

    InboxDispatcher(
            Inbox inbox,
            InboxReader reader,
            ReferencedClicks references,
            ErasedRecords erased,
            LeadEvents leads,
            RecordChanges records,
            PlatformTransactionManager transactions,
            SweepMarks marks,
            Traces traces,
            MeterRegistry metrics,
            InboxSettings settings,
            Clock clock) {
        this.inbox = inbox;
        this.reader = reader;
        this.references = references;
        this.erased = erased;
        this.leads = leads;
        this.records = records;
        this.transaction = new TransactionTemplate(transactions);
        this.marks = marks;
        this.traces = traces;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
    }

    /** Applies at most one batch; returns how many events were handled. */
    public int dispatch() {
        List<Long> batch = new ArrayList<>();
        EventSpans spans = new EventSpans(traces);
        try {
            int count = settled(transaction.execute(status -> {
                erased.holdOffErasures();
                List<Claimed> claimed = inbox.claim(settings.batchSize());
                claimed.forEach(it -> batch.add(it.id()));
                return apply(claimed, spans);
            }));
            spans.end();
            return count;
        } catch (RuntimeException | Error e) {
            if (batch.isEmpty() || DatabaseTrouble.of(e).isPresent()) {
                // No event is to blame when the database is away: it waits without having used up a try.
                throw e;
            }
            log.warn("A batch of {} events failed and is applied event by event", batch.size(), e);
            return batch.stream().mapToInt(this::dispatchOne).sum();
        }
    }

    /** Locks that cross with another thread's, and rows that it changed meanwhile, are no fault of the event. */
    private int dispatchOne(long id) {
        for (int collisions = 0; collisions < MOST_COLLISIONS; collisions++) {
            try {
                return dispatchAlone(id);
            } catch (ConcurrencyFailureException e) {
                log.info("Event {} of the inbox collided with another and is applied again", id);
            }
        }
        return failed(id, new EventSpans(traces), new IllegalStateException("It collided with others again and again"));
    }

    private int dispatchAlone(long id) {
        EventSpans spans = new EventSpans(traces);
        try {
            int count = settled(transaction.execute(status -> {
                erased.holdOffErasures();
                return apply(inbox.claimOne(id), spans);
            }));
            spans.end();
            return count;
        } catch (ConcurrencyFailureException e) {
            spans.failed();
            throw e;
        } catch (RuntimeException | Error e) {
            if (DatabaseTrouble.of(e).isPresent()) {
                throw e;
            }
            return failed(id, spans, e);
        }
    }

    private int failed(long id, EventSpans spans, Throwable e) {
        try (TraceSpan.Current current = spans.current()) {
            log.warn("Event {} of the inbox failed", id, e);
        }
        spans.failed();
        transaction.executeWithoutResult(status -> {
            for (Claimed claimed : inbox.claimOne(id)) {
                inbox.failed(id, FailureWords.words(e), nextTry(claimed.attempts()));
            }
        });
        return 1;
    }

    private static int settled(@Nullable Integer count) {
        return count == null ? 0 : count;
    }

    private @Nullable Instant nextTry(int attempts) {
        List<Duration> delays = settings.retryDelays();
        return attempts >= delays.size() ? null : clock.instant().plus(delays.get(attempts));
    }

    private int apply(List<Claimed> claimed, EventSpans spans) {
        spans.begin(claimed);
        try (TraceSpan.Current current = spans.current()) {
            return settle(claimed, spans);
        }
    }

    private int settle(List<Claimed> claimed, EventSpans spans) {
        List<Claimed> readable = new ArrayList<>();
        List<SourceChange.Event> told = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (Claimed message : claimed) {
            try {
                SourceChange change = reader.read(message);
                if (change instanceof SourceChange.Event event && isAhead(event.event())) {
                    verdicts.add(Verdicts.ahead(message.id(), event.event(), clock.instant()));
                    spans.answered(message, "PARKED");
                } else if (change instanceof SourceChange.Event event) {
                    told.add(event);
                    readable.add(message);
                } else {
                    verdicts.add(Verdicts.done(message.id(), records.apply(change)));
                    spans.answered(message, "DONE");
                }
            } catch (Untranslatable e) {
                verdicts.add(Verdicts.parked(message.id(), e.words()));
                spans.answered(message, "PARKED");
            }
        }
        List<SourceChange.Event> changes = references.resolve(told);
        List<LeadEvent> events = changes.stream().map(SourceChange.Event::event).toList();
        if (!events.isEmpty()) {
            List<EventResult> applied = leads.apply(events);
            tellOfSuspended(readable, applied);
            Map<UUID, String> traceparents = spans.applied(readable, applied);
            if (!traceparents.isEmpty()) {
                leads.trace(traceparents);
            }
            for (int i = 0; i < events.size(); i++) {
                if (readable.get(i).origin() == MessageOrigin.SWEEP
                        && applied.get(i).isNews()) {
                    String source = readable.get(i).source();
                    marks.lost(source);
                    AfterCommit.run(metrics.counter("leadloop.crm.lost.webhooks", "source", source)::increment);
                }
                if (applied.get(i).result() != EventResult.Result.DEFERRED) {
                    verdicts.add(
                            comesTooEarly(readable.get(i), events.get(i), applied.get(i))
                                    ? Verdicts.unmatched(readable.get(i).id(), events.get(i))
                                    : Verdicts.of(readable.get(i), changes.get(i), applied.get(i), clock.instant()));
                }
            }
        }
        if (!verdicts.isEmpty()) {
            inbox.settle(verdicts);
        }
        return verdicts.size();
    }

    /**
     * A denial of somebody who is no lead yet, while an older event that may make a lead of them waits: it must not be forgotten
     * before that.
     */
    private boolean comesTooEarly(Claimed message, LeadEvent event, EventResult applied) {
        return applied.result() == EventResult.Result.NO_LEAD
                && event.consent() != null
                && event.consent().denies()
                && inbox.hasOthersWaiting(message.id());
    }

    /** Once for each event, however long it waits. */
    private static void tellOfSuspended(List<Claimed> messages, List<EventResult> results) {
        int fresh = 0;
        for (int i = 0; i < results.size(); i++) {
            boolean isSuspended = results.get(i).result() == EventResult.Result.SUSPENDED;
            fresh += isSuspended && !Verdicts.isSuspended(messages.get(i)) ? 1 : 0;
        }
        if (fresh > 0) {
            log.warn(
                    "{} events wait because the process of their lead is suspended in Cockpit; they go on when it is"
                            + " activated there",
                    fresh);
        }
    }

    private boolean isAhead(LeadEvent event) {
        return event.occurredAt().isAfter(clock.instant().plus(EventLimits.CLOCK_SKEW));
    }
}
