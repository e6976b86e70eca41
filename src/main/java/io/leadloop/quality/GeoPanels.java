package io.leadloop.quality;

import io.leadloop.lead.Stage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Reads the figures of the funnel by day and country, for lift tests. */
@Component
public class GeoPanels {

    private final Funnels funnels;
    private final Clock clock;

    GeoPanels(Funnels funnels, Clock clock) {
        this.funnels = funnels;
        this.clock = clock;
    }

    /** The leads are those of {@link Funnels#groups(Period, String, Slice)}, so that the sums are the funnel's. */
    public GeoPanel of(Period period, Slice slice) {
        List<String> stages = funnels.steps().stream().map(Stage::id).toList();
        Map<LocalDate, Map<String, GeoPanel.Row>> filled = new HashMap<>();
        TreeSet<String> locations = new TreeSet<>();
        LocalDate last = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (FunnelGroup group : funnels.byDayAndCountry(period, slice)) {
            GeoPanel.Row row = row(group);
            filled.computeIfAbsent(row.date(), day -> new HashMap<>()).put(row.location(), row);
            locations.add(row.location());
            last = row.date().isAfter(last) ? row.date() : last;
        }
        List<String> ordered = new ArrayList<>(locations);
        if (ordered.remove(GeoPanel.UNKNOWN)) {
            ordered.add(GeoPanel.UNKNOWN);
        }
        boolean endsLater = period.until().isAfter(last) && !period.from().isAfter(last);
        Period known = endsLater ? new Period(period.from(), last) : period;
        return new GeoPanel(known, stages, List.copyOf(ordered), filled, funnels.currency());
    }

    private static GeoPanel.Row row(FunnelGroup group) {
        String[] key = group.name().split(" ", 2);
        return new GeoPanel.Row(
                LocalDate.parse(key[0]),
                key[1].toLowerCase(Locale.ROOT),
                group.leads(),
                group.reached(),
                group.revenue() == null ? BigDecimal.ZERO : group.revenue(),
                group.unpriced());
    }
}
