package io.leadloop.planning;

import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.lead.ClickId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Until when a platform takes conversions for a click.
 *
 * @param destination the platform's id
 * @param platform its name
 * @param ends null where the platform knows no limit, or nobody told when the click happened
 */
public record ClickLife(
        ClickId click,
        String destination,
        String platform,
        @Nullable Instant ends) {

    /** One for each click and each destination that is on and matches by clicks of its kind; the soonest end first. */
    public static List<ClickLife> of(Collection<ClickId> clicks, Collection<Destination> destinations) {
        return clicks.stream()
                .flatMap(click -> destinations.stream()
                        .filter(it ->
                                it.isOn() && it.profile().matching().clickIds().contains(click.kind()))
                        .map(it -> of(click, it.profile())))
                .sorted(Comparator.comparing(ClickLife::ends, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private static ClickLife of(ClickId click, DestinationProfile platform) {
        Instant clickedAt = click.clickedAt();
        Duration oldest = platform.windows().maxClickAge();
        Instant ends = clickedAt == null || oldest == null ? null : clickedAt.plus(oldest);
        return new ClickLife(click, platform.id(), platform.name(), ends);
    }

    /** The click that expires next; empty when none has a known end that is still to come. */
    public static Optional<ClickLife> next(List<ClickLife> lives, Instant now) {
        return lives.stream()
                .filter(it -> it.ends() != null && it.ends().isAfter(now))
                .findFirst();
    }

    /** Whole days from then on; below zero when it is over. Null without a known end. */
    public @Nullable Long daysLeft(Instant now) {
        return ends == null
                ? null
                : Math.floorDiv(
                        Duration.between(now, Objects.requireNonNull(ends)).toSeconds(), 86_400L);
    }
}
