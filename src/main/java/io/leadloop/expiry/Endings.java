package io.leadloop.expiry;

import io.leadloop.expiry.Expiry.Holder;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private final Map<Holder, MultiGauge> daysLeft = new EnumMap<>(Holder.class);

    Endings(List<Expiries> rooms, ExpirySettings settings, MeterRegistry metrics, Clock clock) {
        this.rooms = rooms;
        this.settings = settings;
        this.clock = clock;
        for (Holder holder : Holder.values()) {
            daysLeft.put(
                    holder,
                    MultiGauge.builder("leadloop." + tag(holder) + ".days.left").register(metrics));
        }
        count();
    }

    /** Renews the list of metrics: connections are made, changed and removed while the node runs. */
    public void count() {
        daysLeft.forEach((holder, gauge) -> {
            Map<Tags, Expiry> counted = new LinkedHashMap<>();
            of(holder).stream()
                    .map(Ending::expiry)
                    .forEach(it -> counted.put(
                            Tags.of(tag(holder), it.name(), "what", it.what().name()), it));
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            counted.forEach((tags, expiry) -> rows.add(MultiGauge.Row.of(tags, () -> leastOf(expiry))));
            gauge.register(rows, true);
        });
    }

    /** Of several versions of one source the first to end counts. */
    private long leastOf(Expiry one) {
        return all().stream()
                .filter(it -> it.expiry().holder() == one.holder()
                        && it.expiry().name().equals(one.name())
                        && it.expiry().what() == one.what())
                .mapToLong(Ending::daysLeft)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static String tag(Holder holder) {
        return holder.name().toLowerCase(Locale.ROOT);
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
