package io.leadloop.quality;

import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Counts every hour the open leads whose click expires within a week, by platform, for the metric
 * {@code leadloop.quality.clicks.expiring} and the alert.
 */
@Component
public class ForecastWatch {

    private static final int WEEK = 7;

    private record Key(String destination, boolean qualified) {}

    private final Forecasts forecasts;
    private final Map<Key, Long> leads = new ConcurrentHashMap<>();
    private volatile List<ExpiringClicks> last = List.of();

    ForecastWatch(Forecasts forecasts, Destinations destinations, MeterRegistry metrics) {
        this.forecasts = forecasts;
        Set<String> measured = ConcurrentHashMap.newKeySet();
        destinations.whenChanged(() -> destinations.all().stream()
                .filter(Destination::isOn)
                .map(it -> it.profile().id())
                .filter(measured::add)
                .forEach(id -> List.of(true, false).forEach(qualified -> {
                    Key key = new Key(id, qualified);
                    metrics.gauge(
                            "leadloop.quality.clicks.expiring",
                            Tags.of("destination", id, "qualified", qualified.toString()),
                            leads,
                            it -> it.getOrDefault(key, 0L));
                })));
    }

    /** The result of the last run. */
    public List<ExpiringClicks> expiring() {
        return last;
    }

    @RunsAs(Watch.FORECAST)
    public void look() {
        last = forecasts.expiring(WEEK);
        Map<Key, Long> now = new ConcurrentHashMap<>();
        last.forEach(it -> now.merge(new Key(it.destination(), it.qualified()), it.leads(), Long::sum));
        leads.keySet().retainAll(now.keySet());
        leads.putAll(now);
    }
}
