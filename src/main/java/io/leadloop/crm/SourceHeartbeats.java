package io.leadloop.crm;

import io.leadloop.database.SqlArray;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The time of the last webhook of each configured source, to the minute; without any, the time when LeadLoop first
 * started with it.
 */
@Repository
class SourceHeartbeats {

    private static final Duration PRECISION = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final CrmSources sources;
    private final Clock clock;
    private final Map<String, Instant> written = new ConcurrentHashMap<>();

    SourceHeartbeats(JdbcClient jdbc, CrmSources sources, Clock clock) {
        this.jdbc = jdbc;
        this.sources = sources;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        jdbc.sql("""
                        insert into leadloop.source_heartbeat (source, since)
                        select unnest(:sources::text[]), :now::timestamptz on conflict do nothing
                        """)
                .param("sources", SqlArray.of(sources.names(), it -> it))
                .param("now", clock.instant().toString())
                .update();
    }

    /**
     * Records that a webhook was stored. Writes at most once a minute, because webhooks may come by thousands a second.
     */
    void heard(String source) {
        Instant now = clock.instant();
        Instant last = written.get(source);
        if (last == null || Duration.between(last, now).abs().compareTo(PRECISION) >= 0) {
            written.put(source, now);
            jdbc.sql("""
                            insert into leadloop.source_heartbeat (source, since, heard_at)
                            values (:source, :now::timestamptz, :now::timestamptz)
                            on conflict (source) do update set heard_at = excluded.heard_at
                            """).param("source", source).param("now", now.toString()).update();
        }
    }

    /**
     * @param since when LeadLoop first started with this source
     * @param heardAt null if nothing has arrived since
     */
    record Pulse(Instant since, @Nullable Instant heardAt) {

        /** Since when nothing has arrived. */
        Instant silentSince() {
            return heardAt == null ? since : heardAt;
        }
    }

    /** By source, in the order of their names; only sources that are configured. */
    Map<String, Pulse> all() {
        Map<String, Pulse> pulses = new TreeMap<>();
        Set<String> configured = sources.names();
        jdbc.sql("select source, since, heard_at from leadloop.source_heartbeat")
                .query(row -> {
                    if (configured.contains(row.getString(1))) {
                        Timestamp heard = row.getTimestamp(3);
                        pulses.put(
                                row.getString(1),
                                new Pulse(row.getTimestamp(2).toInstant(), heard == null ? null : heard.toInstant()));
                    }
                });
        return pulses;
    }
}
