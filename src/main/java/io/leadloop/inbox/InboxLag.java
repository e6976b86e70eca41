package io.leadloop.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The lag of the inbox, for the metric {@code leadloop.inbox.lag.seconds}. */
@Repository
public class InboxLag {

    private final JdbcClient jdbc;
    private final Clock clock;

    InboxLag(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * For how long the oldest event could have been applied; zero when there is none. What waits behind an event of its record
     * that is held (its lead is suspended in Cockpit, or a failure is tried again) cannot be.
     */
    public Duration now() {
        return jdbc.sql("""
                        select due_at from leadloop.inbox_message m
                        where state = 'WAITING' and due_at <= :now::timestamptz
                          and not exists (select from leadloop.inbox_message earlier
                              where earlier.state in ('WAITING', 'LOOKUP') and earlier.ordering_key = m.ordering_key
                                and earlier.id < m.id)
                        order by id limit 1
                        """)
                .param("now", clock.instant().toString())
                .query((row, n) -> row.getTimestamp(1))
                .optional()
                .map(Timestamp::toInstant)
                .map(it -> Duration.between(it, clock.instant()))
                .filter(it -> !it.isNegative())
                .orElse(Duration.ZERO);
    }
}
