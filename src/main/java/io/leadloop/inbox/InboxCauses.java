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

    /** The cause of a row {@code m}: its reason without what differs from event to event (a time, the record's id). */
    static final String CAUSE = """
            case m.state when 'WAITING' then regexp_replace(m.reason, ' since [-0-9T: ]+(Z| UTC):', ':')
                when 'PARKED' then regexp_replace(m.reason, '^The event happened at [-0-9T:.]+Z, which lies', 'The time of the event lies')
                when 'UNMATCHED' then regexp_replace(m.reason, '^The lead of .* is not known yet', 'The lead is not known yet')
                else m.reason end""";

    /** Events of one source that wait in one state for one reason; the reason without times and ids of records. */
    public record Cause(
            String source, State state, @Nullable String reason, long events, Instant oldest) {

        /** Whether they are parked until their time has come, and applied by themselves then. */
        public boolean waitForTheirTime() {
            return Verdicts.waitsForItsTime(state, reason);
        }
    }

    /** The most events first. */
    public List<Cause> all(int limit) {
        return jdbc.sql("select m.source, m.state, " + CAUSE + " as cause, count(*), min(m.received_at)"
                        + " from leadloop.inbox_message m where m.state in ('PARKED', 'UNMATCHED', 'UNMAPPED')"
                        + " or m.state = 'WAITING' and m.reason is not null"
                        + " group by m.source, m.state, cause order by count(*) desc, m.source, cause limit :limit")
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
