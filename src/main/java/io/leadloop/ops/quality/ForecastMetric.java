package io.leadloop.ops.quality;

import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.quality.Forecasts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many open leads each platform can be told of for one week more only. */
@Component
class ForecastMetric {

    private final Forecasts forecasts;
    private final Map<String, Double> dying = new ConcurrentHashMap<>();

    ForecastMetric(Forecasts forecasts, Destinations destinations, MeterRegistry metrics) {
        this.forecasts = forecasts;
        destinations.all().stream()
                .filter(Destination::isOn)
                .forEach(it -> metrics.gauge(
                        "leadloop.quality.clicks.dying",
                        Tags.of("destination", it.profile().id()),
                        dying,
                        map -> map.getOrDefault(it.profile().id(), 0.0)));
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT1H")
    void count() {
        Map<String, Double> now = new ConcurrentHashMap<>();
        forecasts.dying(7).forEach(it -> now.merge(it.destination(), (double) it.leads(), Double::sum));
        dying.keySet().retainAll(now.keySet());
        dying.putAll(now);
    }
}
