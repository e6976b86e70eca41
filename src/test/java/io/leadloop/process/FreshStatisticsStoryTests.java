package io.leadloop.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.StoryTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A burst comes after a quiet time: a table was empty when its statistics were taken. */
@StoryTest
class FreshStatisticsStoryTests {

    /** Of these stories alone: how large the tables of the house are depends on who was there before. */
    private static final String TABLE = "leadloop.table_that_grows";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    FreshStatistics statistics;

    private void undone(Runnable story) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            // The node's own watch may be at it just now, and then there is nothing to find.
            jdbc.sql("select pg_advisory_xact_lock(hashtext('leadloop.statistics'))")
                    .query(rows -> {});
            jdbc.sql("create table " + TABLE + " as select repeat('x', 500) as words")
                    .update();
            story.run();
        });
    }

    private void arrive(int rows) {
        jdbc.sql("insert into " + TABLE + " select repeat('x', 500) from generate_series(1, :rows)")
                .param("rows", rows)
                .update();
    }

    private long pagesKnown() {
        return jdbc.sql("select relpages from pg_class where oid = :table::regclass")
                .param("table", TABLE)
                .query(Long.class)
                .single();
    }

    @Test
    void a_table_that_has_outgrown_them_gets_new_ones_and_is_left_alone_then() {
        undone(() -> {
            jdbc.sql("analyze " + TABLE).update();
            long before = pagesKnown();
            arrive(2_000);
            assertThat(statistics.outgrown()).contains(TABLE);

            statistics.renew();

            assertThat(pagesKnown()).isGreaterThan(4 * before);
            assertThat(statistics.outgrown()).doesNotContain(TABLE);
        });
    }

    @Test
    void a_few_rows_more_change_nothing() {
        undone(() -> {
            jdbc.sql("analyze " + TABLE).update();
            arrive(10);
            assertThat(statistics.outgrown()).doesNotContain(TABLE);
        });
    }
}
