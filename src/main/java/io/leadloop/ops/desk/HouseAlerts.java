package io.leadloop.ops.desk;

import io.leadloop.database.DatabaseSpace;
import io.leadloop.expiry.Ending;
import io.leadloop.expiry.Endings;
import io.leadloop.expiry.Expiry;
import io.leadloop.ops.desk.Alert.Condition;
import io.leadloop.process.EngineJobs;
import io.leadloop.quality.ExpiringClicks;
import io.leadloop.quality.ForecastWatch;
import io.leadloop.quality.LeadFigures;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Conditions about time that runs out and about the installation itself. */
@Component
class HouseAlerts {

    static final Duration FIGURES_BEHIND_AFTER = Duration.ofMinutes(15);

    /** From four fifths on. */
    private static final int NEARLY_FULL_PERCENT = 80;

    private static final long MEGABYTE = 1024L * 1024;

    private final ForecastWatch forecasts;
    private final Endings endings;
    private final LeadFigures figures;
    private final DatabaseSpace database;
    private final EngineJobs jobs;
    private final AlertSettings settings;

    HouseAlerts(
            ForecastWatch forecasts,
            Endings endings,
            LeadFigures figures,
            DatabaseSpace database,
            EngineJobs jobs,
            AlertSettings settings) {
        this.forecasts = forecasts;
        this.endings = endings;
        this.figures = figures;
        this.database = database;
        this.jobs = jobs;
        this.settings = settings;
    }

    void find(Consumer<Condition> found) {
        if (settings.clicksExpiringFrom() > 0) {
            forecasts.expiring().stream()
                    .filter(ExpiringClicks::qualified)
                    .collect(Collectors.groupingBy(ExpiringClicks::destination, TreeMap::new, Collectors.toList()))
                    .forEach((destination, stages) -> expiring(destination, stages, found));
        }
        endings.soon()
                .forEach(it -> found.accept(new Condition(
                        kind(it),
                        it.expiry().name() + " " + it.expiry().what() + " "
                                + it.expiry().key(),
                        it.expiry().name() + ": " + it.words())));
        Duration lag = figures.lag();
        if (lag.compareTo(FIGURES_BEHIND_AFTER) > 0) {
            found.accept(new Condition(
                    AlertKind.figuresBehind,
                    "all",
                    "The figures on /ops/quality are " + lag.toMinutes()
                            + " minutes behind. Look at the log and the database's load.",
                    lag.toSeconds()));
        }
        database(found);
        jobs(found);
    }

    /** The stages of an account together, as the rule of Prometheus counts them. */
    private void expiring(String destination, List<ExpiringClicks> stages, Consumer<Condition> found) {
        long leads = stages.stream().mapToLong(ExpiringClicks::leads).sum();
        if (leads >= settings.clicksExpiringFrom()) {
            String words = stages.stream().map(ExpiringClicks::words).collect(Collectors.joining(" "));
            found.accept(new Condition(AlertKind.clicksExpiring, destination, words, leads));
        }
    }

    private static AlertKind kind(Ending it) {
        return it.expiry().holder() == Expiry.Holder.SOURCE
                ? it.isOver() ? AlertKind.sourceEnded : AlertKind.sourceEndsSoon
                : it.isOver() ? AlertKind.ended : AlertKind.endsSoon;
    }

    private void database(Consumer<Condition> found) {
        long used = database.used();
        database.limit(limit(settings))
                .filter(limit -> used >= limit / 100 * NEARLY_FULL_PERCENT)
                .ifPresent(limit -> found.accept(new Condition(
                        AlertKind.databaseNearlyFull,
                        "all",
                        "The database takes " + used / MEGABYTE + " MB of " + limit / MEGABYTE
                                + " MB. Make room, or raise leadloop.alerts.database-limit.")));
    }

    /** In bytes; null where none is configured. */
    static @Nullable Long limit(AlertSettings settings) {
        return settings.databaseLimit() == null
                ? null
                : settings.databaseLimit().toBytes();
    }

    private void jobs(Consumer<Condition> found) {
        long overdue = jobs.overdue();
        long failed = jobs.failed();
        if (overdue + failed > 0) {
            found.accept(new Condition(
                    AlertKind.jobsOverdue,
                    "engine",
                    overdue + " jobs of the engine have been due for ten minutes, " + failed
                            + " have no retries left. Look at the log and at Cockpit's incidents.",
                    overdue + failed));
        }
    }
}
