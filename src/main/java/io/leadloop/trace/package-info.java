/**
 * Traces (OpenTelemetry) of the way from a webhook to its uploads: {@link io.leadloop.trace.Traces} begins the spans, each
 * room says where. A room of its own because three rooms that do not use each other begin spans of the same trace, and so that
 * one place decides what may stand in one: names and tags are enums, and no other span exists. Off unless
 * {@code management.otlp.tracing.endpoint} is set. Alone knows Micrometer Tracing and OpenTelemetry.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.leadloop.trace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
