package io.leadloop.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import io.leadloop.support.TestClock;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says while the collector takes nothing. */
class CollectorWatchTests {

    private final TestClock clock = new TestClock();
    private final AtomicInteger status = new AtomicInteger(400);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger watched = (Logger) LoggerFactory.getLogger(CollectorWatch.class);
    private HttpServer collector;
    private SdkTracerProvider tracing;

    @BeforeEach
    void a_collector_that_takes_nothing() throws IOException {
        clock.set("2026-10-03T10:25:00Z");
        log.start();
        watched.addAppender(log);
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        collector.start();
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint("http://localhost:" + collector.getAddress().getPort() + "/v1/traces")
                .build();
        tracing = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new CollectorWatch(exporter, clock)))
                .build();
    }

    @AfterEach
    void it_ends() {
        watched.detachAppender(log);
        tracing.close();
        collector.stop(0);
    }

    private void spans(int count) {
        for (int i = 0; i < count; i++) {
            tracing.get("test").spanBuilder("apply").startSpan().end();
            tracing.forceFlush().join(10, TimeUnit.SECONDS);
        }
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void it_says_so_once_a_minute_with_how_many_are_lost() {
        spans(3);
        clock.pass(Duration.ofSeconds(59));
        spans(1);
        assertThat(lines()).singleElement().asString().contains("takes no traces, 1 spans are lost so far");

        clock.pass(Duration.ofSeconds(1));
        spans(1);
        assertThat(lines()).hasSize(2).last().asString().contains("takes no traces, 5 spans are lost so far");
    }

    @Test
    void it_says_once_that_all_is_well_again() {
        spans(2);
        status.set(200);
        spans(2);

        assertThat(lines()).hasSize(2).last().asString().contains("takes traces again; 2 spans were lost");
    }

    @Test
    void it_says_nothing_while_all_is_well() {
        status.set(200);
        spans(2);

        assertThat(lines()).isEmpty();
    }
}
