package io.leadloop.expiry;

import io.leadloop.expiry.Expiry.Holder;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Everything that ends, of all destinations and sources: lists it, warns of it in the log, and counts its days. */
@Component
public class Endings {

    private static final List<Long> REMIND_ON = List.of(60L, 30L, 14L);
    private static final long DAILY_FROM = 7;
    private static final Logger log = LoggerFactory.getLogger(Endings.class);

    private final List<Expiries> rooms;
    private final ExpirySettings settings;
    private final Clock clock;

    Endings(List<Expiries> rooms, ExpirySettings settings, MeterRegistry metrics, Clock clock) {
        this.rooms = rooms;
        this.settings = settings;
        this.clock = clock;
        Set<List<Object>> counted = new HashSet<>();
        for (Ending ending : all()) {
            Expiry expiry = ending.expiry();
            // Of several versions of one source the first to end counts.
            if (counted.add(List.of(expiry.holder(), expiry.name(), expiry.what()))) {
                Gauge.builder("leadloop." + tag(expiry.holder()) + ".days.left", () -> leastOf(expiry))
                        .tag(tag(expiry.holder()), expiry.name())
                        .tag("what", expiry.what().name())
                        .register(metrics);
            }
        }
    }

    private static String tag(Holder holder) {
        return holder.name().toLowerCase(Locale.ROOT);
    }

    private long leastOf(Expiry one) {
        return all().stream()
                .filter(it -> it.expiry().holder() == one.holder()
                        && it.expiry().name().equals(one.name())
                        && it.expiry().what() == one.what())
                .mapToLong(Ending::daysLeft)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Every known end of what is configured, the first to end first. */
    public List<Ending> all() {
        return rooms.stream()
                .flatMap(it -> it.expiries().stream())
                .map(this::ending)
                .sorted(Comparator.comparingLong(Ending::daysLeft))
                .toList();
    }

    public List<Ending> of(Holder holder) {
        return all().stream().filter(it -> it.expiry().holder() == holder).toList();
    }

    /** What a person should see now. */
    public List<Ending> soon() {
        return all().stream().filter(Ending::isSoon).toList();
    }

    private Ending ending(Expiry expiry) {
        long daysLeft = ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), expiry.ends());
        return new Ending(expiry, daysLeft, daysLeft <= settings.warnBefore().toDays());
    }

    @EventListener(ApplicationReadyEvent.class)
    void warnAtStart() {
        soon().forEach(Endings::warn);
    }

    @RunsAs(Watch.PLATFORM_VERSIONS)
    void remind() {
        soon().stream()
                .filter(it -> it.daysLeft() == settings.warnBefore().toDays()
                        || REMIND_ON.contains(it.daysLeft())
                        || it.daysLeft() <= DAILY_FROM)
                .forEach(Endings::warn);
    }

    private static void warn(Ending ending) {
        log.warn("{}={}: {}", tag(ending.expiry().holder()), ending.expiry().name(), ending.words());
    }
}
