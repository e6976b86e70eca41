package io.leadloop.quality;

import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Looks every hour for actions of which platforms that are on counted less than they accepted, in the days of two months that are
 * complete, for the metric {@code
 * leadloop.quality.counted.less} and the alert.
 */
@Component
public class CountedLessWatch {

    /** A day of clicks is complete a month later at most accounts: so long, and another month. */
    private static final int DAYS = 65;

    private final Comparisons days;
    private final PeriodComparisons overTime;
    private final Clock clock;
    private final Map<String, BigDecimal> missing = new ConcurrentHashMap<>();
    private final Destinations destinations;
    private final Findings findings;
    private volatile List<CountedLess> last = new CopyOnWriteArrayList<>();

    CountedLessWatch(
            Comparisons days,
            PeriodComparisons overTime,
            Destinations destinations,
            Findings findings,
            MeterRegistry metrics,
            Clock clock) {
        this.days = days;
        this.overTime = overTime;
        this.clock = clock;
        this.destinations = destinations;
        this.findings = findings;
        Set<String> measured = ConcurrentHashMap.newKeySet();
        destinations.whenChanged(() -> destinations.all().stream()
                .filter(Destination::isOn)
                .map(it -> it.profile().id())
                .filter(measured::add)
                .forEach(id -> metrics.gauge(
                        "leadloop.quality.counted.less",
                        Tags.of("destination", id),
                        missing,
                        it -> it.getOrDefault(id, BigDecimal.ZERO).doubleValue())));
    }

    /** The result of the last run, without what somebody silenced. */
    public List<CountedLess> last() {
        return List.copyOf(last);
    }

    @RunsAs(Watch.COUNTED_LESS)
    public void look() {
        Period period = Period.lastDays(DAYS, clock.instant());
        Set<String> silenced =
                findings.silenced().stream().map(Findings.Silenced::finding).collect(Collectors.toSet());
        List<CountedLess> found = CountedLess.in(days.of(period), overTime.of(period)).stream()
                .filter(it -> destinations
                        .find(it.destination())
                        .filter(Destination::isOn)
                        .isPresent())
                .filter(it -> !silenced.contains(it.finding()))
                .toList();
        last = new CopyOnWriteArrayList<>(found);
        Map<String, BigDecimal> now = new ConcurrentHashMap<>();
        found.forEach(it -> now.merge(it.destination(), it.missing(), BigDecimal::add));
        missing.keySet().retainAll(now.keySet());
        missing.putAll(now);
    }
}
