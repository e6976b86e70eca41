package io.leadloop.destination;

import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Warns before something ends that uploads need: the platform's API version, the configured credentials. */
@Component
public class DestinationHealth {

    private static final long SOON = 60;
    private static final List<Long> REMIND_ON = List.of(60L, 30L, 7L);
    private static final long DAILY_FROM = 7;
    private static final Logger log = LoggerFactory.getLogger(DestinationHealth.class);

    private final Destinations destinations;
    private final PlatformSettings settings;
    private final Clock clock;

    DestinationHealth(Destinations destinations, PlatformSettings settings, MeterRegistry metrics, Clock clock) {
        this.destinations = destinations;
        this.settings = settings;
        this.clock = clock;
        for (Ending ending : endings()) {
            Gauge.builder("leadloop.destination.days.left", () -> daysLeft(ending.ends()))
                    .tag("destination", ending.destination())
                    .tag("what", ending.what().name())
                    .register(metrics);
        }
    }

    /** What ends. */
    public enum What {
        API_VERSION("set a newer api-version"),
        CREDENTIALS("renew the credentials and set credentials-end anew");

        private final String whatToDo;

        What(String whatToDo) {
            this.whatToDo = whatToDo;
        }
    }

    /**
     * @param ends the last day but one: on this day it is over
     * @param daysLeft below zero when it is over
     */
    public record Ending(String destination, What what, String name, LocalDate ends, long daysLeft) {

        /** Whether a person should see it: 60 days before the end and from then on. */
        public boolean isSoon() {
            return daysLeft <= SOON;
        }

        public String words() {
            String when = daysLeft < 0 ? "ended on " + ends : "ends on " + ends + ", in " + daysLeft + " days";
            return name + " " + when + ": " + what.whatToDo + " under leadloop.destinations." + destination + ".";
        }
    }

    /** Everything of destinations that are on and whose end is known. */
    public List<Ending> endings() {
        List<Ending> endings = new ArrayList<>();
        destinations.all().stream().filter(Destination::isOn).forEach(it -> {
            DestinationProfile profile = it.profile();
            PlatformSettings.Account account = settings.account(profile.id());
            LocalDate version = account.apiVersionEnds() != null
                    ? account.apiVersionEnds()
                    : profile.api().ends();
            add(
                    endings,
                    profile.id(),
                    What.API_VERSION,
                    "API version " + profile.api().version(),
                    version);
            add(endings, profile.id(), What.CREDENTIALS, "The access token or secret", account.credentialsEnd());
        });
        return endings;
    }

    private void add(List<Ending> endings, String destination, What what, String name, @Nullable LocalDate ends) {
        if (ends != null) {
            endings.add(new Ending(destination, what, name, ends, daysLeft(ends)));
        }
    }

    private long daysLeft(LocalDate ends) {
        return ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), ends);
    }

    @EventListener(ApplicationReadyEvent.class)
    void warnAtStart() {
        endings().stream().filter(Ending::isSoon).forEach(DestinationHealth::warn);
    }

    @RunsAs(Watch.PLATFORM_VERSIONS)
    void remind() {
        endings().stream()
                .filter(it -> REMIND_ON.contains(it.daysLeft()) || it.daysLeft() <= DAILY_FROM)
                .forEach(DestinationHealth::warn);
    }

    private static void warn(Ending ending) {
        log.warn("{}: {}", ending.destination(), ending.words());
    }
}
