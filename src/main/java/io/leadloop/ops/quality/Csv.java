package io.leadloop.ops.quality;

import io.leadloop.quality.ActionFigures;
import io.leadloop.quality.Comparison;
import io.leadloop.quality.Dying;
import io.leadloop.quality.FunnelGroup;
import io.leadloop.quality.Ladder;
import io.leadloop.quality.QualityRows;
import io.leadloop.quality.Rung;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/** Figures as CSV, with a header; empty where nothing is known. */
final class Csv {

    private Csv() {}

    static String scorecard(List<ActionFigures> figures) {
        return table(
                "source,stage,destination,action,role,rows,accepted,refused,waiting,rejected,too_late,by_click,by_contact,"
                        + "unmatched,with_value,leads,became_deep,became_won,revenue,currency",
                figures,
                it -> row(
                        it.source(),
                        it.stage(),
                        it.destination(),
                        it.action(),
                        it.role(),
                        it.rows(),
                        it.accepted(),
                        it.refused(),
                        it.waiting(),
                        it.rejected(),
                        it.lostToWindows(),
                        it.byClick(),
                        it.byContact(),
                        it.unmatched(),
                        it.withValue(),
                        it.leads(),
                        it.becameDeep(),
                        it.becameWon(),
                        it.revenue(),
                        it.currency()));
    }

    static String reconciliation(List<Ladder> ladders) {
        String rungs = String.join(",", names(Rung.values()));
        String verdicts = String.join(",", names(Ladder.Verdict.values()));
        return table("day,stage,destination,action,said," + rungs + "," + verdicts, ladders, it -> {
            List<@Nullable Object> row = row(it.day(), it.stage(), it.destination(), it.action(), it.said());
            for (Rung rung : Rung.values()) {
                row.add(it.on(rung));
            }
            for (Ladder.Verdict verdict : Ladder.Verdict.values()) {
                row.add(it.verdict(verdict));
            }
            return row;
        });
    }

    static String comparison(List<Comparison> comparisons) {
        return table(
                "day,destination,action,basis,told,outside_window,not_counted,expected,reported,unexplained,too_young,words",
                comparisons,
                it -> row(
                        it.day(),
                        it.destination(),
                        it.action(),
                        it.basis(),
                        it.told(),
                        it.outsideWindow(),
                        it.notCounted(),
                        it.expected(),
                        it.reported(),
                        it.unexplained(),
                        it.isTooYoung(),
                        it.words()));
    }

    static String funnel(String by, List<String> steps, List<FunnelGroup> groups) {
        String reached = String.join(",", steps.stream().map(Csv::lower).toList());
        return table(
                by + ",leads," + reached + ",revenue,taken_back,refunded,unpriced,cost,roas,currency", groups, it -> {
                    List<@Nullable Object> row = row(it.name(), it.leads());
                    row.addAll(it.reached());
                    row.addAll(row(
                            it.revenue(),
                            it.takenBack(),
                            it.refunded(),
                            it.unpriced(),
                            it.cost(),
                            it.roas(),
                            it.currency()));
                    return row;
                });
    }

    static String forecast(List<Dying> dying) {
        return table(
                "destination,stage,leads,worth,currency,unpriced,first,last",
                dying,
                it -> row(
                        it.destination(),
                        it.stage(),
                        it.leads(),
                        it.worth(),
                        it.currency(),
                        it.unpriced(),
                        it.first(),
                        it.last()));
    }

    static String rows(List<QualityRows.Row> rows) {
        return table(
                "lead_id,conversion_id,source,stage,destination,action,rung,reason,occurred_at,amount,currency",
                rows,
                it -> row(
                        it.leadId(),
                        it.conversionId(),
                        it.source(),
                        it.stage(),
                        it.destination(),
                        it.action(),
                        it.rung(),
                        it.reason(),
                        it.occurredAt(),
                        it.amount(),
                        it.currency()));
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(it -> lower(it.name())).toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static List<@Nullable Object> row(@Nullable Object... columns) {
        return new ArrayList<>(Arrays.asList(columns));
    }

    private static <T> String table(String header, List<T> of, Function<T, List<@Nullable Object>> row) {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (T it : of) {
            text.append(CSVFormat.DEFAULT.format(row.apply(it).toArray())).append('\n');
        }
        return text.toString();
    }
}
