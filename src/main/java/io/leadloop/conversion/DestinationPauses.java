package io.leadloop.conversion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which destinations are paused, why and since when; shared by all nodes. */
@Repository
public class DestinationPauses {

    private final JdbcClient jdbc;

    DestinationPauses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<DestinationPause> of(String destination) {
        return all().stream().filter(it -> it.destination().equals(destination)).findFirst();
    }

    public List<DestinationPause> all() {
        return jdbc.sql("select * from leadloop.destination_pause where resumed_at is null order by destination")
                .query((row, n) -> pause(row))
                .list();
    }

    private static DestinationPause pause(ResultSet row) throws SQLException {
        Timestamp probe = row.getTimestamp("probe_at");
        return new DestinationPause(
                row.getString("destination"),
                DestinationPause.Cause.valueOf(row.getString("cause")),
                row.getString("message"),
                row.getTimestamp("since").toInstant(),
                probe == null ? null : probe.toInstant(),
                row.getString("incident_id"));
    }

    /**
     * Pauses a destination. True when it was not paused for that cause before, so that one cause raises one alert. A person's pause
     * is never replaced, and a blocked destination is none that only wants to hear nothing for a while. One that a person resumed
     * and that is blocked again within a day, without another pause between, is blocked since it first was.
     */
    public boolean pause(
            String destination, DestinationPause.Cause cause, String message, Instant now, @Nullable Instant probeAt) {
        return jdbc.sql("""
                        insert into leadloop.destination_pause (destination, cause, message, since, probe_at)
                        values (:destination, :cause, :message, :now::timestamptz, :probeAt::timestamptz)
                        on conflict (destination) do update
                            set message = excluded.message, probe_at = excluded.probe_at, cause = excluded.cause,
                                resumed_at = null,
                                since = case when destination_pause.cause = excluded.cause
                                        and coalesce(destination_pause.resumed_at > excluded.since - interval '1 day', true)
                                    then destination_pause.since
                                    else excluded.since end
                            where destination_pause.resumed_at is not null or destination_pause.cause <> 'OPERATOR'
                              and not (destination_pause.cause = 'BLOCKED' and excluded.cause = 'RATE_LIMIT')
                        returning xmax = 0 or coalesce((select before.cause <> :cause or before.resumed_at is not null
                            from leadloop.destination_pause before where before.destination = :destination), false)
                        """)
                .param("destination", destination)
                .param("cause", cause.name())
                .param("message", message)
                .param("now", now.toString())
                .param("probeAt", probeAt == null ? null : probeAt.toString())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Ends the quiet that a destination asked for, where its time is over. */
    public void endQuiet(String destination, Instant now) {
        jdbc.sql("""
                        delete from leadloop.destination_pause
                        where destination = :destination and cause = 'RATE_LIMIT' and probe_at <= :now::timestamptz
                        """)
                .param("destination", destination)
                .param("now", now.toString())
                .update();
    }

    public void raised(String destination, String incidentId) {
        jdbc.sql("update leadloop.destination_pause set incident_id = :incident where destination = :destination")
                .param("incident", incidentId)
                .param("destination", destination)
                .update();
    }

    /**
     * Ends the pause by a person's will and gives back what it was, so that its incident can be resolved. Of one that was blocked
     * its beginning is kept until the platform takes something again.
     */
    public Optional<DestinationPause> resume(String destination, Instant now) {
        Optional<DestinationPause> pause = of(destination);
        jdbc.sql("update leadloop.destination_pause set resumed_at = :now::timestamptz, incident_id = null"
                        + " where destination = :destination and cause = 'BLOCKED' and resumed_at is null")
                .param("destination", destination)
                .param("now", now.toString())
                .update();
        jdbc.sql("delete from leadloop.destination_pause where destination = :destination and cause <> 'BLOCKED'")
                .param("destination", destination)
                .update();
        return pause;
    }

    /** The platform takes conversions: the block is over, be it resumed or not. Gives back what it was. */
    public Optional<DestinationPause> takesAgain(String destination) {
        return jdbc.sql("delete from leadloop.destination_pause where destination = :destination and cause = 'BLOCKED'"
                        + " returning *")
                .param("destination", destination)
                .query((row, n) -> pause(row))
                .optional();
    }
}
