package io.leadloop.process;

import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Renews PostgreSQL's statistics of a table that has outgrown them. The tables of a queue are empty most of the time, and
 * autovacuum comes once a minute: the plans that were made, and kept, for the empty table of external tasks read all of
 * its rows for each lead of a burst. New statistics make PostgreSQL plan anew, its checks of foreign keys as well.
 */
@Repository
class FreshStatistics {

    /** Times as large as when its statistics were taken. */
    private static final int OUTGROWN = 4;

    /** Smaller than this a table is read as fast without an index. */
    private static final int SMALL_PAGES = 16;

    private static final Logger log = LoggerFactory.getLogger(FreshStatistics.class);

    private final JdbcClient jdbc;

    FreshStatistics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** On one node at a time; takes some ten milliseconds for a table that has outgrown its statistics. */
    @RunsAs(Watch.FRESH_STATISTICS)
    @Transactional
    void renew() {
        for (String table : outgrown()) {
            // Whoever does not own the table hears a warning of PostgreSQL, and autovacuum does it later.
            jdbc.sql("analyze " + table).update();
            log.debug("New statistics of {}, which has grown", table);
        }
    }

    /** Their names, quoted where it is needed; none while another node is at it. */
    List<String> outgrown() {
        return jdbc.sql("""
                        select format('%I.%I', n.nspname, c.relname)
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind = 'r' and n.nspname in ('leadloop', 'public')
                          and pg_relation_size(c.oid) > current_setting('block_size')::bigint
                              * greatest(:small, :outgrown * c.relpages)
                          and pg_try_advisory_xact_lock(hashtext('leadloop.statistics'))
                        order by 1
                        """)
                .param("small", SMALL_PAGES)
                .param("outgrown", OUTGROWN)
                .query(String.class)
                .list();
    }
}
