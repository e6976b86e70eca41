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
import org.springframework.stereotype.Component;

/**
 * Looks every hour for actions of which platforms counted less than they accepted in the last 30 days, for the metric {@code
 * leadloop.quality.counted.less} and the alert.
 */
@Component
public class CountedLessWatch {

    private static final int DAYS = 30;

    private final Comparisons days;
    private final PeriodComparisons overTime;
    private final Clock clock;
    private final Map<String, BigDecimal> missing = new ConcurrentHashMap<>();
    private volatile List<CountedLess> last = List.of();

    CountedLessWatch(
            Comparisons days,
            PeriodComparisons overTime,
            Destinations destinations,
            MeterRegistry metrics,
            Clock clock) {
        this.days = days;
        this.overTime = overTime;
        this.clock = clock;
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

    /** The result of the last run. */
    public List<CountedLess> last() {
        return last;
    }

    @RunsAs(Watch.COUNTED_LESS)
    public void look() {
        Period period = Period.lastDays(DAYS, clock.instant());
        last = CountedLess.in(days.of(period), overTime.of(period));
        Map<String, BigDecimal> now = new ConcurrentHashMap<>();
        last.forEach(it -> now.merge(it.destination(), it.missing(), BigDecimal::add));
        missing.keySet().retainAll(now.keySet());
        missing.putAll(now);
    }
}
