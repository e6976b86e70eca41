package io.leadloop.conversion;

import io.leadloop.database.SqlArray;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Why conversions are not delivered, counted by cause: what an operator fixes is a cause, not a row. */
@Repository
public class ConversionCauses {

    private final JdbcClient jdbc;

    ConversionCauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Conversions of one destination that stand in one state for one reason.
     *
     * @param detail the words of the newest one
     * @param oldest since when the first of them stands so
     */
    public record Cause(
            String destination,
            ConversionState state,
            String reason,
            long conversions,
            @Nullable String detail,
            Instant oldest) {

        /** Whether it is worth a look whether the reason is gone. */
        public boolean mayBeLookedAtAgain() {
            return ConversionTransition.RECONSIDER.mayBeginAt(state) && !Refusal.isForGood(reason);
        }
    }

    /**
     * What the platforms refuse or what fails over and over, the most conversions first. What waits for a paused account or
     * a held action is not among it: the pause or the hold is its cause, and sending it again would do nothing.
     */
    public List<Cause> failing() {
        return causes("""
                state in ('REJECTED', 'EXHAUSTED', 'CANCELLED')
                or (state = 'PLANNED' and reason is not null
                    and not exists (select from leadloop.destination_pause p
                        where p.destination = c.destination and p.resumed_at is null)
                    and not exists (select from leadloop.action_hold h
                        where h.destination = c.destination and h.action = c.action))
                """, Instant.EPOCH);
    }

    /**
     * What was never sent or came too late since then, the most conversions first; last those whose lead has no click of the
     * platform, of which there is one for each account that did not bring the lead.
     */
    public List<Cause> notSent(Instant since) {
        return causes("state in ('REFUSED', 'EXPIRED', 'WITHDRAWN')", since);
    }

    private List<Cause> causes(String where, Instant since) {
        return jdbc.sql("select destination, state, reason, count(*), (array_agg(detail order by updated_at desc))[1],"
                        + " min(updated_at) from leadloop.conversion c where (" + where + ")"
                        + " and created_at >= :since::timestamptz"
                        + " group by destination, state, reason"
                        + " order by reason is not distinct from 'NO_CLICK_ID', count(*) desc, destination, reason")
                .param("since", since.toString())
                .query((row, n) -> new Cause(
                        row.getString(1),
                        ConversionState.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant()))
                .list();
    }

    /** How many conversions wait for each of these destinations to take something again. */
    public long waiting(List<String> destinations) {
        return destinations.isEmpty()
                ? 0
                : jdbc.sql("select count(*) from leadloop.conversion where state = 'PLANNED'"
                                + " and destination = any(:destinations)")
                        .param("destinations", SqlArray.of(destinations, it -> it))
                        .query(Long.class)
                        .single();
    }

    /** How many conversions wait for this destination to take this action again. */
    public long waiting(String destination, String action) {
        return jdbc.sql("select count(*) from leadloop.conversion where state = 'PLANNED'"
                        + " and destination = :destination and action = :action")
                .param("destination", destination)
                .param("action", action)
                .query(Long.class)
                .single();
    }

    /** The conversions of a cause; every reason where it is null. */
    public List<UUID> of(String destination, ConversionState state, @Nullable String reason) {
        return jdbc.sql("""
                        select id from leadloop.conversion
                        where destination = :destination and state = :state
                          and (:reason::text is null or reason = :reason)
                        order by id
                        """)
                .param("destination", destination)
                .param("state", state.name())
                .param("reason", reason)
                .query(UUID.class)
                .list();
    }
}
