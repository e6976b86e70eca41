package io.leadloop.quality;

import io.leadloop.quality.FetchedReports.Fetch;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The calendar by which an account counts days: the configured one, else the one that its platform told, else UTC. */
record Zones(QualitySettings settings, List<Fetch> fetches) {

    /** The id of the zone, IANA or {@code Z}. */
    String of(String destination) {
        return Optional.ofNullable(settings.zone(destination))
                .map(ZoneId::getId)
                .or(() -> fetches.stream()
                        .filter(it -> it.destination().equals(destination))
                        .map(Fetch::zone)
                        .filter(Objects::nonNull)
                        .findFirst())
                .orElse(ZoneOffset.UTC.getId());
    }
}
