package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionLedger.Answer;
import io.leadloop.conversion.ConversionLedger.Opening;
import io.leadloop.conversion.Upload;
import io.leadloop.trace.SpanTag;
import io.leadloop.trace.TraceSpan;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The spans of one batch: one for each attempt, as each belongs to the trace of another event. None while traces are off. */
final class UploadSpans {

    static final UploadSpans NONE = new UploadSpans(Map.of());

    private final Map<UUID, Attempt> attempts;

    /** The span of one attempt. */
    record Attempt(Conversion conversion, TraceSpan span) {

        private TraceSpan answered(Object answer) {
            return span.tag(SpanTag.LEAD, conversion.lead().value())
                    .tag(SpanTag.CONVERSION, conversion.id())
                    .tag(SpanTag.DESTINATION, conversion.destination())
                    .tag(SpanTag.STAGE, conversion.stage())
                    .tag(SpanTag.ANSWER, answer);
        }
    }

    UploadSpans(Map<UUID, Attempt> attempts) {
        this.attempts = attempts;
    }

    /** What is logged for a batch of several belongs to none of their traces. */
    TraceSpan.Current current() {
        return attempts.size() == 1 ? attempts.values().iterator().next().span().current() : TraceSpan.NONE.current();
    }

    /** For the ledger: what is to be sent, as it was read, and under which trace. */
    List<Opening> openings(List<Upload> uploads) {
        return uploads.stream()
                .map(Upload::conversion)
                .map(it -> new Opening(it.id(), it.attempts(), traceOf(it.id())))
                .toList();
    }

    private @Nullable String traceOf(UUID conversion) {
        Attempt attempt = attempts.get(conversion);
        return attempt == null ? null : attempt.span().traceId();
    }

    void end(Collection<Answer> answers) {
        for (Answer answer : answers) {
            Attempt attempt = attempts.get(answer.conversion());
            if (attempt != null) {
                TraceSpan span = attempt.answered(answer.result().outcome()).tag(SpanTag.ATTEMPT, answer.attempt());
                switch (answer.result().outcome()) {
                    case ACCEPTED, DUPLICATE -> span.end();
                    case REJECTED, RETRY, BLOCKED -> span.failed().end();
                }
            }
        }
    }

    /** Nobody knows what came of them: the ledger could not be written. */
    void failed() {
        attempts.values().forEach(it -> it.answered("FAILED").failed().end());
    }
}
