package io.leadloop.inbox;

import io.leadloop.inbox.Inbox.Claimed;
import io.leadloop.lead.EventResult;
import io.leadloop.trace.SpanName;
import io.leadloop.trace.SpanTag;
import io.leadloop.trace.TraceSpan;
import io.leadloop.trace.Traces;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The spans of one batch: one for each event, as each belongs to the trace of its own webhook. Ended after the commit, so that
 * a batch that was undone leaves none. None while traces are off.
 */
final class EventSpans {

    private final Traces traces;
    private final Map<Long, TraceSpan> spans = new LinkedHashMap<>();
    private final Map<Long, TraceSpan> answered = new LinkedHashMap<>();

    EventSpans(Traces traces) {
        this.traces = traces;
    }

    void begin(List<Claimed> claimed) {
        if (traces.isOn()) {
            claimed.forEach(it -> spans.put(
                    it.id(), traces.begin(SpanName.APPLY, it.traceparent()).tag(SpanTag.SOURCE, it.source())));
        }
    }

    /** What is logged for a batch of several belongs to none of their traces. */
    TraceSpan.Current current() {
        TraceSpan only = spans.size() == 1 ? spans.values().iterator().next() : TraceSpan.NONE;
        return only.current();
    }

    /** @param answer from a closed set: what became of the event */
    void answered(Claimed message, String answer) {
        TraceSpan span = spans.get(message.id());
        if (span != null) {
            answered.put(message.id(), span.tag(SpanTag.ANSWER, answer));
        }
    }

    /**
     * What became of the events, and the traces in which the uploads go on that began by them. An event that is looked at again
     * and again leaves a span when it begins to wait and one when it goes on.
     */
    Map<UUID, String> applied(List<Claimed> messages, List<EventResult> results) {
        Map<UUID, String> traceparents = new HashMap<>();
        for (int i = 0; i < messages.size() && !spans.isEmpty(); i++) {
            Claimed message = messages.get(i);
            EventResult applied = results.get(i);
            boolean isStillWaiting = applied.result() == EventResult.Result.DEFERRED
                    || applied.result() == EventResult.Result.SUSPENDED && Verdicts.isSuspended(message);
            TraceSpan span = spans.getOrDefault(message.id(), TraceSpan.NONE);
            String traceparent = span.traceparent();
            if (traceparent != null && !isStillWaiting) {
                span.tag(
                        SpanTag.LEAD,
                        applied.lead() == null ? null : applied.lead().value());
                answered(message, applied.result().name());
                applied.uploads().forEach(it -> traceparents.put(it, traceparent));
            }
        }
        return traceparents;
    }

    void end() {
        answered.values().forEach(TraceSpan::end);
    }

    void failed() {
        spans.values().forEach(it -> it.tag(SpanTag.ANSWER, "FAILED").failed().end());
    }
}
