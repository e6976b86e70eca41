package io.leadloop.crm;

import io.leadloop.inbox.CrmSweeps;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.FailureWords;
import io.leadloop.inbox.InboxIntake;
import io.leadloop.inbox.MessageOrigin;
import io.leadloop.inbox.SweepMarks;
import io.leadloop.trace.SpanName;
import io.leadloop.trace.SpanTag;
import io.leadloop.trace.TraceSpan;
import io.leadloop.trace.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Sweeps every source that supports it, one record type after the other, into the same inbox as webhooks. Starts a
 * little before the last watermark, because CRMs index late. A source that fails does not stop the others.
 */
@Component
class CrmSweepRun implements CrmSweeps {

    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final int MOST_PAGES = 200;
    private static final Logger log = LoggerFactory.getLogger(CrmSweepRun.class);

    private final CrmSources sources;
    private final InboxIntake inbox;
    private final SweepMarks marks;
    private final SourceRefusals refusals;
    private final Traces traces;
    private final Duration lookBack;
    private final Clock clock;

    CrmSweepRun(
            CrmSources sources,
            InboxIntake inbox,
            SweepMarks marks,
            SourceRefusals refusals,
            Traces traces,
            @Value("${leadloop.crm.sweep.look-back:1d}") Duration lookBack,
            Clock clock) {
        this.sources = sources;
        this.inbox = inbox;
        this.marks = marks;
        this.refusals = refusals;
        this.traces = traces;
        this.lookBack = lookBack;
        this.clock = clock;
    }

    @Override
    public int sweep() {
        int fresh = 0;
        for (String name : sources.names()) {
            if (sources.find(name).orElse(null) instanceof CrmSweep crm) {
                for (String record : crm.sweptRecords()) {
                    fresh += traced(name, crm, record);
                }
            }
        }
        return fresh;
    }

    private int traced(String source, CrmSweep crm, String record) {
        TraceSpan span = traces.begin(SpanName.SWEEP, null).tag(SpanTag.SOURCE, source);
        try (TraceSpan.Current current = span.current()) {
            return sweep(source, crm, record, span);
        } finally {
            span.end();
        }
    }

    private int sweep(String source, CrmSweep crm, String record, TraceSpan span) {
        Instant now = clock.instant();
        SweepMarks.Mark known = marks.of(source, record).orElseGet(() -> new SweepMarks.Mark(now.minus(lookBack), ""));
        SweepMarks.Mark mark = start(known);
        int fresh = 0;
        try {
            boolean more = true;
            for (int page = 0; more && page < MOST_PAGES; page++) {
                CrmSweep.Page found = crm.changesSince(record, mark);
                fresh += store(source, found.changes());
                mark = found.next();
                more = found.more();
                marks.move(
                        source,
                        record,
                        reached(known, mark, more),
                        found.changes().size(),
                        now);
            }
            refusals.answered(source, "SWEEP " + record);
            span.tag(SpanTag.ANSWER, "DONE");
        } catch (CrmUnavailable e) {
            log.warn("Could not sweep {} of source={}: {}", record, source, e.words());
            refusals.failed(source, "SWEEP " + record, e);
            marks.failed(source, record, known, e.words(), now);
            span.tag(SpanTag.ANSWER, "RETRY").failed();
        } catch (RuntimeException e) {
            log.error("Could not sweep {} of source={}", record, source, e);
            marks.failed(source, record, known, FailureWords.words(e), now);
            span.tag(SpanTag.ANSWER, "FAILED").failed();
        }
        span.tag(SpanTag.EVENTS, fresh);
        return fresh;
    }

    /**
     * A sweep that has ended begins a little before the last watermark; one that was stopped by its number of pages goes on
     * where it stood, or more changes within the overlap than it may read would keep it there for ever.
     */
    private static SweepMarks.Mark start(SweepMarks.Mark known) {
        return known.id().isEmpty() ? new SweepMarks.Mark(known.at().minus(OVERLAP), "") : known;
    }

    /** One change that cannot be stored is named in the log and does not keep the others. */
    private int store(String source, List<Delivery> changes) {
        try {
            return inbox.store(source, changes, MessageOrigin.SWEEP);
        } catch (RuntimeException together) {
            int fresh = 0;
            RuntimeException last = together;
            boolean isAny = false;
            for (Delivery change : changes) {
                try {
                    fresh += inbox.store(source, List.of(change), MessageOrigin.SWEEP);
                    isAny = true;
                } catch (RuntimeException e) {
                    last = e;
                    log.error("A change of source={} that the sweep found cannot be stored", source, e);
                }
            }
            if (!isAny) {
                throw last;
            }
            return fresh;
        }
    }

    /** The overlap may be empty; the watermark never moves back. Its place within a moment counts until the sweep ends. */
    private static SweepMarks.Mark reached(SweepMarks.Mark known, SweepMarks.Mark mark, boolean more) {
        if (more) {
            return mark;
        }
        return new SweepMarks.Mark(mark.at().isBefore(known.at()) ? known.at() : mark.at(), "");
    }
}
