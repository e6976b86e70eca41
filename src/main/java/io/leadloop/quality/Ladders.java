package io.leadloop.quality;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads, for each day and action, what the CRM said and where each step stands. */
@Repository
public class Ladders {

    private static final String COUNTS = "count(*) filter (where %s = '%s') as %2$s";

    private final JdbcClient jdbc;
    private final WideReads reads;

    Ladders(JdbcClient jdbc, WideReads reads) {
        this.jdbc = jdbc;
        this.reads = reads;
    }

    /**
     * The newest day first.
     *
     * @param destination only this one; null for all
     */
    @Transactional(readOnly = true)
    public List<Ladder> ladder(Period period, @Nullable String destination) {
        reads.begin();
        StringBuilder counts = new StringBuilder();
        for (Rung rung : Rung.values()) {
            counts.append(COUNTS.formatted("rung", rung)).append(",\n");
        }
        for (Ladder.Verdict verdict : Ladder.Verdict.values()) {
            counts.append(COUNTS.formatted("verdict", verdict)).append(",\n");
        }
        return jdbc.sql("""
                        with told as (
                            select day, stage, count(*) as said from leadloop.v_step
                            where occurred_at >= :start::timestamptz and occurred_at < :end::timestamptz
                            group by day, stage),
                        verdicts as (
                            select conversion_id, min(verdict) as verdict from leadloop.v_verdict
                            where sent_at >= :start::timestamptz group by conversion_id),
                        steps as (
                            select r.*, case when r.rung = 'ACCEPTED' then coalesce(v.verdict, 'SILENT') end as verdict
                            from leadloop.v_reconciliation r left join verdicts v using (conversion_id)
                            where r.occurred_at >= :start::timestamptz and r.occurred_at < :end::timestamptz
                              and (:destination::text is null or r.destination = :destination))
                        select day, stage, destination, string_agg(distinct action, ', ') as action, %s
                            (select said from told where told.day = steps.day and told.stage = steps.stage) as said
                        from steps group by day, stage, stage_rank, destination
                        order by day desc, destination, stage_rank
                        """.formatted(counts))
                .param("start", period.start())
                .param("end", period.end())
                .param("destination", destination)
                .query(Ladders::read)
                .list();
    }

    private static Ladder read(ResultSet row, int number) throws SQLException {
        Map<Rung, Long> rungs = new EnumMap<>(Rung.class);
        for (Rung rung : Rung.values()) {
            put(rungs, rung, row.getLong(rung.name()));
        }
        Map<Ladder.Verdict, Long> verdicts = new EnumMap<>(Ladder.Verdict.class);
        for (Ladder.Verdict verdict : Ladder.Verdict.values()) {
            put(verdicts, verdict, row.getLong(verdict.name()));
        }
        return new Ladder(
                row.getDate("day").toLocalDate(),
                row.getString("stage"),
                row.getString("destination"),
                row.getString("action"),
                row.getLong("said"),
                rungs,
                verdicts);
    }

    private static <K> void put(Map<K, Long> counts, K key, long many) {
        if (many > 0) {
            counts.put(key, many);
        }
    }
}
