package io.leadloop.trace;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.StringUtils;

/**
 * Leaves Spring Boot's tracing away unless {@code management.otlp.tracing.endpoint} is set and {@code management.tracing.enabled} is
 * not false: no tracer, no exporter, no thread, no place for a trace id in the log. Of what Boot brings when it is set, the
 * spans of each request and each call to the outside stay away always: their addresses bear tokens, and a call would take the
 * trace along to an ad platform.
 */
class TracingSwitch implements EnvironmentPostProcessor, AutoConfigurationImportFilter, EnvironmentAware {

    private static final String ENDPOINT = "management.otlp.tracing.endpoint";
    private static final String ENABLED = "management.tracing.enabled";
    private static final String BOOT = "org.springframework.boot.actuate.autoconfigure.";

    /** Spans of requests and calls; and the export of logs, which needs an appender that nobody here has. */
    private static final Set<String> NEVER = Set.of(
            BOOT + "tracing.MicrometerTracingAutoConfiguration",
            BOOT + "logging.OpenTelemetryLoggingAutoConfiguration",
            BOOT + "logging.otlp.OtlpLoggingAutoConfiguration");

    private static final Set<String> TRACING = Set.of(
            BOOT + "opentelemetry.OpenTelemetryAutoConfiguration",
            BOOT + "tracing.OpenTelemetryTracingAutoConfiguration",
            BOOT + "tracing.NoopTracerAutoConfiguration",
            BOOT + "tracing.otlp.OtlpTracingAutoConfiguration");

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    /**
     * Asked whenever the property is read, so that it does not matter which source of properties comes first. The environment is
     * not given as the source: Spring would look for properties in there, and find this one again, without end.
     */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new PropertySource<Object>("tracing off by default") {
            @Override
            public @Nullable Object getProperty(String name) {
                return name.equals(ENABLED) && !StringUtils.hasText(environment.getProperty(ENDPOINT)) ? false : null;
            }
        });
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        Environment known = environment;
        String endpoint = known == null ? null : known.getProperty(ENDPOINT);
        boolean isOn =
                known != null && StringUtils.hasText(endpoint) && known.getProperty(ENABLED, Boolean.class, true);
        if (isOn) {
            checkEndpoint(String.valueOf(endpoint));
        }
        boolean[] matches = new boolean[autoConfigurations.length];
        for (int i = 0; i < matches.length; i++) {
            String name = autoConfigurations[i];
            matches[i] = name == null || !NEVER.contains(name) && (isOn || !TRACING.contains(name));
        }
        return matches;
    }

    /** Throws IllegalStateException for what is no address; the application does not start then. */
    private static void checkEndpoint(String endpoint) {
        try {
            URI address = new URI(endpoint.strip());
            if (address.getHost() != null && Set.of("http", "https").contains(String.valueOf(address.getScheme()))) {
                return;
            }
        } catch (URISyntaxException notAnAddress) {
            // The same words for it.
        }
        throw new IllegalStateException("Set " + ENDPOINT + " to the whole address of the collector, for example"
                + " http://localhost:4318/v1/traces (it is '" + endpoint + "'), or leave it out for no traces.");
    }
}
