package io.leadloop.quality;

import io.leadloop.database.SqlArray;
import io.leadloop.destination.Destinations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * How long after a click each account counts a conversion: as {@code leadloop.quality.attribution-days} says; else as the account
 * says of the action; else as its platform begins.
 */
@Component
class AttributionWindows {

    /** The tables {@code windows} (destination, days, zone) and {@code own} (destination, action, days) of a statement. */
    static final String TABLES = """
            windows as (select * from unnest(:destinations::text[], :windows::int[], :zones::text[]) as w(destination, days, zone)),
            own as (select * from unnest(:ownOf::text[], :ownActions::text[], :ownDays::int[]) as o(destination, action, own_days))
            """;

    private final QualitySettings settings;
    private final Destinations destinations;
    private final PlatformReportRows rows;
    private final ActionWindows audited;

    AttributionWindows(
            QualitySettings settings, Destinations destinations, PlatformReportRows rows, ActionWindows audited) {
        this.settings = settings;
        this.destinations = destinations;
        this.rows = rows;
        this.audited = audited;
    }

    private record Own(String destination, String action, int days) {}

    /** What {@link #TABLES} needs, and the longest of all windows in days. */
    record Windows(Map<String, Object> parameters, int longest) {}

    /** What accounts say of their actions; read before a snapshot, for the live plan may be stored at its first reading. */
    Map<String, Map<String, Integer>> told() {
        return audited.days();
    }

    /** @param told as {@link #told()} */
    Windows of(List<String> accounts, Map<String, Map<String, Integer>> told) {
        SortedMap<String, Integer> days = new TreeMap<>();
        accounts.forEach(it -> days.put(it, settings.attributionDays(it, destinations.typeOf(it))));
        List<Own> own = new ArrayList<>();
        told.forEach((account, actions) -> {
            if (days.containsKey(account) && !settings.setsAttributionDays(account)) {
                actions.forEach((action, window) -> own.add(new Own(account, action, window)));
            }
        });
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("destinations", SqlArray.of(days.entrySet(), Map.Entry::getKey));
        parameters.put("windows", SqlArray.of(days.entrySet(), Map.Entry::getValue));
        parameters.put("zones", SqlArray.of(days.keySet(), new Zones(settings, rows.fetches())::of));
        parameters.put("ownOf", SqlArray.of(own, Own::destination));
        parameters.put("ownActions", SqlArray.of(own, Own::action));
        parameters.put("ownDays", SqlArray.of(own, Own::days));
        int longest = Stream.concat(days.values().stream(), own.stream().map(Own::days))
                .mapToInt(it -> it)
                .max()
                .orElse(0);
        return new Windows(parameters, longest);
    }
}
