package io.leadloop.quality;

import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Maintains the tables of figures ({@code *_fact}) that pages and BI tools read, soon after a lead has changed. Runs
 * asynchronously: it locks only rows that another node's LeadFigures may write.
 */
@Repository
public class LeadFigures {

    /** Changes per transaction; takes some hundred milliseconds. */
    /** SQLSTATE of PostgreSQL, Appendix A. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final int BATCH = 2_000;

    /** Changes that a reader may wait for. */
    private static final int BATCH_OF_A_READER = 500;

    private static final String LONGEST_WAIT_OF_A_READER = "300ms";

    private static final long UNKNOWN = -1;

    private static final Logger log = LoggerFactory.getLogger(LeadFigures.class);

    private static final int REST = 3;

    /** So many changes between two looks (2 s) are a burst: some hundred leads a second. */
    private static final long BURST = 1_000;

    /** A burst that lasts longer than this does not hold the figures up any more. */
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final PlanExclusions exclusions;
    private volatile long restsUntil = System.nanoTime();
    private volatile long newestSeen = UNKNOWN;

    LeadFigures(JdbcClient jdbc, TransactionTemplate transaction, PlanExclusions exclusions) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.exclusions = exclusions;
    }

    /** Changes that the figures do not hold yet, counted up to 100,000; more than some thousand after a bulk load only. */
    public long behind() {
        return jdbc.sql("select count(*) from (select 1 from leadloop.fact_queue limit 100000) q")
                .query(Long.class)
                .single();
    }

    /** For how long the oldest change has waited for the figures, by the database's clock; zero when none waits. */
    public Duration lag() {
        return Duration.ofSeconds(jdbc.sql("""
                        select coalesce(greatest(0, extract(epoch from clock_timestamp() - (
                            select queued_at from leadloop.fact_queue order by id limit 1)))::bigint, 0)
                        """).query(Long.class).single());
    }

    /**
     * Processes one batch of changes, unless another node does. Then it pauses three times as long as that took, and in a
     * burst it waits for its end: the figures may be minutes behind, intake and uploads may not, and a lead that changes
     * several times within a burst is worked out once.
     */
    @RunsAs(Watch.LEAD_FIGURES)
    void keepUp() {
        if (rests() || isBurst() && lag().compareTo(LONGEST_HOLD) < 0) {
            return;
        }
        long begun = System.nanoTime();
        transaction.execute(
                status -> asked("select pg_try_advisory_xact_lock(hashtext('leadloop.facts'))") && next(BATCH));
        long ended = System.nanoTime();
        restsUntil = ended + REST * (ended - begun);
    }

    boolean rests() {
        return System.nanoTime() - restsUntil < 0;
    }

    private boolean isBurst() {
        long before = newestSeen;
        long newest = jdbc.sql("select coalesce(max(id), :before) from leadloop.fact_queue")
                .param("before", before)
                .query(Long.class)
                .single();
        newestSeen = newest;
        return before != UNKNOWN && newest - before > BURST;
    }

    /** Processes all changes, after another node that is at it. */
    public void catchUp() {
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(status ->
                    asked("select pg_advisory_xact_lock(hashtext('leadloop.facts')) is not null") && next(BATCH)));
        }
    }

    /** Processes a small batch for a reader; after a bulk load the rest follows in the background. */
    void refresh() {
        if (asked("select not exists (select from leadloop.fact_queue)") && !stagesChanged()) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                asked("select set_config('lock_timeout', '" + LONGEST_WAIT_OF_A_READER + "', true) is not null");
                asked("select pg_advisory_xact_lock(hashtext('leadloop.facts')) is not null");
                next(BATCH_OF_A_READER);
            });
        } catch (DataAccessException e) {
            if (!isLockTimeout(e)) {
                throw e;
            }
            log.debug("Another node is refreshing the figures; the stored ones are shown.");
        }
    }

    /** Spring has no exception of its own for it where the driver tells no subclass of SQLException. */
    private static boolean isLockTimeout(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException refused
                && LOCK_NOT_AVAILABLE.equals(refused.getSQLState());
    }

    private boolean asked(String sql) {
        return jdbc.sql(sql).query(Boolean.class).single();
    }

    /**
     * Processes one batch; returns whether there may be more. Needs the lock, so that no two nodes process the same
     * lead.
     */
    private boolean next(int most) {
        stagesAgain();
        return jdbc.sql("""
                        with taken as (
                            delete from leadloop.fact_queue
                            where id = any(array(select id from leadloop.fact_queue order by id limit :most))
                            returning lead_id)
                        select count(*) as many, coalesce(array_agg(distinct lead_id), '{}') as ids from taken
                        """)
                .param("most", most)
                .query((row, n) -> {
                    if (row.getLong("many") > 0) {
                        workOut(row.getArray("ids"));
                    }
                    return row.getLong("many") == most;
                })
                .single();
    }

    private void workOut(Array leads) {
        jdbc.sql("select leadloop.work_out_facts(:ids)")
                .param("ids", leads)
                .query((row, n) -> n)
                .list();
        exclusions.mark(leads);
    }

    private boolean stagesChanged() {
        return asked("""
                select exists (
                    (select id, kind, rank from leadloop.stage except select id, kind, rank from leadloop.fact_stage)
                    union all
                    (select id, kind, rank from leadloop.fact_stage except select id, kind, rank from leadloop.stage))
                """);
    }

    /** Other stages than those by which the figures were worked out make every lead stale. */
    private void stagesAgain() {
        if (stagesChanged()) {
            jdbc.sql("delete from leadloop.fact_stage").update();
            jdbc.sql("insert into leadloop.fact_stage select id, kind, rank from leadloop.stage")
                    .update();
            jdbc.sql("insert into leadloop.fact_queue (lead_id) select id from leadloop.lead")
                    .update();
        }
    }
}
