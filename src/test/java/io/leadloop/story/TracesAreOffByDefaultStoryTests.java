package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionAttempt;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Without an endpoint nothing of tracing is there, and no row speaks of a trace. */
@StoryTest
class TracesAreOffByDefaultStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    ConversionLedger ledger;

    @Autowired
    ListableBeanFactory beans;

    @Autowired
    Environment environment;

    @BeforeEach
    void october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @Test
    void there_is_no_tracer_and_no_exporter() {
        for (Class<?> type :
                new Class<?>[] {Tracer.class, OpenTelemetry.class, SdkTracerProvider.class, SpanExporter.class}) {
            assertThat(beans.getBeanNamesForType(type)).as(type.getSimpleName()).isEmpty();
        }
    }

    @Test
    void the_log_has_no_place_for_trace_ids() {
        assertThat(environment.getProperty("logging.expect-correlation-id")).isEqualTo("false");
    }

    @Test
    void no_row_bears_a_trace_even_where_the_sender_has_one() {
        String body = House.event("untraced", "MQL", "2026-10-03T09:00:00Z", "", "gclid=untraced-g");
        house.send(house.generic("msg_untraced", body)
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
        house.settles();

        assertThat(ledger.attempts(
                        house.conversion("untraced", "MQL", "google-ads").id()))
                .hasSize(1)
                .extracting(ConversionAttempt::traceId)
                .containsOnlyNulls();
        assertThat(house.count("select (select count(traceparent) from leadloop.inbox_message)"
                        + " + (select count(traceparent) from leadloop.conversion)"))
                .isZero();
    }
}
