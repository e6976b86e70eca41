package io.leadloop.quality;

import io.leadloop.lead.Stage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the figures of the funnel and the costs by day and country, for lift tests. */
@Component
public class GeoPanels {

    private final Funnels funnels;
    private final Clock clock;

    GeoPanels(Funnels funnels, Clock clock) {
        this.funnels = funnels;
        this.clock = clock;
    }

    /** The leads and costs are those of {@link Funnels#groups}, so that the sums are the same. */
    public GeoPanel of(Period period, Slice slice) {
        List<Stage> steps = funnels.allSteps();
        List<String> stages = steps.stream().map(Stage::id).toList();
        Map<String, List<Cost>> costs = new TreeMap<>();
        funnels.costsByDayAndCountry(period, slice).stream()
                .map(Cost::of)
                .forEach(it -> costs.computeIfAbsent(it.platform(), platform -> new ArrayList<>())
                        .add(it));
        List<String> platforms = costs.keySet().stream()
                .filter(it -> isByCountry(costs.getOrDefault(it, List.of())))
                .toList();
        List<String> withoutCountry =
                costs.keySet().stream().filter(it -> !platforms.contains(it)).toList();

        Map<LocalDate, Map<String, GeoPanel.Row>> filled = new HashMap<>();
        List<BigDecimal> nothing = Collections.nCopies(platforms.size(), BigDecimal.ZERO);
        for (FunnelGroup group : funnels.byDayAndCountry(period, slice, steps)) {
            put(filled, row(group, nothing));
        }
        for (int i = 0; i < platforms.size(); i++) {
            for (Cost cost : costs.getOrDefault(platforms.get(i), List.of())) {
                GeoPanel.Row row = filled.getOrDefault(cost.day(), Map.of()).get(cost.location());
                GeoPanel.Row found = row == null ? empty(cost, stages.size(), nothing) : row;
                List<BigDecimal> spend = new ArrayList<>(found.spend());
                spend.set(i, cost.amount() == null ? BigDecimal.ZERO : cost.amount());
                put(filled, found.spent(spend));
            }
        }
        return new GeoPanel(
                untilNow(period, filled),
                stages,
                locations(filled),
                platforms,
                withoutCountry,
                filled,
                funnels.currency());
    }

    /** @param amount null where a rate of exchange is missing */
    private record Cost(
            LocalDate day,
            String location,
            String platform,
            @Nullable BigDecimal amount) {

        private static Cost of(Funnels.Cost cost) {
            String[] key = cost.name().split(" ", 3);
            return new Cost(LocalDate.parse(key[0]), key[1].toLowerCase(Locale.ROOT), key[2], cost.amount());
        }
    }

    private static boolean isByCountry(List<Cost> costs) {
        return costs.stream().allMatch(it -> it.amount() != null)
                && costs.stream().anyMatch(it -> !it.location().equals(GeoPanel.UNKNOWN));
    }

    private static void put(Map<LocalDate, Map<String, GeoPanel.Row>> filled, GeoPanel.Row row) {
        filled.computeIfAbsent(row.date(), day -> new HashMap<>()).put(row.location(), row);
    }

    private static GeoPanel.Row row(FunnelGroup group, List<BigDecimal> spend) {
        String[] key = group.name().split(" ", 2);
        return new GeoPanel.Row(
                LocalDate.parse(key[0]),
                key[1].toLowerCase(Locale.ROOT),
                group.leads(),
                group.reached(),
                group.revenue() == null ? BigDecimal.ZERO : group.revenue(),
                group.unpriced(),
                spend);
    }

    private static GeoPanel.Row empty(Cost cost, int stages, List<BigDecimal> spend) {
        return new GeoPanel.Row(
                cost.day(), cost.location(), 0, Collections.nCopies(stages, 0L), BigDecimal.ZERO, 0, spend);
    }

    private static List<String> locations(Map<LocalDate, Map<String, GeoPanel.Row>> filled) {
        TreeSet<String> found = new TreeSet<>();
        filled.values().forEach(it -> found.addAll(it.keySet()));
        List<String> locations = new ArrayList<>(found);
        if (locations.remove(GeoPanel.UNKNOWN)) {
            locations.add(GeoPanel.UNKNOWN);
        }
        return List.copyOf(locations);
    }

    private Period untilNow(Period period, Map<LocalDate, ?> filled) {
        LocalDate last = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (LocalDate day : filled.keySet()) {
            last = day.isAfter(last) ? day : last;
        }
        boolean endsLater = period.until().isAfter(last) && !period.from().isAfter(last);
        return endsLater ? new Period(period.from(), last) : period;
    }
}
