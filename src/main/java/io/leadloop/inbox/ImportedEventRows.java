package io.leadloop.inbox;

import io.leadloop.database.SqlArray;
import io.leadloop.inbox.Inbox.Arrival;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Queries of the inbox for imports. */
@Repository
class ImportedEventRows {

    private final JdbcClient jdbc;

    ImportedEventRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int countNew(Collection<Arrival> arrivals) {
        return jdbc.sql("""
                        select count(*) from (
                            select distinct source, key from unnest(:sources::text[], :keys::text[]) as t(source, key)) a
                        where not exists (select from leadloop.inbox_message m
                            where m.source = a.source and m.delivery_key = a.key)
                        """)
                .param("sources", SqlArray.of(arrivals, Arrival::source))
                .param("keys", SqlArray.of(arrivals, it -> it.delivery().key()))
                .query(Integer.class)
                .single();
    }

    /** The number of events that wait to be applied, counted up to the limit. */
    int waitingUpTo(int most) {
        return jdbc.sql("""
                        select count(*) from (
                            select from leadloop.inbox_message where state = 'WAITING' limit :most) waiting
                        """).param("most", most).query(Integer.class).single();
    }
}
