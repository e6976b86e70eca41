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

/** Reads, for each day and action, what the CRM said and where each step stands. */
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
    public List<DeliveryBreakdown> ladder(Period period, @Nullable String destination) {
        return reads.read(() -> read(period, destination));
    }

    /** The steps and where they stand are counted apart from each other; the rest must be other platforms' leads. */
    private List<DeliveryBreakdown> read(Period period, @Nullable String destination) {
        List<String> counts = new ArrayList<>();
        List<String> placed = new ArrayList<>();
        for (DeliveryStatus rung : DeliveryStatus.values()) {
            counts.add(COUNT.formatted("rung", rung));
            placed.add(
                    rung == DeliveryStatus.NOT_THEIRS
                            ? "t.said - coalesce(p.placed, 0) as NOT_THEIRS"
                            : "coalesce(p.%1$s, 0) as %1$s".formatted(rung));
        }
        for (DeliveryBreakdown.Verdict verdict : DeliveryBreakdown.Verdict.values()) {
            counts.add(COUNT.formatted("verdict", verdict));
            placed.add("coalesce(p.%1$s, 0) as %1$s".formatted(verdict));
        }
        return jdbc.sql("""
                        with told as (
                            select day, stage, stage_rank, count(*) as said from leadloop.v_step
                            where occurred_at >= :start::timestamptz and occurred_at < :end::timestamptz
                              and stage in (select stage from leadloop.reported_stage)
                            group by day, stage, stage_rank),
                        standing as (
                            select s.day, s.stage, s.destination, s.action, s.rung,
                                case when s.rung = 'ACCEPTED' then coalesce(v.verdict, 'SILENT') end as verdict
                            from leadloop.standing_fact s
                            left join leadloop.v_verdict v on v.destination = s.destination and v.receipt = s.receipt
                            where s.occurred_at >= :start::timestamptz and s.occurred_at < :end::timestamptz),
                        placed as (
                            select day, stage, destination, min(action) as first_action, max(action) as last_action,
                                count(*) as placed, %s
                            from standing group by day, stage, destination)
                        select t.day, t.stage, r.destination, t.said,
                            case when p.first_action <> p.last_action then p.first_action || ', ' || p.last_action
                                else coalesce(p.first_action, r.action) end as action, %s
                        from told t join leadloop.reported_stage r on r.stage = t.stage
                        left join placed p on p.day = t.day and p.stage = t.stage and p.destination = r.destination
                        where :destination::text is null or r.destination = :destination
                        order by t.day desc, r.destination, t.stage_rank
                        """.formatted(String.join(", ", counts), String.join(", ", placed)))
                .param("start", period.start())
                .param("end", period.end())
                .param("destination", destination)
                .query(DeliveryBreakdowns::read)
                .list();
    }

    private static DeliveryBreakdown read(ResultSet row, int number) throws SQLException {
        Map<DeliveryStatus, Long> rungs = new EnumMap<>(DeliveryStatus.class);
        for (DeliveryStatus rung : DeliveryStatus.values()) {
            put(rungs, rung, row.getLong(rung.name()));
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
                rungs,
                verdicts);
    }

    private static <K> void put(Map<K, Long> counts, K key, long many) {
        if (many != 0) {
            counts.put(key, many);
        }
    }
}
