package io.leadloop.ops.overview;

import io.leadloop.lead.Stage;
import io.leadloop.quality.Period;
import io.leadloop.quality.RecentFigures.StageDay;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The stages reached on each day of a period, as the chart on the page reads it. Stages that nobody reached are left out.
 *
 * @param first the first day (UTC)
 */
record StageDays(LocalDate first, List<Line> lines) {

    /** One stage: its steps on each day, the first day first. */
    record Line(String name, List<Long> steps) {

        long sum() {
            return steps.stream().mapToLong(Long::longValue).sum();
        }
    }

    static StageDays of(List<Stage> stages, List<StageDay> steps, Period period) {
        Map<String, Map<LocalDate, Long>> known = new HashMap<>();
        steps.forEach(it ->
                known.computeIfAbsent(it.stage(), stage -> new HashMap<>()).put(it.day(), it.steps()));
        return new StageDays(
                period.from(),
                stages.stream()
                        .filter(it -> known.containsKey(it.id()))
                        .map(it -> new Line(it.name(), days(known.getOrDefault(it.id(), Map.of()), period)))
                        .toList());
    }

    private static List<Long> days(Map<LocalDate, Long> steps, Period period) {
        return period.from()
                .datesUntil(period.until().plusDays(1))
                .map(it -> steps.getOrDefault(it, 0L))
                .toList();
    }

    /** The names of the stages, separated by {@code |}. */
    public String names() {
        return lines.stream().map(Line::name).collect(Collectors.joining("|"));
    }

    /** The stages' steps, separated by {@code ;}, those of the days by {@code |}. */
    public String values() {
        return lines.stream()
                .map(it -> it.steps().stream().map(String::valueOf).collect(Collectors.joining("|")))
                .collect(Collectors.joining(";"));
    }

    /** For who cannot see it: {@code MQL 12, SQL 4}. */
    public String inWords() {
        return lines.isEmpty()
                ? "none"
                : lines.stream().map(it -> it.name() + " " + it.sum()).collect(Collectors.joining(", "));
    }
}
