package io.leadloop.quality;

import java.sql.Array;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads how long leads stay at a stage. */
@Repository
public class StageTimes {

    private final JdbcClient jdbc;
    private final SnapshotReads reads;

    StageTimes(JdbcClient jdbc, SnapshotReads reads) {
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
    public List<Passage> passages(Period period) {
        return passages(period, Slice.ALL);
    }

    /** The same of some leads only. */
    public List<Passage> passages(Period period, Slice slice) {
        return reads.read(() -> read(period, slice));
    }

    private List<Passage> read(Period period, Slice slice) {
        return jdbc.sql("""
                        select p.from_stage, p.to_stage, count(*),
                            percentile_disc(array[0.5, 0.9]) within group (order by p.seconds)
                        from leadloop.v_passage p
                        join leadloop.stage a on a.id = p.from_stage
                        join leadloop.stage b on b.id = p.to_stage
                        where p.occurred_at >= :start::timestamptz and p.occurred_at < :end::timestamptz%s
                        group by p.from_stage, a.rank, p.to_stage, b.rank order by a.rank, count(*) desc, b.rank
                        """.formatted(slice.ofLeadIds("p")))
                .params(slice.parameters())
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
