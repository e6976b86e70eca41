package io.leadloop.quality;

import java.sql.Array;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How long leads stay where they are. */
@Repository
public class StageTimes {

    private final JdbcClient jdbc;
    private final WideReads reads;

    StageTimes(JdbcClient jdbc, WideReads reads) {
        this.jdbc = jdbc;
        this.reads = reads;
    }

    /**
     * Leads that went from one stage to another.
     *
     * @param half the time that half of them needed at most
     * @param most the time that nine of ten needed at most
     */
    public record Passage(String from, String to, long leads, Duration half, Duration most) {}

    /** The moves of the period, by the CRM's time of the move; by stage, the most frequent first. */
    @Transactional(readOnly = true)
    public List<Passage> passages(Period period) {
        reads.begin();
        return jdbc.sql("""
                        select b.id, a.id, count(*), percentile_disc(array[0.5, 0.9]) within group (
                            order by extract(epoch from h.occurred_at - before.occurred_at)::bigint)
                        from leadloop.stage_change h
                        join leadloop.stage a on a.id = h.stage
                        join lateral (
                            select stage, occurred_at from leadloop.stage_change p
                            where p.lead_id = h.lead_id and p.occurred_at < h.occurred_at
                            order by p.occurred_at desc, p.id desc limit 1) before on true
                        join leadloop.stage b on b.id = before.stage and b.id <> a.id
                        where h.move = 'MOVES' and h.occurred_at >= :start::timestamptz and h.occurred_at < :end::timestamptz
                        group by b.id, b.rank, a.id, a.rank order by b.rank, count(*) desc, a.rank
                        """)
                .param("start", period.start())
                .param("end", period.end())
                .query((row, n) -> {
                    Array seconds = row.getArray(4);
                    Long[] times = (Long[]) seconds.getArray();
                    return new Passage(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            Duration.ofSeconds(times[0]),
                            Duration.ofSeconds(times[1]));
                })
                .list();
    }
}
