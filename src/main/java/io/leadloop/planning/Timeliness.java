package io.leadloop.planning;

import io.leadloop.conversion.Refusal;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.EventLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a platform still takes a conversion. Asked when it is planned and again before each attempt, because a
 * conversion that waits grows old. A time that only stands in for the click's own refuses nothing: a click that was first seen
 * with its lead happened before, and an old record of the CRM may get a new click.
 */
public final class Timeliness {

    private Timeliness() {}

    public static Optional<Refusal> refusal(
            DestinationProfile platform, Instant occurredAt, @Nullable ClickId click, Instant now) {
        if (occurredAt.isAfter(now.plus(EventLimits.CLOCK_SKEW))) {
            return Optional.of(Refusal.EVENT_IN_FUTURE);
        }
        if (occurredAt.isBefore(now.minus(platform.windows().maxEventAge()))) {
            return Optional.of(Refusal.EVENT_TOO_OLD);
        }
        Instant clickedAt = click == null ? null : click.ownTime();
        if (clickedAt == null) {
            return Optional.empty();
        }
        Duration oldest = platform.windows().maxClickAge();
        if (oldest != null && clickedAt.isBefore(now.minus(oldest))) {
            return Optional.of(Refusal.CLICK_TOO_OLD);
        }
        // CRMs tell whole seconds, browsers thousandths of them.
        return clickedAt.truncatedTo(ChronoUnit.SECONDS).isAfter(occurredAt)
                ? Optional.of(Refusal.CONVERSION_BEFORE_CLICK)
                : Optional.empty();
    }

    /** When the chance to tell the platform ends. */
    public static Instant sendBefore(DestinationProfile platform, Instant occurredAt, @Nullable ClickId click) {
        Instant eventEnds = occurredAt.plus(platform.windows().maxEventAge());
        Instant clickedAt = click == null ? null : click.ownTime();
        Duration oldest = platform.windows().maxClickAge();
        if (clickedAt == null || oldest == null) {
            return eventEnds;
        }
        Instant clickEnds = clickedAt.plus(oldest);
        return clickEnds.isBefore(eventEnds) ? clickEnds : eventEnds;
    }

    /**
     * From when on the platform takes it; null for at once. A time that only stands in for the click's own and lies in the future,
     * as that of a record whose day and month are swapped, is no time of the click and delays nothing.
     */
    static @Nullable Instant notBefore(DestinationProfile platform, @Nullable ClickId click, Instant now) {
        Instant clickedAt = click == null ? null : click.clickedAt();
        if (click == null
                || clickedAt == null
                || click.timeStandsIn() && clickedAt.isAfter(now.plus(EventLimits.CLOCK_SKEW))) {
            return null;
        }
        Instant from = clickedAt.plus(platform.windows().holdAfterClick());
        return from.isAfter(now) ? from : null;
    }
}
