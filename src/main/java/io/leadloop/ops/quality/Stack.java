package io.leadloop.ops.quality;

import io.leadloop.quality.DeliveryBreakdown;
import io.leadloop.quality.DeliveryStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A chart of stacked bars: one bar for each label, one part of it for each series, which the legend names in words. */
record Stack(String labels, String series, String legend, String values, int bars) {

    /** Names of bars as a canvas has them; a campaign may hold the sign that separates them. */
    static String labels(Stream<String> names) {
        return names.map(it -> it.replace('|', '/')).collect(Collectors.joining("|"));
    }

    static Stack of(List<DeliveryBreakdown> breakdowns, FigureNames names) {
        Map<String, DeliveryBreakdown> bars = new LinkedHashMap<>();
        names.inOrder(DeliveryBreakdown.overDays(breakdowns))
                .forEach(it -> bars.put(names.stage(it.stage()) + " to " + names.account(it.destination()), it));
        List<String> series = new ArrayList<>();
        List<String> legend = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (DeliveryStatus status : DeliveryStatus.values()) {
            boolean stands = bars.values().stream().anyMatch(it -> it.on(status) > 0);
            if (status != DeliveryStatus.NOT_THEIRS && stands) {
                series.add(status.name());
                legend.add(status.label());
                values.add(bars.values().stream()
                        .map(it -> Long.toString(it.on(status)))
                        .collect(Collectors.joining("|")));
            }
        }
        return new Stack(
                labels(bars.keySet().stream()),
                String.join("|", series),
                String.join("|", legend),
                String.join(";", values),
                bars.size());
    }
}
