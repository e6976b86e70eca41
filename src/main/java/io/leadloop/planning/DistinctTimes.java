package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionTimes;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps conversions of one lead, and those of one click that two leads came by, apart by a second each where the platform would
 * take them for one: it knows a conversion by click, action and second. The time that was given at birth stays; adjustments and repetitions name it again.
 */
@Component
class DistinctTimes {

    private final Destinations destinations;
    private final ConversionTimes times;

    DistinctTimes(Destinations destinations, ConversionTimes times) {
        this.destinations = destinations;
        this.times = times;
    }

    /** The same conversions in order, those that would share a second with another one a second or more later. */
    List<Conversion> apart(List<Conversion> born) {
        List<Conversion> concerned =
                born.stream().filter(this::isCountedBySecond).toList();
        if (concerned.isEmpty()) {
            return born;
        }
        Map<UUID, String> clicks = times.clicks(concerned);
        Set<ConversionTimes.Second> taken = new HashSet<>(times.taken(concerned));
        List<Conversion> apart = new ArrayList<>();
        for (Conversion it : born) {
            apart.add(isCountedBySecond(it) ? apart(it, clicks.get(it.clickId()), taken) : it);
        }
        return apart;
    }

    private static Conversion apart(Conversion it, @Nullable String click, Set<ConversionTimes.Second> taken) {
        Instant at = it.occurredAt();
        while (ConversionTimes.Second.of(it, click, at).stream().anyMatch(taken::contains)) {
            at = at.plusSeconds(1);
        }
        taken.addAll(ConversionTimes.Second.of(it, click, at));
        return at.equals(it.occurredAt())
                ? it
                : it.change().occurredAt(at).notBefore(later(it, at)).done();
    }

    /** Not before the second that it is told with has come. */
    private static @Nullable Instant later(Conversion it, Instant at) {
        Instant from = it.notBefore();
        boolean isAhead = at.isAfter(it.createdAt());
        return isAhead && (from == null || at.isAfter(from))
                ? at.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)
                : from;
    }

    private boolean isCountedBySecond(Conversion it) {
        return !it.isAdjustment()
                && destinations
                        .find(it.destination())
                        .map(Destination::countsBySecond)
                        .orElse(false);
    }
}
