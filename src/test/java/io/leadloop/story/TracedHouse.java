package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.ByteString;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionAttempt;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.process.DestinationCircuit;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.leadloop.support.TraceCollector;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A house that sends its traces to a collector that speaks OTLP, and what the collector has of them. */
@StoryTest
@Import(TracedHouse.PlatformsDoor.class)
abstract class TracedHouse {

    static final String AT = "2026-10-03T09:00:00Z";
    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    static final String SPAN = "00f067aa0ba902b7";

    static final TraceCollector COLLECTOR = new TraceCollector();
    static final Set<String> HEADERS_AT_PLATFORMS = new ConcurrentSkipListSet<>();

    /** Looks at what comes in over the wire at the fake platforms. */
    @TestConfiguration(proxyBeanMethods = false)
    static class PlatformsDoor {

        @Bean
        FilterRegistrationBean<Filter> headersAtPlatforms() {
            FilterRegistrationBean<Filter> door = new FilterRegistrationBean<>((request, response, chain) -> {
                Collections.list(((HttpServletRequest) request).getHeaderNames())
                        .forEach(it -> HEADERS_AT_PLATFORMS.add(it.toLowerCase(Locale.ROOT)));
                chain.doFilter(request, response);
            });
            door.addUrlPatterns("/sandbox/*");
            return door;
        }
    }

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    ConversionLedger ledger;

    @Autowired
    SdkTracerProvider tracing;

    @Value("${server.port}")
    int port;

    final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger circuit = (Logger) LoggerFactory.getLogger(DestinationCircuit.class);

    @DynamicPropertySource
    static void a_collector(DynamicPropertyRegistry registry) {
        registry.add("management.otlp.tracing.endpoint", COLLECTOR::endpoint);
    }

    @BeforeEach
    void october() {
        clock.set("2026-10-03T10:25:00Z");
        log.start();
        circuit.addAppender(log);
    }

    @AfterEach
    void the_platforms_behave_again() {
        circuit.detachAppender(log);
        house.faults("google-ads");
        house.sql("delete from leadloop.destination_pause");
    }

    void arrives(String lead, String traceparent, String... clicks) {
        String body = House.event(lead, "MQL", AT, "", clicks);
        assertThat(house.send(house.generic("msg_" + lead, body).header("traceparent", traceparent))
                        .statusCode())
                .isEqualTo(202);
    }

    /** What the collector has of the trace in which that lead's webhook came. */
    List<Span> traceOf(String lead) {
        return trace(traceIdOf(lead));
    }

    String traceIdOf(String lead) {
        return house.texts(
                        "select substr(traceparent, 4, 32) from leadloop.inbox_message where delivery_key like '%msg_"
                                + lead + "%'")
                .get(0);
    }

    List<Span> trace(String id) {
        tracing.forceFlush().join(10, TimeUnit.SECONDS);
        return COLLECTOR.spans().stream()
                .filter(it -> hex(it.getTraceId()).equals(id))
                .toList();
    }

    static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    static Span one(List<Span> trace, String name) {
        assertThat(trace).filteredOn(it -> it.getName().equals(name)).hasSize(1);
        return trace.stream()
                .filter(it -> it.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static Map<String, String> tags(Span span) {
        return span.getAttributesList().stream()
                .filter(it -> it.getKey().startsWith("leadloop."))
                .collect(Collectors.toMap(
                        it -> it.getKey().substring(9), it -> it.getValue().getStringValue()));
    }

    List<ConversionAttempt> attempts(String lead) {
        return house.conversionsOf(house.lead("generic", lead).orElseThrow().id()).stream()
                .map(Conversion::id)
                .flatMap(it -> ledger.attempts(it).stream())
                .toList();
    }
}
