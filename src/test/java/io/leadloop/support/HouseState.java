package io.leadloop.support;

import io.leadloop.destination.Destinations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the stories of one house share, and how it was when the house was new: the clock, the faults of the sandbox, every
 * row of ours, of the sandbox and of the engine (people, models and decisions, leads, pauses, alerts, what was received),
 * and what beans remember of those rows. Sequences go on, so that no id comes twice.
 */
class HouseState {

    private static final Logger log = LoggerFactory.getLogger(HouseState.class);
    private static final int MOST_TRIES = 10;

    private static final String KEEP = """
            create schema if not exists as_new;
            do $$ declare t record; begin
                for t in select table_schema s, table_name n from information_schema.tables
                    where table_type = 'BASE TABLE' and table_schema in ('leadloop', 'sandbox', 'public')
                        and table_name <> 'flyway_schema_history'
                loop
                    execute format('create table as_new.%I as table %I.%I', t.s || '.' || t.n, t.s, t.n);
                end loop;
            end $$
            """;

    /** The replica's role runs neither triggers nor foreign keys: all tables are put back together. */
    private static final String RESTORE = """
            set local session_replication_role = replica;
            set local lock_timeout = '3s';
            do $$ declare t record; filled text; cols text; has boolean; begin
                for t in select split_part(table_name, '.', 1) s, split_part(table_name, '.', 2) n
                    from information_schema.tables where table_schema = 'as_new'
                loop
                    execute format('select exists (select from %I.%I)', t.s, t.n) into has;
                    if has then
                        filled := concat_ws(', ', filled, format('%I.%I', t.s, t.n));
                    end if;
                end loop;
                if filled is not null then
                    execute 'truncate ' || filled || ' cascade';
                end if;
                for t in select split_part(table_name, '.', 1) s, split_part(table_name, '.', 2) n
                    from information_schema.tables where table_schema = 'as_new'
                loop
                    select string_agg(quote_ident(column_name), ', ' order by ordinal_position) into cols
                        from information_schema.columns
                        where table_schema = t.s and table_name = t.n and is_generated = 'NEVER';
                    execute format('insert into %I.%I (%s) overriding system value select %s from as_new.%I',
                        t.s, t.n, cols, cols, t.s || '.' || t.n);
                end loop;
            end $$
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private final House house;
    private final Destinations destinations;
    private final Memories memories;
    private boolean kept;

    HouseState(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            TestClock clock,
            House house,
            Destinations destinations,
            Memories memories) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.house = house;
        this.destinations = destinations;
        this.memories = memories;
    }

    /** Keeps the state at the first call, which comes before the first story; puts it back at each later one. */
    void restore() {
        clock.set(HouseConfiguration.BEGINNING);
        if (!kept) {
            jdbc.sql(KEEP).update();
            kept = true;
            return;
        }
        destinations.all().forEach(it -> house.faults(it.profile().id()));
        putBack(MOST_TRIES);
        memories.forget();
    }

    /** A watch of the house may hold what is put back, so that one of the two is told to try again. */
    private void putBack(int tries) {
        try {
            transaction.executeWithoutResult(status -> jdbc.sql(RESTORE).update());
        } catch (ConcurrencyFailureException heldByAWatch) {
            if (tries == 0) {
                throw heldByAWatch;
            }
            log.info("A watch holds a table, again", heldByAWatch);
            putBack(tries - 1);
        }
    }
}
