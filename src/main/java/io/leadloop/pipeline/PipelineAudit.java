package io.leadloop.pipeline;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Audit log of the pipeline; rows are never changed or deleted. */
@Repository
public class PipelineAudit {

    private final JdbcClient jdbc;
    private final Clock clock;

    /** One entry, in words. */
    public record Entry(Instant at, String who, String what, String detail) {}

    PipelineAudit(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void add(String who, String what, String detail) {
        jdbc.sql("""
                        insert into leadloop.pipeline_audit (at, who, what, detail)
                        values (:at::timestamptz, :who, :what, :detail)
                        """)
                .param("at", clock.instant().toString())
                .param("who", who)
                .param("what", what)
                .param("detail", detail)
                .update();
    }

    /** The newest first. */
    public List<Entry> newest(int limit) {
        return jdbc.sql("select at, who, what, detail from leadloop.pipeline_audit order by id desc limit :limit")
                .param("limit", limit)
                .query((row, n) -> new Entry(
                        row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }
}
