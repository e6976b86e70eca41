package io.leadloop.process;

import io.leadloop.conversion.PlatformRequest;
import io.leadloop.conversion.PlatformRequests;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.destination.LaterVerdicts;
import io.leadloop.destination.RequestStatus;
import io.leadloop.http.OutsideHttp;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Asks platforms that take first and judge later what they counted: half an hour after a request, then at growing
 * intervals, for a week (Data Manager API, "Diagnostics").
 */
@Component
public class LaterVerdictPoll {

    /** When a request is asked about for the first time. */
    static final Duration FIRST = Duration.ofMinutes(30);

    private static final Duration LONGEST = Duration.ofHours(8);
    private static final Duration GIVE_UP = Duration.ofDays(7);
    private static final int MOST_AT_ONCE = 50;
    private static final Logger log = LoggerFactory.getLogger(LaterVerdictPoll.class);

    private final Destinations destinations;
    private final PlatformRequests requests;
    private final UploadSettings settings;
    private final MeterRegistry metrics;
    private final Clock clock;

    LaterVerdictPoll(
            Destinations destinations,
            PlatformRequests requests,
            UploadSettings settings,
            MeterRegistry metrics,
            Clock clock) {
        this.destinations = destinations;
        this.requests = requests;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        // An alert on the growth of a counter misses a first case that is the counter's birth.
        destinations.whenChanged(() -> destinations.all().stream()
                .filter(it -> it.isOn() && it instanceof LaterVerdicts)
                .map(it -> it.profile().id())
                .forEach(it -> {
                    for (RequestStatus.State state : RequestStatus.State.values()) {
                        counter(it, state);
                    }
                }));
    }

    private Counter counter(String destination, RequestStatus.State state) {
        return metrics.counter("leadloop.conversion.verdicts", "destination", destination, "state", state.name());
    }

    @RunsAs(Watch.LATER_VERDICTS)
    void pollOnSchedule() {
        if (settings.enabled()) {
            poll();
        }
    }

    /** Asks about everything that is due. */
    public void poll() {
        for (Destination destination : destinations.all()) {
            if (destination.isOn() && destination instanceof LaterVerdicts judge) {
                String id = destination.profile().id();
                Instant now = clock.instant();
                requests.claim(id, now, now.plus(FIRST), MOST_AT_ONCE).forEach(it -> ask(judge, it));
            }
        }
    }

    private void ask(LaterVerdicts judge, PlatformRequest request) {
        Instant now = clock.instant();
        try {
            Optional<RequestStatus> status = judge.statusOf(request.receipt());
            if (status.isPresent()) {
                settle(request, status.get(), now);
            } else {
                askLater(request, now);
            }
        } catch (OutsideHttp.NoAnswer | OAuth2AuthorizationException | RestClientException later) {
            log.info(
                    "Could not ask {} about request {}; asking again later: {}",
                    request.destination(),
                    request.receipt(),
                    later.getClass().getSimpleName());
            askLater(request, now);
        } catch (RuntimeException e) {
            log.error("The answer of {} about request {} cannot be read", request.destination(), request.receipt(), e);
            askLater(request, now);
        }
    }

    /** At growing intervals; for a week. */
    private void askLater(PlatformRequest request, Instant now) {
        if (now.isAfter(request.sentAt().plus(GIVE_UP))) {
            settle(request, new RequestStatus(RequestStatus.State.UNKNOWN, 0, Map.of()), now);
        } else {
            requests.pollAgain(request, now.plus(wait(request.polls())));
        }
    }

    private void settle(PlatformRequest request, RequestStatus status, Instant now) {
        Long counted = status.state() == RequestStatus.State.UNKNOWN ? null : Long.valueOf(status.counted());
        requests.settle(request, status.state().name(), counted, status.reasons(), status.warnings(), now);
        counter(request.destination(), status.state()).increment();
        if (!status.reasons().isEmpty()) {
            log.warn(
                    "{} did not count {} of {} conversions of request {}: {}",
                    request.destination(),
                    request.conversions() - status.counted(),
                    request.conversions(),
                    request.receipt(),
                    status.reasons());
        }
    }

    private static Duration wait(int polls) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(polls, 10));
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
