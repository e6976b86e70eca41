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

    /** The age of the oldest event that could be applied now; zero when there is none. */
    public Duration now() {
        return jdbc.sql("""
                        select received_at from leadloop.inbox_message
                        where state = 'WAITING' and due_at <= :now::timestamptz order by id limit 1
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
