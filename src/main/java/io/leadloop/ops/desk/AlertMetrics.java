package io.leadloop.ops.desk;

import io.leadloop.connection.AccountAudits;
import io.leadloop.connection.AuditedAccount;
import io.leadloop.conversion.ActionHold;
import io.leadloop.database.DatabaseSpace;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.inbox.InboxLookups;
import io.leadloop.process.EngineJobs;
import io.leadloop.quality.LeadFigures;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the rules of Prometheus need beside {@link DeskMetrics}; there, at 0, before anything is wrong. */
@Component
class AlertMetrics {

    private static final String FIGURES_LAG = "leadloop.figures.lag.seconds";
    private static final String DATABASE_SIZE = "leadloop.database.size.bytes";
    private static final String DATABASE_LIMIT = "leadloop.database.limit.bytes";
    private static final String JOBS_OVERDUE = "leadloop.engine.jobs.overdue";
    private static final String JOBS_FAILED = "leadloop.engine.jobs.failed";

    private final OperationsStatus operations;
    private final Destinations destinations;
    private final InboxLookups lookups;
    private final LeadFigures figures;
    private final DatabaseSpace database;
    private final EngineJobs jobs;
    private final AlertSettings settings;
    private final AccountAudits audits;
    private final MultiGauge held;
    private final MultiGauge unfit;
    private final MultiGauge pausedFor;
    private final MultiGauge refused;
    private final MultiGauge failing;
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();

    AlertMetrics(
            OperationsStatus operations,
            Destinations destinations,
            InboxLookups lookups,
            LeadFigures figures,
            DatabaseSpace database,
            EngineJobs jobs,
            AlertSettings settings,
            AccountAudits audits,
            MeterRegistry metrics) {
        this.audits = audits;
        this.operations = operations;
        this.destinations = destinations;
        this.lookups = lookups;
        this.figures = figures;
        this.database = database;
        this.jobs = jobs;
        this.settings = settings;
        this.held = MultiGauge.builder("leadloop.destination.actions.held").register(metrics);
        this.unfit = MultiGauge.builder("leadloop.destination.actions.unfit").register(metrics);
        this.pausedFor =
                MultiGauge.builder("leadloop.destination.paused.seconds").register(metrics);
        this.refused = MultiGauge.builder("leadloop.crm.refused").register(metrics);
        this.failing = MultiGauge.builder("leadloop.crm.lookups.failing").register(metrics);
        for (String name : List.of(FIGURES_LAG, DATABASE_SIZE, DATABASE_LIMIT, JOBS_OVERDUE, JOBS_FAILED)) {
            // The limit is not a number where nobody knows it: a comparison with it is never true.
            Gauge.builder(name, () -> numbers.getOrDefault(name, name.equals(DATABASE_LIMIT) ? null : Long.valueOf(0)))
                    .register(metrics);
        }
    }

    void refresh() {
        OperationsStatus.View view = operations.now();
        Map<String, Long> holds = view.held().stream()
                .map(OperationsStatus.HoldLine::hold)
                .collect(Collectors.groupingBy(ActionHold::destination, Collectors.counting()));
        held.register(byAccount(holds), true);
        unfit.register(
                byAccount(audits.all().stream().collect(Collectors.toMap(AuditedAccount::account, it ->
                        (long) it.needingSomebody().size()))),
                true);
        pausedFor.register(
                rows(view.paused().stream()
                        .map(OperationsStatus.PauseLine::pause)
                        .map(it -> Row.of(
                                Tags.of(
                                        "destination",
                                        it.destination(),
                                        "cause",
                                        it.cause().name()),
                                Duration.between(it.since(), view.at()).toSeconds()))),
                true);
        refused.register(
                rows(view.sources().stream()
                        .map(it -> Row.of(
                                Tags.of("source", it.source()), it.refused().size()))),
                true);
        Map<String, Long> waiting = lookups.failing();
        failing.register(
                rows(view.sources().stream()
                        .map(it -> Row.of(Tags.of("source", it.source()), waiting.getOrDefault(it.source(), 0L)))),
                true);
        numbers.put(FIGURES_LAG, figures.lag().toSeconds());
        numbers.put(DATABASE_SIZE, database.used());
        database.limit(HouseAlerts.limit(settings)).ifPresent(it -> numbers.put(DATABASE_LIMIT, it));
        numbers.put(JOBS_OVERDUE, jobs.overdue());
        numbers.put(JOBS_FAILED, jobs.failed());
    }

    /** A row for each account that is on, 0 where nothing is counted of it. */
    private List<Row<?>> byAccount(Map<String, Long> counted) {
        return rows(destinations.all().stream()
                .filter(Destination::isOn)
                .map(it -> it.profile().id())
                .map(it -> Row.of(Tags.of("destination", it), counted.getOrDefault(it, 0L))));
    }

    private static List<Row<?>> rows(Stream<Row<Number>> rows) {
        return rows.<Row<?>>map(it -> it).toList();
    }
}
