package io.leadloop.ops.quality;

import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.quality.ActionFigures;
import io.leadloop.quality.DeliveryBreakdown;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Destinations that nobody connected: pages name them in one line instead of listing their rows. Files hold all. */
@Component
class NotConnected {

    private final Destinations destinations;

    NotConnected(Destinations destinations) {
        this.destinations = destinations;
    }

    /** Ids of those that are off and to which nothing was under way in all of these lines. */
    Set<String> among(List<DeliveryBreakdown> lines) {
        Set<String> off = off();
        lines.stream().filter(it -> !it.isOurDecisionOnly()).forEach(it -> off.remove(it.destination()));
        off.retainAll(lines.stream().map(DeliveryBreakdown::destination).collect(Collectors.toSet()));
        return off;
    }

    /** The same by the actions of a scorecard. */
    Set<String> amongActions(List<ActionFigures> figures) {
        Set<String> off = off();
        figures.stream().filter(it -> it.rows() != it.refused()).forEach(it -> off.remove(it.destination()));
        off.retainAll(figures.stream().map(ActionFigures::destination).collect(Collectors.toSet()));
        return off;
    }

    private Set<String> off() {
        return destinations.all().stream()
                .filter(it -> !it.isOn())
                .map(Destination::profile)
                .map(it -> it.id())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
