package io.leadloop.inbox;

import io.leadloop.inbox.InboxMessage.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Events that need a person, grouped by cause (source, state, reason), so that all of one cause can be replayed at
 * once.
 */
@Repository
public class InboxCauses {

    private final JdbcClient jdbc;

    InboxCauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Events of one source that wait in one state for one reason. */
    public record Cause(
            String source, State state, @Nullable String reason, long events, Instant oldest) {}

    /** The most events first. */
    public List<Cause> all(int limit) {
        return jdbc.sql("""
                        select source, state, reason, count(*), min(received_at) from leadloop.inbox_message
                        where state in ('PARKED', 'UNMATCHED', 'UNMAPPED')
                        group by source, state, reason order by count(*) desc, source, reason limit :limit
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
