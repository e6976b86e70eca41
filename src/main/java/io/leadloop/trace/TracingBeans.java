package io.leadloop.trace;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.tracing.SpanExporters;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What differs from Spring Boot's own beans of tracing. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("management.otlp.tracing.endpoint")
class TracingBeans {

    /**
     * Decides by the trace id alone, so that each hop of a trace and each node decides alike. Boot's follows its parent: whether a
     * CRM that sends a {@code traceparent} samples its own traces is no matter of ours.
     */
    @Bean
    Sampler sampler(@Value("${management.tracing.sampling.probability}") double probability) {
        return Sampler.traceIdRatioBased(probability);
    }

    @Bean
    SpanExporters spanExporters(ObjectProvider<SpanExporter> exporters, Clock clock) {
        return SpanExporters.of(exporters
                .orderedStream()
                .<SpanExporter>map(it -> new CollectorWatch(it, clock))
                .toList());
    }
}
