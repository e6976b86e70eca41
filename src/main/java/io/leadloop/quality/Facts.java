package io.leadloop.quality;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** Works out what pages and BI tools read of each lead, as soon as the lead has changed. */
@Repository
public class Facts {

    /** As many leads as one transaction works out in some hundred milliseconds. */
    private static final int BATCH = 1_000;

    private static final int MOST_BEFORE_A_READ = 3;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Facts(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Changes that the figures do not hold yet; more than some thousand after a bulk load only. */
    public long behind() {
        return jdbc.sql("select count(*) from (select 1 from leadloop.fact_queue limit 100000) q")
                .query(Long.class)
                .single();
    }

    /** Works everything out that is known now. */
    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT5S")
    public void catchUp() {
        boolean more = true;
        while (more) {
            more = next();
        }
    }

    /** Works out what somebody who reads now may wait for; the rest comes by itself. */
    void refresh() {
        boolean more = true;
        for (int i = 0; more && i < MOST_BEFORE_A_READ; i++) {
            more = next();
        }
    }

    /** Whether there may be more. One node at a time: two would work the same leads out. */
    private boolean next() {
        Boolean more = transaction.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('leadloop.facts'))")
                    .query((row, n) -> n)
                    .list();
            stagesAgain();
            return jdbc.sql("""
                            with oldest as (select lead_id from leadloop.fact_queue order by id limit :most),
                            taken as (
                                delete from leadloop.fact_queue where lead_id in (select lead_id from oldest)
                                returning lead_id)
                            select (select count(*) from oldest) as many,
                                coalesce((select array_agg(distinct lead_id) from taken), '{}') as ids
                            """)
                    .param("most", BATCH)
                    .query((row, n) -> {
                        jdbc.sql("select leadloop.work_out_facts(:ids)")
                                .param("ids", row.getArray("ids"))
                                .query((done, m) -> m)
                                .list();
                        return row.getLong("many") == BATCH;
                    })
                    .single();
        });
        return Boolean.TRUE.equals(more);
    }

    /** Other stages than those by which the facts were worked out make every lead stale. */
    private void stagesAgain() {
        boolean changed = jdbc.sql("""
                        select exists (
                            (select id, kind, rank from leadloop.stage except select id, kind, rank from leadloop.fact_stage)
                            union all
                            (select id, kind, rank from leadloop.fact_stage except select id, kind, rank from leadloop.stage))
                        """).query(Boolean.class).single();
        if (changed) {
            jdbc.sql("delete from leadloop.fact_stage").update();
            jdbc.sql("insert into leadloop.fact_stage select id, kind, rank from leadloop.stage")
                    .update();
            jdbc.sql("insert into leadloop.fact_queue (lead_id) select id from leadloop.lead")
                    .update();
        }
    }
}
