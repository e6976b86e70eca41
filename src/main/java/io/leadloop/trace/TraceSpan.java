package io.leadloop.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A piece of work in a trace. May be ended on another thread than the one that began it. */
public final class TraceSpan {

    /** The span of everything while traces are off. */
    public static final TraceSpan NONE = new TraceSpan();

    private static final Current NOT_CURRENT = () -> {};

    private final @Nullable Tracer tracer;
    private final @Nullable Span span;

    private TraceSpan() {
        this.tracer = null;
        this.span = null;
    }

    TraceSpan(Tracer tracer, Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    /** While it is open, what this thread logs bears the ids of the trace and the span. */
    @FunctionalInterface
    public interface Current extends AutoCloseable {
        @Override
        void close();
    }

    public Current current() {
        if (tracer == null) {
            return NOT_CURRENT;
        }
        Tracer.SpanInScope scope = tracer.withSpan(span);
        return scope::close;
    }

    /** Writes one of the tags that a span may bear; none for null. */
    public TraceSpan tag(SpanTag tag, @Nullable Object value) {
        if (span != null && value != null) {
            span.tag(tag.key(), value.toString());
        }
        return this;
    }

    /** Marks it as failed. Nothing is said of why: words of exceptions may repeat what a CRM or a platform wrote. */
    public TraceSpan failed() {
        if (span != null) {
            span.error(new Failure());
        }
        return this;
    }

    /** W3C's header, for the row that carries the trace on; null while traces are off. */
    public @Nullable String traceparent() {
        if (span == null) {
            return null;
        }
        TraceContext context = span.context();
        return new Traceparent(context.traceId(), context.spanId())
                .text(Objects.requireNonNullElse(context.sampled(), false));
    }

    /** 32 hexadecimal digits; null while traces are off. */
    public @Nullable String traceId() {
        return span == null ? null : span.context().traceId();
    }

    public void end() {
        if (span != null) {
            span.end();
        }
    }

    /** Without words and without a stack. */
    private static final class Failure extends Exception {

        private static final long serialVersionUID = 1;

        Failure() {
            super(null, null, false, false);
        }
    }
}
