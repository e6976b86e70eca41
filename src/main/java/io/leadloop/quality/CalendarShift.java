package io.leadloop.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds days of an account that end at another hour than ours: what the one misses, the days right beside it count too many. A run
 * of days that differ and whose differences sum up to nought is such a shift; one day alone never is.
 */
final class CalendarShift {

    private CalendarShift() {}

    private record Counted(String destination, String action, String basis) {

        static Counted of(Comparison it) {
            return new Counted(it.destination(), it.action(), it.basis().name());
        }
    }

    /** The same lines in their order, each with what a shift explains of it. */
    static List<Comparison> mark(List<Comparison> lines) {
        Map<Counted, SortedMap<LocalDate, BigDecimal>> differences = new HashMap<>();
        for (Comparison it : lines) {
            BigDecimal difference = it.difference();
            if (difference != null && difference.signum() != 0 && !it.isTooYoung()) {
                differences
                        .computeIfAbsent(Counted.of(it), key -> new TreeMap<>())
                        .put(it.day(), difference);
            }
        }
        Map<Counted, Set<LocalDate>> shifted = new HashMap<>();
        differences.forEach((counted, days) -> shifted.put(counted, shifted(days)));
        return lines.stream()
                .map(it -> {
                    BigDecimal difference = it.difference();
                    boolean isShifted =
                            shifted.getOrDefault(Counted.of(it), Set.of()).contains(it.day());
                    return isShifted && difference != null ? it.shiftedBy(difference) : it;
                })
                .toList();
    }

    private static Set<LocalDate> shifted(SortedMap<LocalDate, BigDecimal> differences) {
        Set<LocalDate> shifted = new HashSet<>();
        List<LocalDate> run = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<LocalDate, BigDecimal> day : differences.entrySet()) {
            if (!run.isEmpty() && !run.get(run.size() - 1).plusDays(1).equals(day.getKey())) {
                run.clear();
                sum = BigDecimal.ZERO;
            }
            run.add(day.getKey());
            sum = sum.add(day.getValue());
            if (sum.signum() == 0) {
                shifted.addAll(run);
                run.clear();
            }
        }
        return shifted;
    }
}
