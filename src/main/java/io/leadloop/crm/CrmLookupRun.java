package io.leadloop.crm;

import io.leadloop.inbox.FailureWords;
import io.leadloop.inbox.InboxLookups;
import io.leadloop.inbox.InboxLookups.Pending;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.trace.SpanName;
import io.leadloop.trace.SpanTag;
import io.leadloop.trace.TraceSpan;
import io.leadloop.trace.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Completes messages in the state LOOKUP by calls to the CRMs' APIs, outside of any transaction. */
@Component
public class CrmLookupRun {

    private static final int MOST = 20;
    /** Long enough for a CRM that is down for a night. */
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12));

    private static final Logger log = LoggerFactory.getLogger(CrmLookupRun.class);

    private final InboxLookups lookups;
    private final CrmSources sources;
    private final SourceRefusals refusals;
    private final Traces traces;
    private final Clock clock;

    CrmLookupRun(InboxLookups lookups, CrmSources sources, SourceRefusals refusals, Traces traces, Clock clock) {
        this.lookups = lookups;
        this.sources = sources;
        this.refusals = refusals;
        this.traces = traces;
        this.clock = clock;
    }

    /** Processes one batch of messages; returns how many were handled, failed ones included. */
    public int enrich() {
        List<Pending> pending = lookups.take(MOST);
        Set<String> answered = new LinkedHashSet<>();
        for (Pending message : pending) {
            if (traced(message)) {
                answered.add(message.source());
            }
        }
        answered.forEach(it -> refusals.answered(it, SourceRefusals.LOOKUP));
        return pending.size();
    }

    /** What came of one try. */
    private enum Outcome {
        COMPLETED,
        RETRY,
        PARKED
    }

    /** Whether the CRM answered. */
    private boolean traced(Pending message) {
        TraceSpan span = traces.begin(SpanName.LOOKUP, message.traceparent()).tag(SpanTag.SOURCE, message.source());
        try (TraceSpan.Current current = span.current()) {
            Outcome outcome = complete(message);
            span.tag(SpanTag.ANSWER, outcome);
            if (outcome == Outcome.RETRY) {
                span.failed();
            }
            return outcome == Outcome.COMPLETED;
        } finally {
            span.end();
        }
    }

    private Outcome complete(Pending message) {
        try {
            if (sources.find(message.source()).orElse(null) instanceof CrmLookup crm) {
                lookups.complete(message.id(), crm.lookUp(lookups.open(message)));
                return Outcome.COMPLETED;
            }
            return failed(message, "The source '" + message.source() + "' is not configured any more.", null);
        } catch (CrmUnavailable later) {
            refusals.failed(message.source(), SourceRefusals.LOOKUP, later);
            return failed(message, later.words(), nextTry(message, later.retryAfter()));
        } catch (Untranslatable e) {
            return failed(message, e.words(), null);
        } catch (RuntimeException e) {
            log.warn("Could not complete event {} of the inbox", message.id(), e);
            return failed(message, FailureWords.words(e), nextTry(message, null));
        }
    }

    private Outcome failed(Pending message, String reason, @Nullable Instant nextTry) {
        lookups.fail(message.id(), reason, nextTry);
        return nextTry == null ? Outcome.PARKED : Outcome.RETRY;
    }

    private @Nullable Instant nextTry(Pending message, @Nullable Duration asked) {
        if (message.attempts() >= DELAYS.size()) {
            return null;
        }
        Duration own = DELAYS.get(message.attempts());
        return clock.instant().plus(asked != null && asked.compareTo(own) > 0 ? asked : own);
    }
}
