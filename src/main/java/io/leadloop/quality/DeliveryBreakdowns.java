package io.leadloop.quality;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the delivery breakdowns by day and action. */
@Repository
public class DeliveryBreakdowns {

    private static final String COUNT = "count(*) filter (where %s = '%s') as %2$s";

    private final JdbcClient jdbc;
    private final SnapshotReads reads;

    DeliveryBreakdowns(JdbcClient jdbc, SnapshotReads reads) {
        this.jdbc = jdbc;
        this.reads = reads;
    }

    /**
     * The newest day first.
     *
     * @param destination only this one; null for all
     */
    public List<DeliveryBreakdown> of(Period period, @Nullable String destination) {
        return ofSlice(period, new Slice(destination, null, null));
    }

    /** The same of some leads only. */
    public List<DeliveryBreakdown> ofSlice(Period period, Slice slice) {
        return reads.read(() -> read(period, slice));
    }

    /** Steps and their statuses are counted apart; the difference are leads of other platforms (NOT_THEIRS), as are rows of leads without a click. */
    private List<DeliveryBreakdown> read(Period period, Slice slice) {
        List<String> counts = new ArrayList<>();
        List<String> placed = new ArrayList<>();
        for (DeliveryStatus status : DeliveryStatus.values()) {
            counts.add(COUNT.formatted("delivery_status", status));
            placed.add(
                    status == DeliveryStatus.NOT_THEIRS
                            ? "t.said - coalesce(p.placed, 0) + coalesce(p.NOT_THEIRS, 0) as NOT_THEIRS"
                            : "coalesce(p.%1$s, 0) as %1$s".formatted(status));
        }
        for (DeliveryBreakdown.Verdict verdict : DeliveryBreakdown.Verdict.values()) {
            counts.add(COUNT.formatted("verdict", verdict));
            placed.add("coalesce(p.%1$s, 0) as %1$s".formatted(verdict));
        }
        return jdbc.sql("""
                        with told as (
                            select day, stage, stage_rank, count(*) as said from leadloop.v_step t
                            where occurred_at >= :start::timestamptz and occurred_at < :end::timestamptz%1$s
                              and stage in (select stage from leadloop.reported_stage)
                            group by day, stage, stage_rank),
                        standing as (
                            select s.day, s.stage, s.destination, s.action, s.delivery_status,
                                case when s.delivery_status = 'ACCEPTED' then coalesce(v.verdict, 'SILENT') end as verdict
                            from leadloop.standing_fact s
                            left join leadloop.v_verdict v on v.destination = s.destination and v.receipt = s.receipt
                            where s.occurred_at >= :start::timestamptz and s.occurred_at < :end::timestamptz%2$s),
                        placed as (
                            select day, stage, destination, min(action) as first_action, max(action) as last_action,
                                count(*) as placed, %3$s
                            from standing group by day, stage, destination)
                        select t.day, t.stage, r.destination, t.said,
                            case when p.first_action <> p.last_action then p.first_action || ', ' || p.last_action
                                else coalesce(p.first_action, r.action) end as action, %4$s
                        from told t join leadloop.reported_stage r on r.stage = t.stage
                        left join placed p on p.day = t.day and p.stage = t.stage and p.destination = r.destination
                        where :destination::text is null or r.destination = :destination
                        order by t.day desc, r.destination, t.stage_rank
                        """.formatted(
                        slice.ofLeads("t"), slice.ofLeads("s"), String.join(", ", counts), String.join(", ", placed)))
                .params(slice.parameters())
                .param("start", period.start())
                .param("end", period.end())
                .query(DeliveryBreakdowns::read)
                .list();
    }

    private static DeliveryBreakdown read(ResultSet row, int number) throws SQLException {
        Map<DeliveryStatus, Long> statuses = new EnumMap<>(DeliveryStatus.class);
        for (DeliveryStatus status : DeliveryStatus.values()) {
            put(statuses, status, row.getLong(status.name()));
        }
        Map<DeliveryBreakdown.Verdict, Long> verdicts = new EnumMap<>(DeliveryBreakdown.Verdict.class);
        for (DeliveryBreakdown.Verdict verdict : DeliveryBreakdown.Verdict.values()) {
            put(verdicts, verdict, row.getLong(verdict.name()));
        }
        return new DeliveryBreakdown(
                row.getDate("day").toLocalDate(),
                row.getString("stage"),
                row.getString("destination"),
                row.getString("action"),
                row.getLong("said"),
                statuses,
                verdicts);
    }

    private static <K> void put(Map<K, Long> counts, K key, long many) {
        if (many != 0) {
            counts.put(key, many);
        }
    }
}
