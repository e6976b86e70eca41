package io.leadloop.inbox;

import io.leadloop.database.SqlArray;
import io.leadloop.inbox.InboxMessage.State;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Replays events that waited for a person, or drops them; what fails again returns to its state. */
@Repository
public class InboxReplay {

    private static final String WAITS = " m.state in ('PARKED', 'UNMATCHED', 'UNMAPPED') ";

    private static final String OF_CAUSE =
            " m.source = :source and m.state = :state and " + InboxCauses.CAUSE + " is not distinct from :reason ";

    /** Whether the lead that an UNMATCHED event waits for is known now. */
    private static final String IS_MATCHED = """
            exists (
                select from unnest(m.waiting_for) as w(record)
                join leadloop.lead_alias a
                  on a.source = m.source and a.source || ':' || a.record_type || ':' || a.external_id = w.record
                union all
                select from unnest(m.waiting_for) as w(record)
                join leadloop.click_id c on 'click:' || c.kind || ':' || c.value = w.record
                join leadloop.lead l on l.id = c.lead_id and l.source = m.source and l.merged_into is null
                group by w.record having count(distinct c.lead_id) = 1)
            """;

    private static final String AGAIN = """
            update leadloop.inbox_message m
            set state = case when m.waiting_for = array['lookup'] then 'LOOKUP' else 'WAITING' end,
                waiting_for = null, attempts = 0, due_at = :now::timestamptz, reason = null
            where""";

    private static final String DROP = """
            update leadloop.inbox_message m
            set state = 'PROCESSED', payload = null, waiting_for = null, processed_at = :now::timestamptz,
                reason = 'Dropped by a person.'
            where""";

    private static final String STILL_UNMATCHED = "select count(*) from leadloop.inbox_message m where"
            + " m.state = 'UNMATCHED' and m.waiting_for is distinct from array['lookup'] and not " + IS_MATCHED
            + " and ";

    private final JdbcClient jdbc;
    private final Clock clock;

    InboxReplay(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param events how many are applied again
     * @param stillUnmatched those of them whose lead is not known: they will wait again
     */
    public record Replayed(int events, int stillUnmatched) {}

    /** Applies a parked, unmatched or unmapped event again. */
    public Replayed replay(long id) {
        int still = jdbc.sql(STILL_UNMATCHED + "m.id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
        return new Replayed(of(id, AGAIN), still);
    }

    /**
     * Applies all events of a cause again.
     *
     * @param reason as {@link InboxCauses.Cause} has it; null stands for the events without one
     */
    public Replayed replayAll(String source, State state, @Nullable String reason) {
        int still = jdbc.sql(STILL_UNMATCHED + OF_CAUSE)
                .param("source", source)
                .param("state", state.name())
                .param("reason", reason)
                .query(Integer.class)
                .single();
        return new Replayed(ofCause(source, state, reason, AGAIN), still);
    }

    /** Puts a parked, unmatched or unmapped event away, with its payload: it is never applied. False when there is none. */
    public boolean drop(long id) {
        return of(id, DROP) > 0;
    }

    /** Puts all events of a cause away; returns how many. */
    public int dropAll(String source, State state, @Nullable String reason) {
        return ofCause(source, state, reason, DROP);
    }

    private int of(long id, String deed) {
        return jdbc.sql(deed + WAITS + "and m.id = :id")
                .param("id", id)
                .param("now", clock.instant().toString())
                .update();
    }

    private int ofCause(String source, State state, @Nullable String reason, String deed) {
        return jdbc.sql(deed + WAITS + "and" + OF_CAUSE)
                .param("source", source)
                .param("state", state.name())
                .param("reason", reason)
                .param("now", clock.instant().toString())
                .update();
    }

    /**
     * Applies the unmapped events with one of these statuses again, from then on: a little later than now, so that
     * every node has noticed the new mapping. Returns how many.
     */
    public int releaseMapped(Collection<String> statuses, Instant from) {
        return statuses.isEmpty()
                ? 0
                : jdbc.sql("""
                                update leadloop.inbox_message
                                set state = 'WAITING', attempts = 0, due_at = :from::timestamptz, reason = null
                                where state = 'UNMAPPED' and crm_status = any(:statuses)
                                """)
                        .param("from", from.toString())
                        .param("statuses", SqlArray.of(statuses, it -> it))
                        .update();
    }

    /** Lets events of a lead be applied at once that waited because its process was suspended; returns how many. */
    public int afterActivation(UUID lead) {
        return jdbc.sql("""
                        update leadloop.inbox_message set due_at = :now::timestamptz
                        where lead_id = :lead::uuid and state = 'WAITING' and starts_with(reason, :suspended)
                        """)
                .param("now", clock.instant().toString())
                .param("lead", lead.toString())
                .param("suspended", Verdicts.SUSPENDED)
                .update();
    }

    /** Applies UNMATCHED events whose lead is known now; returns how many. */
    public int releaseMatched() {
        return jdbc.sql("update leadloop.inbox_message m set state = 'WAITING', reason = null, waiting_for = null"
                        + " where m.state = 'UNMATCHED' and " + IS_MATCHED)
                .update();
    }

    /** Applies events of the future whose time has come; returns how many. */
    public int releaseDue() {
        return jdbc.sql("""
                        update leadloop.inbox_message set state = 'WAITING', reason = null, waiting_for = null
                        where state = 'PARKED' and waiting_for = array['time'] and due_at <= :now::timestamptz
                        """).param("now", clock.instant().toString()).update();
    }
}
