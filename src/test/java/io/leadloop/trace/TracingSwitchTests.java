package io.leadloop.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/** Traces are on where the address of a collector is set. */
class TracingSwitchTests {

    private static final String TRACER =
            "org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration";

    private static boolean[] match(String endpoint) {
        TracingSwitch tracing = new TracingSwitch();
        tracing.setEnvironment(new MockEnvironment().withProperty("management.otlp.tracing.endpoint", endpoint));
        return tracing.match(new String[] {TRACER}, null);
    }

    @Test
    void a_whole_address_switches_them_on_and_an_empty_one_off() {
        assertThat(match("https://collector.example.com/v1/traces")).containsExactly(true);
        assertThat(match("")).containsExactly(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4318", "collector", "ftp://collector/v1/traces", "http://", "http://a b/"})
    void what_is_no_address_stops_the_start_in_plain_words(String endpoint) {
        assertThatThrownBy(() -> match(endpoint))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("for example http://localhost:4318/v1/traces (it is '" + endpoint + "')");
    }
}
