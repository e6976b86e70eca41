package io.leadloop.conversion;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which actions of which destinations are held, why and since when; shared by all nodes. */
@Repository
public class ActionHolds {

    private final JdbcClient jdbc;

    ActionHolds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<ActionHold> of(String destination) {
        return all().stream().filter(it -> it.destination().equals(destination)).toList();
    }

    public List<ActionHold> all() {
        return jdbc.sql("select * from leadloop.action_hold order by destination, action")
                .query((row, n) -> new ActionHold(
                        row.getString("destination"),
                        row.getString("action"),
                        row.getString("message"),
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("probe_at").toInstant(),
                        row.getString("incident_id")))
                .list();
    }

    /** Holds an action. True when it was not held before, so that one cause raises one incident. */
    public boolean hold(String destination, String action, String message, Instant now, Instant probeAt) {
        return jdbc.sql("""
                        insert into leadloop.action_hold (destination, action, message, since, probe_at)
                        values (:destination, :action, :message, :now::timestamptz, :probeAt::timestamptz)
                        on conflict (destination, action) do update
                            set message = excluded.message, probe_at = excluded.probe_at
                        returning (xmax = 0)
                        """)
                .param("destination", destination)
                .param("action", action)
                .param("message", message)
                .param("now", now.toString())
                .param("probeAt", probeAt.toString())
                .query(Boolean.class)
                .single();
    }

    /** Whether this node may try one conversion of the action now; nobody else may before {@code next}. */
    public boolean claimProbe(String destination, String action, Instant now, Instant next) {
        return jdbc.sql("""
                                update leadloop.action_hold set probe_at = :next::timestamptz
                                where destination = :destination and action = :action and probe_at <= :now::timestamptz
                                """)
                        .param("destination", destination)
                        .param("action", action)
                        .param("now", now.toString())
                        .param("next", next.toString())
                        .update()
                > 0;
    }

    public void raised(String destination, String action, String incidentId) {
        jdbc.sql("""
                        update leadloop.action_hold set incident_id = :incident
                        where destination = :destination and action = :action
                        """)
                .param("incident", incidentId)
                .param("destination", destination)
                .param("action", action)
                .update();
    }

    /** Ends the hold and gives back what it was, so that its incident can be resolved. */
    public Optional<ActionHold> release(String destination, String action) {
        Optional<ActionHold> hold = of(destination).stream()
                .filter(it -> it.action().equals(action))
                .findFirst();
        jdbc.sql("delete from leadloop.action_hold where destination = :destination and action = :action")
                .param("destination", destination)
                .param("action", action)
                .update();
        return hold;
    }
}
