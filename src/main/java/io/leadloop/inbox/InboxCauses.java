package io.leadloop.inbox;

import io.leadloop.inbox.InboxMessage.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Why events wait for someone or are held, counted by cause; who fixed a cause applies all of its events again in one go.
 * What is held goes on by itself.
 */
@Repository
public class InboxCauses {

    private final JdbcClient jdbc;

    InboxCauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Events of one source that wait in one state for one reason; of held ones without the time in their words. */
    public record Cause(
            String source, State state, @Nullable String reason, long events, Instant oldest) {}

    /** The most events first. */
    public List<Cause> all(int limit) {
        return jdbc.sql("""
                        select source, state, case when state = 'WAITING' then regexp_replace(reason, ' since [^ ]+Z:', ':')
                            else reason end as cause, count(*), min(received_at) from leadloop.inbox_message
                        where state in ('PARKED', 'UNMATCHED', 'UNMAPPED') or state = 'WAITING' and reason is not null
                        group by source, state, cause order by count(*) desc, source, cause limit :limit
                        """)
                .param("limit", limit)
                .query((row, n) -> new Cause(
                        row.getString(1),
                        State.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getLong(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }
}
