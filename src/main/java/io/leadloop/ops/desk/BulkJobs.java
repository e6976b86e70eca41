package io.leadloop.ops.desk;

import io.leadloop.conversion.ConversionState;
import io.leadloop.database.SqlArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of bulk jobs and of the conversions that each of them takes on. */
@Repository
class BulkJobs {

    private static final String SELECT = """
            select j.*, count(i.*) as total, count(i.*) filter (where i.outcome = 'DONE') as done,
                count(i.*) filter (where i.outcome = 'SKIPPED') as skipped,
                count(i.*) filter (where i.outcome = 'FAILED') as failed,
                count(i.*) filter (where i.outcome = 'DONE' and c.state = 'ACCEPTED') as accepted,
                count(i.*) filter (where i.outcome = 'DONE' and c.state = 'REJECTED') as rejected,
                count(i.*) filter (where i.outcome = 'DONE' and c.state = 'EXHAUSTED') as exhausted
            from leadloop.bulk_job j left join leadloop.bulk_item i on i.job_id = j.id
                left join leadloop.conversion c on c.id = i.conversion_id
            """;

    private final JdbcClient jdbc;

    BulkJobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    enum Outcome {
        DONE,
        SKIPPED,
        FAILED
    }

    /** Stores the job with its conversions; one that another running job has taken on is left to that. Gives their number. */
    int store(UUID id, BulkJob.Request request, String who, Instant now) {
        // One after the other: two that ask in the same moment would both take the same conversions on.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('leadloop.bulk_job'))").query(row -> {});
        jdbc.sql("""
                        insert into leadloop.bulk_job
                            (id, verb, destination, state, reason, comment, requested_by, requested_at)
                        values (:id::uuid, :verb, :destination, :state, :reason, :comment, :who, :now::timestamptz)
                        """)
                .param("id", id.toString())
                .param("verb", request.verb().name())
                .param("destination", request.destination())
                .param("state", request.state().name())
                .param("reason", request.reason())
                .param("comment", request.comment())
                .param("who", who)
                .param("now", now.toString())
                .update();
        return jdbc.sql("""
                        insert into leadloop.bulk_item (job_id, conversion_id)
                        select :id::uuid, c.id from leadloop.conversion c
                        where c.destination = :destination and c.state = :state
                          and (:reason::text is null or c.reason = :reason)
                          and not exists (
                            select from leadloop.bulk_item i join leadloop.bulk_job j on j.id = i.job_id
                            where j.finished_at is null and i.conversion_id = c.id and i.outcome is null)
                        """)
                .param("id", id.toString())
                .param("destination", request.destination())
                .param("state", request.state().name())
                .param("reason", request.reason())
                .update();
    }

    /** Conversions of the job that nobody works on, locked until the transaction ends. */
    List<UUID> claim(UUID job, int limit) {
        return jdbc.sql("""
                        select conversion_id from leadloop.bulk_item where job_id = :job::uuid and outcome is null
                        order by conversion_id limit :limit for update skip locked
                        """)
                .param("job", job.toString())
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    /** Locks one of them; false when it is over or somebody works on it. */
    boolean claimOne(UUID job, UUID conversion) {
        return jdbc.sql("""
                        select conversion_id from leadloop.bulk_item
                        where job_id = :job::uuid and conversion_id = :conversion::uuid and outcome is null
                        for update skip locked
                        """)
                .param("job", job.toString())
                .param("conversion", conversion.toString())
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    void settle(UUID job, Collection<UUID> conversions, Outcome outcome, @Nullable String message) {
        if (!conversions.isEmpty()) {
            jdbc.sql("""
                            update leadloop.bulk_item set outcome = :outcome, message = :message
                            where job_id = :job::uuid and conversion_id = any(:conversions::uuid[])
                            """)
                    .param("outcome", outcome.name())
                    .param("message", message)
                    .param("job", job.toString())
                    .param("conversions", SqlArray.of(conversions, it -> it))
                    .update();
        }
    }

    /** Ends the job if nothing of it is left. */
    void finish(UUID job, Instant now) {
        jdbc.sql("""
                        update leadloop.bulk_job set finished_at = :now::timestamptz
                        where id = :job::uuid and finished_at is null and not exists (
                            select from leadloop.bulk_item where job_id = :job::uuid and outcome is null)
                        """).param("now", now.toString()).param("job", job.toString()).update();
    }

    List<BulkJob> running() {
        return jdbc.sql(SELECT + " where j.finished_at is null group by j.id order by j.requested_at")
                .query(BulkJobs::read)
                .list();
    }

    List<BulkJob> newest(int limit) {
        return jdbc.sql(SELECT
                        + " where j.id in (select id from leadloop.bulk_job order by requested_at desc limit :limit)"
                        + " group by j.id order by j.requested_at desc")
                .param("limit", limit)
                .query(BulkJobs::read)
                .list();
    }

    Optional<BulkJob> find(UUID id) {
        return jdbc.sql(SELECT + " where j.id = :id::uuid group by j.id")
                .param("id", id.toString())
                .query(BulkJobs::read)
                .optional();
    }

    private static BulkJob read(ResultSet row, int number) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        return new BulkJob(
                row.getObject("id", UUID.class),
                BulkJob.Verb.valueOf(row.getString("verb")),
                row.getString("destination"),
                ConversionState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("comment"),
                row.getString("requested_by"),
                row.getTimestamp("requested_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getLong("total"),
                row.getLong("done"),
                row.getLong("skipped"),
                row.getLong("failed"),
                row.getLong("accepted"),
                row.getLong("rejected"),
                row.getLong("exhausted"));
    }
}
