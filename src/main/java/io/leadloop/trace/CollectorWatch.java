package io.leadloop.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says at most once a minute that the collector takes no spans, and once that it takes them again, in the place of the exporter's own
 * stack traces ({@code logging.level} in application.yaml). What was not taken is lost.
 */
final class CollectorWatch implements SpanExporter {

    private static final Logger log = LoggerFactory.getLogger(CollectorWatch.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final SpanExporter exporter;
    private final Clock clock;
    private long lost;
    private @Nullable Instant saidAt;

    CollectorWatch(SpanExporter exporter, Clock clock) {
        this.exporter = exporter;
        this.clock = clock;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size();
        CompletableResultCode result = exporter.export(spans);
        CompletableResultCode told = new CompletableResultCode();
        result.whenComplete(() -> {
            heard(result.isSuccess(), count);
            if (result.isSuccess()) {
                told.succeed();
            } else {
                told.fail();
            }
        });
        return told;
    }

    private synchronized void heard(boolean isTaken, int spans) {
        if (isTaken) {
            if (lost > 0) {
                log.warn("The collector takes traces again; {} spans were lost", lost);
            }
            lost = 0;
            saidAt = null;
            return;
        }
        lost += spans;
        Instant now = clock.instant();
        if (saidAt == null || !now.isBefore(saidAt.plus(QUIET))) {
            saidAt = now;
            log.warn(
                    "The collector takes no traces, {} spans are lost so far; all else goes on. Look at"
                            + " management.otlp.tracing.endpoint: its address ends in /v1/traces",
                    lost);
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
