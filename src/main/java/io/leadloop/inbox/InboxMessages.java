package io.leadloop.inbox;

import io.leadloop.inbox.InboxMessage.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Queries of the inbox for pages and REST. */
@Repository
public class InboxMessages {

    /** Without the payload, which nobody shows. */
    private static final String COLUMNS =
            "id, source, delivery_key, state, attempts, reason, crm_status, lead_id, received_at, processed_at";

    private final JdbcClient jdbc;

    InboxMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The newest events first, of one state or of all that people look for where it is null: those that wait for someone, and
     * those that are held for a reason (suspended in Cockpit, or a failure that is tried again).
     */
    public List<InboxMessage> search(@Nullable State state, int limit) {
        return jdbc.sql("""
                        select %s from leadloop.inbox_message
                        where (:state::text is null and (state in ('PARKED', 'UNMATCHED', 'UNMAPPED')
                            or state = 'WAITING' and reason is not null)) or state = :state
                        order by id desc limit :limit
                        """.formatted(COLUMNS))
                .param("state", state == null ? null : state.name())
                .param("limit", limit)
                .query(InboxMessages::read)
                .list();
    }

    /** What came of one source last, in any state, the newest first. */
    public List<InboxMessage> newest(String source, int limit) {
        return jdbc.sql("""
                        select %s from leadloop.inbox_message where source = :source
                        order by received_at desc, id desc limit :limit
                        """.formatted(COLUMNS))
                .param("source", source)
                .param("limit", limit)
                .query(InboxMessages::read)
                .list();
    }

    private static InboxMessage read(ResultSet row, int number) throws SQLException {
        Timestamp processed = row.getTimestamp("processed_at");
        return new InboxMessage(
                row.getLong("id"),
                row.getString("source"),
                row.getString("delivery_key"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("reason"),
                row.getString("crm_status"),
                row.getObject("lead_id", UUID.class),
                row.getTimestamp("received_at").toInstant(),
                processed == null ? null : processed.toInstant());
    }

    /** How many events stand in each state but PROCESSED. */
    public Map<State, Long> count() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        jdbc.sql("select state, count(*) from leadloop.inbox_message where state <> 'PROCESSED' group by state")
                .query(row -> {
                    counts.put(State.valueOf(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    /** How many events wait for a reason: suspended in Cockpit, or a failure that is tried again. */
    public long countHeld() {
        return jdbc.sql("select count(*) from leadloop.inbox_message where state = 'WAITING' and reason is not null")
                .query(Long.class)
                .single();
    }

    /** How many of the held ones wait for somebody to activate a process. */
    public long countSuspended() {
        return jdbc.sql("select count(*) from leadloop.inbox_message where state = 'WAITING'"
                        + " and starts_with(reason, :suspended)")
                .param("suspended", Verdicts.SUSPENDED)
                .query(Long.class)
                .single();
    }

    /** The statuses that no rule knows, with the events that wait for one; the most frequent first. */
    public List<UnmappedStatus> unmapped() {
        return jdbc.sql("""
                        select crm_status, string_agg(distinct source, ', '), count(*), max(received_at)
                        from leadloop.inbox_message where state = 'UNMAPPED' and crm_status is not null
                        group by crm_status order by count(*) desc, crm_status
                        """)
                .query((row, n) -> new UnmappedStatus(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }
}
