package io.leadloop.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Begins spans. Where traces are off, every span is {@link TraceSpan#NONE} and costs nothing. */
@Component
public class Traces {

    private final @Nullable Tracer tracer;

    Traces(ObjectProvider<Tracer> tracer) {
        this.tracer = tracer.getIfAvailable();
    }

    /** Whether traces are exported. */
    public boolean isOn() {
        return tracer != null;
    }

    /**
     * Begins a span; {@link TraceSpan#end} records it, one that is never ended leaves nothing.
     *
     * @param traceparent the span that it goes on from, by W3C's header; a trace begins where it is null or not well-formed
     */
    public TraceSpan begin(SpanName name, @Nullable String traceparent) {
        if (tracer == null) {
            return TraceSpan.NONE;
        }
        Span.Builder builder = tracer.spanBuilder().name(name.text()).kind(name.kind());
        Traceparent.parse(traceparent)
                .ifPresentOrElse(
                        it -> builder.setParent(tracer.traceContextBuilder()
                                .traceId(it.traceId())
                                .spanId(it.spanId())
                                .sampled(true)
                                .build()),
                        builder::setNoParent);
        return new TraceSpan(tracer, builder.start());
    }
}
