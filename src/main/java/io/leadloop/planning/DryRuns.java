package io.leadloop.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rehearsals of drafts, how far they are and what came out. */
@Repository
class DryRuns {

    /** A run that did not move for so long died with its node. */
    private static final Duration DEAD = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    DryRuns(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** False while another one runs for this draft. */
    boolean begin(UUID draft, int revision, long total, Instant now) {
        return jdbc.sql("""
                                insert into leadloop.pipeline_dry_run as r (draft_id, revision, started_at, beat_at, total)
                                values (:draft::uuid, :revision, :now::timestamptz, :now::timestamptz, :total)
                                on conflict (draft_id) do update set revision = excluded.revision,
                                    started_at = excluded.started_at, beat_at = excluded.beat_at, done = 0,
                                    total = excluded.total, result = null
                                where r.result is not null or r.beat_at < :dead::timestamptz
                                """)
                        .param("draft", draft.toString())
                        .param("revision", revision)
                        .param("total", total)
                        .param("now", now.toString())
                        .param("dead", now.minus(DEAD).toString())
                        .update()
                > 0;
    }

    void beat(UUID draft, long done, Instant now) {
        jdbc.sql("""
                        update leadloop.pipeline_dry_run set done = :done, beat_at = :now::timestamptz
                        where draft_id = :draft::uuid
                        """)
                .param("draft", draft.toString())
                .param("done", done)
                .param("now", now.toString())
                .update();
    }

    void end(UUID draft, DryRunResult result, Instant now) {
        try {
            jdbc.sql("""
                            update leadloop.pipeline_dry_run
                            set done = total, beat_at = :now::timestamptz, result = :result::jsonb
                            where draft_id = :draft::uuid
                            """)
                    .param("draft", draft.toString())
                    .param("now", now.toString())
                    .param("result", json.writeValueAsString(result))
                    .update();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the dry run of the draft " + draft, e);
        }
    }

    /** Takes away a run that failed, so that it can be started again. */
    void fail(UUID draft) {
        jdbc.sql("delete from leadloop.pipeline_dry_run where draft_id = :draft::uuid")
                .param("draft", draft.toString())
                .update();
    }

    Optional<DryRun.Run> of(UUID draft) {
        return jdbc.sql("select revision, done, total, started_at, result from leadloop.pipeline_dry_run"
                        + " where draft_id = :draft::uuid")
                .param("draft", draft.toString())
                .query((row, n) -> new DryRun.Run(
                        row.getInt(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getTimestamp(4).toInstant(),
                        result(row.getString(5))))
                .optional();
    }

    private @Nullable DryRunResult result(@Nullable String written) {
        try {
            return written == null ? null : json.readValue(written, DryRunResult.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A dry run cannot be read", e);
        }
    }
}
