package io.leadloop.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repository of the watermarks of sweeps and of what they found. */
@Repository
public class SweepMarks {

    private final JdbcClient jdbc;

    SweepMarks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The watermark of a sweep.
     *
     * @param at the CRM's time of change of the last record seen (UTC)
     * @param id where an unfinished sweep goes on within that time, in the CRM's or our own form; empty for one that ended
     */
    public record Mark(Instant at, String id) {}

    /**
     * @param found changes that the sweep brought, known or not
     * @param lost changes that only the sweep brought
     * @param failure why the last sweep did not end, in words; null when it did
     */
    public record State(
            String source,
            String record,
            Instant markAt,
            Instant sweptAt,
            long found,
            long lost,
            @Nullable String failure) {}

    public Optional<SweepMarks.Mark> of(String source, String record) {
        return jdbc.sql("select mark_at, mark_id from leadloop.crm_sweep where source = :source and record = :record")
                .param("source", source)
                .param("record", record)
                .query((row, n) -> new SweepMarks.Mark(row.getTimestamp(1).toInstant(), row.getString(2)))
                .optional();
    }

    public void move(String source, String record, SweepMarks.Mark mark, int found, Instant now) {
        jdbc.sql("""
                        insert into leadloop.crm_sweep (source, record, mark_at, mark_id, swept_at, found)
                        values (:source, :record, :at::timestamptz, :id, :now::timestamptz, :found)
                        on conflict (source, record) do update set mark_at = excluded.mark_at, mark_id = excluded.mark_id,
                            swept_at = excluded.swept_at, found = crm_sweep.found + excluded.found, failure = null
                        """)
                .param("source", source)
                .param("record", record)
                .param("at", mark.at().toString())
                .param("id", mark.id())
                .param("now", now.toString())
                .param("found", found)
                .update();
    }

    /**
     * The sweep did not end. It starts anew from the time that it reached, not from its place within it, which may be a
     * link or cursor of the CRM that is no good any more.
     */
    public void failed(String source, String record, SweepMarks.Mark mark, String why, Instant now) {
        jdbc.sql("""
                        insert into leadloop.crm_sweep (source, record, mark_at, mark_id, swept_at, failure)
                        values (:source, :record, :at::timestamptz, :id, :now::timestamptz, :why)
                        on conflict (source, record) do update set swept_at = excluded.swept_at, failure = excluded.failure,
                            mark_id = ''
                        """)
                .param("source", source)
                .param("record", record)
                .param("at", mark.at().toString())
                .param("id", mark.id())
                .param("now", now.toString())
                .param("why", why)
                .update();
    }

    /** Counts a change that no webhook delivered (metric {@code leadloop.crm.lost.webhooks}). */
    void lost(String source) {
        jdbc.sql("""
                        update leadloop.crm_sweep set lost = lost + 1
                        where source = :source and record = (
                            select min(record) from leadloop.crm_sweep where source = :source)
                        """).param("source", source).update();
    }

    public List<State> all() {
        return jdbc.sql("select * from leadloop.crm_sweep order by source, record")
                .query((row, n) -> new State(
                        row.getString("source"),
                        row.getString("record"),
                        row.getTimestamp("mark_at").toInstant(),
                        row.getTimestamp("swept_at").toInstant(),
                        row.getLong("found"),
                        row.getLong("lost"),
                        row.getString("failure")))
                .list();
    }
}
