package io.leadloop.crm;

import io.leadloop.crm.InboxMessage.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Why events wait for someone, counted by cause; who mended a cause applies all of its events again in one go. */
@Repository
public class InboxCauses {

    private final JdbcClient jdbc;
    private final Clock clock;

    InboxCauses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
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

    /**
     * Applies all events of a cause again; gives back how many. Nothing is lost: what fails again waits again.
     *
     * @param reason null stands for the events without one
     */
    public int replay(String source, State state, @Nullable String reason) {
        return jdbc.sql("""
                        update leadloop.inbox_message
                        set state = case when waiting_for = array['lookup'] then 'LOOKUP' else 'WAITING' end,
                            waiting_for = null, attempts = 0, due_at = :now::timestamptz, reason = null
                        where source = :source and state = :state and state in ('PARKED', 'UNMATCHED', 'UNMAPPED')
                          and reason is not distinct from :reason
                        """)
                .param("source", source)
                .param("state", state.name())
                .param("reason", reason)
                .param("now", clock.instant().toString())
                .update();
    }
}
