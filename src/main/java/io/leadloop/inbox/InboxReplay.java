package io.leadloop.inbox;

import io.leadloop.database.SqlArray;
import io.leadloop.inbox.InboxMessage.State;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Replays events that waited for a person; what fails again returns to its state. */
@Repository
public class InboxReplay {

    private final JdbcClient jdbc;
    private final Clock clock;

    InboxReplay(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Applies a parked, unmatched or unmapped event again; false when there is no such event. */
    public boolean replay(long id) {
        return jdbc.sql("""
                                update leadloop.inbox_message
                                set state = case when waiting_for = array['lookup'] then 'LOOKUP' else 'WAITING' end,
                                    waiting_for = null, attempts = 0, due_at = :now::timestamptz, reason = null
                                where id = :id and state in ('PARKED', 'UNMATCHED', 'UNMAPPED')
                                """)
                        .param("id", id)
                        .param("now", clock.instant().toString())
                        .update()
                > 0;
    }

    /**
     * Applies all events of a cause again; returns how many.
     *
     * @param reason null stands for the events without one
     */
    public int replayAll(String source, State state, @Nullable String reason) {
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

    /** Applies UNMATCHED events whose lead is known now; returns how many. */
    public int releaseMatched() {
        return jdbc.sql("""
                        update leadloop.inbox_message m set state = 'WAITING', reason = null, waiting_for = null
                        where m.state = 'UNMATCHED' and exists (
                            select from unnest(m.waiting_for) as w(record)
                            join leadloop.lead_alias a
                              on a.source = m.source and a.source || ':' || a.record_type || ':' || a.external_id = w.record
                            union all
                            select from unnest(m.waiting_for) as w(record)
                            join leadloop.click_id c on 'click:' || c.kind || ':' || c.value = w.record
                            join leadloop.lead l on l.id = c.lead_id and l.source = m.source and l.merged_into is null
                            group by w.record having count(distinct c.lead_id) = 1)
                        """).update();
    }
}
