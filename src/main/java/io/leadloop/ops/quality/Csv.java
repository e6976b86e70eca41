package io.leadloop.ops.quality;

import io.leadloop.csv.CsvLine;
import io.leadloop.quality.ActionFigures;
import io.leadloop.quality.Comparison;
import io.leadloop.quality.DeliveryBreakdown;
import io.leadloop.quality.DeliveryStatus;
import io.leadloop.quality.ExpiringClicks;
import io.leadloop.quality.Forecasts;
import io.leadloop.quality.FunnelGroup;
import io.leadloop.quality.GeoPanel;
import io.leadloop.quality.QualityRows;
import io.leadloop.quality.StageTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Figures as CSV, with a header; empty where nothing is known. */
final class Csv {

    private static final Set<String> GEO_COLUMNS =
            Set.of("date", "location", "leads", "revenue", "unpriced", "currency");

    private Csv() {}

    static String scorecard(List<ActionFigures> figures) {
        return table(
                "source,stage,destination,action,role,rows,accepted,refused,waiting,rejected,too_late,by_click,by_contact,"
                        + "unmatched,with_value,leads,became_deep,became_won,revenue,currency,repeated,already_there,values,lowest,"
                        + "middle,highest,value_currency,value_missing,seconds_until_accepted,seconds_since_click,counted,"
                        + "not_counted,unpriced",
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
                        it.currency(),
                        it.repeated(),
                        it.alreadyThere(),
                        it.values(),
                        it.lowest(),
                        it.middle(),
                        it.highest(),
                        it.valueCurrency(),
                        it.valueMissing(),
                        seconds(it.untilAccepted()),
                        seconds(it.sinceClick()),
                        it.counted(),
                        it.notCounted(),
                        it.unpriced()));
    }

    private static @Nullable Long seconds(@Nullable Duration time) {
        return time == null ? null : time.toSeconds();
    }

    static String reconciliation(List<DeliveryBreakdown> breakdowns) {
        String statuses = String.join(",", names(DeliveryStatus.values()));
        String verdicts = String.join(",", names(DeliveryBreakdown.Verdict.values()));
        return table("day,stage,destination,action,said," + statuses + "," + verdicts, breakdowns, it -> {
            List<@Nullable Object> row = row(it.day(), it.stage(), it.destination(), it.action(), it.said());
            for (DeliveryStatus status : DeliveryStatus.values()) {
                row.add(it.on(status));
            }
            for (DeliveryBreakdown.Verdict verdict : DeliveryBreakdown.Verdict.values()) {
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
                by + ",leads," + reached + ",revenue,taken_back,refunded,unpriced,cost,roas,paid_back_after,currency",
                groups,
                it -> {
                    List<@Nullable Object> row = row(it.name(), it.leads());
                    row.addAll(it.reached());
                    row.addAll(row(
                            it.revenue(),
                            it.takenBack(),
                            it.refunded(),
                            it.unpriced(),
                            it.cost(),
                            it.roas(),
                            it.paidBackAfter(),
                            it.currency()));
                    return row;
                });
    }

    static String forecast(List<ExpiringClicks> expiring) {
        return table(
                "destination,stage,leads,deal_value,currency,unpriced,first,last",
                expiring,
                it -> row(
                        it.destination(),
                        it.stage(),
                        it.leads(),
                        it.dealValue(),
                        it.currency(),
                        it.unpriced(),
                        it.first(),
                        it.last()));
    }

    static String expiringLeads(List<Forecasts.ExpiringLead> leads) {
        return table(
                "lead_id,source,crm_id,stage,since,amount,currency,expires_at",
                leads,
                it -> row(
                        it.leadId(),
                        it.source(),
                        it.externalId(),
                        it.stage(),
                        it.since(),
                        it.amount(),
                        it.currency(),
                        it.expiresAt()));
    }

    static String unsent(List<Forecasts.Unsent> unsent) {
        return table(
                "destination,stage,state,reason,conversions,amount,currency,first",
                unsent,
                it -> row(
                        it.destination(),
                        it.stage(),
                        it.state(),
                        it.reason(),
                        it.conversions(),
                        it.amount(),
                        it.currency(),
                        it.first()));
    }

    static String times(List<StageTimes.Passage> passages) {
        return table(
                "from,to,leads,seconds_half,seconds_nine_of_ten",
                passages,
                it -> row(
                        it.from(),
                        it.to(),
                        it.leads(),
                        it.half().toSeconds(),
                        it.most().toSeconds()));
    }

    static String rows(List<QualityRows.Row> rows) {
        return table(
                "lead_id,conversion_id,source,stage,destination,action,delivery_status,reason,occurred_at,amount,currency",
                rows,
                it -> row(
                        it.leadId(),
                        it.conversionId(),
                        it.source(),
                        it.stage(),
                        it.destination(),
                        it.action(),
                        it.deliveryStatus(),
                        it.reason(),
                        it.occurredAt(),
                        it.amount(),
                        it.currency()));
    }

    /** Written as it is read: a year of many countries has tens of thousands of lines. */
    static void geo(GeoPanel panel, Appendable out) throws IOException {
        out.append("date,location,leads,");
        for (String stage : panel.stages()) {
            out.append(stageColumn(stage)).append(',');
        }
        out.append("revenue,unpriced,");
        for (String platform : panel.platforms()) {
            out.append("spend_").append(platform.replace('-', '_')).append(',');
        }
        out.append("currency\n");
        for (Iterator<GeoPanel.Row> rows = panel.rows().iterator(); rows.hasNext(); ) {
            GeoPanel.Row it = rows.next();
            List<@Nullable Object> row = row(it.date(), it.location(), it.leads());
            row.addAll(it.reached());
            row.addAll(row(it.revenue(), it.unpriced()));
            row.addAll(it.spend());
            row.add(panel.currency());
            out.append(line(row));
        }
    }

    /** A stage's id in lower case; with {@code stage_} before it where another column has that name. */
    private static String stageColumn(String stage) {
        String name = lower(stage);
        return GEO_COLUMNS.contains(name) || name.startsWith("spend_") ? "stage_" + name : name;
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
            text.append(line(row.apply(it)));
        }
        return text.toString();
    }

    private static String line(List<@Nullable Object> row) {
        return CsvLine.of(row.toArray());
    }
}
