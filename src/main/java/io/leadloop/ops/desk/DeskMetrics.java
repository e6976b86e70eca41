package io.leadloop.ops.desk;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** The operations as numbers for Prometheus; every tag is an id from our configuration, pipeline or code. */
@Component
class DeskMetrics {

    private final OperationsStatus operations;
    private final MultiGauge stages;
    private final MultiGauge stuck;
    private final MultiGauge paused;
    private final MultiGauge failing;
    private final MultiGauge silence;
    private final MultiGauge silent;
    private final AtomicLong inboxLag = new AtomicLong();

    DeskMetrics(OperationsStatus operations, MeterRegistry metrics) {
        this.operations = operations;
        this.stages = MultiGauge.builder("leadloop.lead.standing").register(metrics);
        this.stuck = MultiGauge.builder("leadloop.lead.stuck").register(metrics);
        this.paused = MultiGauge.builder("leadloop.destination.paused").register(metrics);
        this.failing = MultiGauge.builder("leadloop.conversion.failing").register(metrics);
        this.silence = MultiGauge.builder("leadloop.source.silence.seconds").register(metrics);
        this.silent = MultiGauge.builder("leadloop.source.silent").register(metrics);
        metrics.gauge("leadloop.inbox.lag.seconds", inboxLag);
    }

    void refresh() {
        OperationsStatus.View view = operations.now();
        inboxLag.set(view.inboxLagSeconds());
        stages.register(rows(view.stages().stream().map(it -> Row.of(Tags.of("stage", it.id()), it.leads()))), true);
        stuck.register(rows(view.stages().stream().map(it -> Row.of(Tags.of("stage", it.id()), it.stuck()))), true);
        paused.register(
                rows(view.paused().stream()
                        .map(it -> Row.of(
                                Tags.of(
                                        "destination",
                                        it.pause().destination(),
                                        "cause",
                                        it.pause().cause().name()),
                                it.waiting()))),
                true);
        failing.register(
                rows(view.failing().stream()
                        .collect(java.util.stream.Collectors.groupingBy(
                                it -> Tags.of(
                                        "destination",
                                        it.destination(),
                                        "state",
                                        it.state().name()),
                                java.util.stream.Collectors.summingLong(it -> it.conversions())))
                        .entrySet()
                        .stream()
                        .map(it -> Row.of(it.getKey(), it.getValue()))),
                true);
        silence.register(
                rows(view.sources().stream().map(it -> Row.of(Tags.of("source", it.source()), it.minutesAgo() * 60))),
                true);
        silent.register(
                rows(view.sources().stream().map(it -> Row.of(Tags.of("source", it.source()), it.silent() ? 1 : 0))),
                true);
    }

    private static List<Row<?>> rows(java.util.stream.Stream<Row<Number>> rows) {
        return rows.<Row<?>>map(it -> it).toList();
    }
}
