package io.leadloop.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps PostgreSQL's planner to indexes in transactions that carry leads. Queues are empty most of the time, and so are
 * their statistics; the plans that PostgreSQL then makes and keeps (also for its own checks of foreign keys) read the
 * whole table for each row once a burst has filled it.
 */
@Component
public class IndexPlans {

    private final JdbcClient jdbc;

    IndexPlans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the running transaction ends; it has to be one. A table without a fitting index is read as before. */
    public void useInThisTransaction() {
        jdbc.sql("set local enable_seqscan = off").update();
    }
}
