package io.leadloop.process;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What Prometheus learns about uploads: how many by outcome, how long a batch takes, how late conversions arrive. */
@Component
class UploadMetrics {

    private final MeterRegistry registry;
    private final Clock clock;

    UploadMetrics(Destinations destinations, MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        // An alert on the growth of a counter misses a first case that is the counter's birth.
        destinations.whenChanged(() -> destinations.all().stream()
                .filter(Destination::isOn)
                .map(it -> it.profile().id())
                .forEach(it -> {
                    for (Outcome outcome : Outcome.values()) {
                        counter(it, outcome);
                    }
                }));
    }

    private Counter counter(String destination, Outcome outcome) {
        return registry.counter("leadloop.conversion.uploads", "destination", destination, "outcome", outcome.name());
    }

    void record(String destination, List<Upload> uploads, List<UploadResult> results, Instant started) {
        Instant now = clock.instant();
        registry.timer("leadloop.conversion.upload.duration", "destination", destination)
                .record(Duration.between(started, now));
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        for (int i = 0; i < results.size(); i++) {
            Outcome outcome = results.get(i).outcome();
            counts.merge(outcome, 1, Integer::sum);
            if (outcome == Outcome.ACCEPTED) {
                registry.timer("leadloop.conversion.delay", "destination", destination)
                        .record(Duration.between(uploads.get(i).conversion().occurredAt(), now));
            }
        }
        counts.forEach((outcome, count) -> counter(destination, outcome).increment(count));
    }
}
