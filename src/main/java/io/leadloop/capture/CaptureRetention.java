package io.leadloop.capture;

import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Deletes captured click ids after {@code leadloop.capture.keep}. The bare reference stays as long again, so that a late event
 * hears that it has expired and not that it never was.
 */
@Component
class CaptureRetention {

    private final Captures captures;
    private final CaptureSettings settings;
    private final Clock clock;

    CaptureRetention(Captures captures, CaptureSettings settings, Clock clock) {
        this.captures = captures;
        this.settings = settings;
        this.clock = clock;
    }

    @RunsAs(Watch.FORGET_CAPTURES)
    void forget() {
        Instant now = clock.instant();
        captures.expire(now.minus(settings.keep()), now);
        captures.delete(now.minus(settings.keep().multipliedBy(2)));
    }
}
