package io.leadloop.crm;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the inbox tells about its sources. */
@Repository
class SourceActivity {

    /** So many of a source's newest events tell how often it usually talks. */
    private static final int NEWEST = 500;

    private static final int ENOUGH = 20;

    private final JdbcClient jdbc;
    private final Clock clock;

    SourceActivity(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Activity(
            @Nullable Instant lastEventAt,
            @Nullable Duration usualGap,
            @Nullable Instant oldestWaiting,
            Map<String, Long> waiting) {

        static final Activity NONE = new Activity(null, null, null, Map.of());
    }

    Map<String, Activity> bySource() {
        Map<String, Map<String, Long>> waiting = new HashMap<>();
        jdbc.sql("""
                        select source, state, count(*) from leadloop.inbox_message
                        where state <> 'PROCESSED' group by source, state
                        """).query(row -> {
            waiting.computeIfAbsent(row.getString(1), it -> new TreeMap<>()).put(row.getString(2), row.getLong(3));
        });
        Map<String, Instant> oldest = new HashMap<>();
        jdbc.sql("""
                        select source, min(received_at) from leadloop.inbox_message
                        where state in ('WAITING', 'LOOKUP') group by source
                        """).query(row -> {
            oldest.put(row.getString(1), row.getTimestamp(2).toInstant());
        });
        Map<String, Activity> activity = new HashMap<>();
        jdbc.sql("""
                        select s.source, max(g.received_at), percentile_cont(0.9) within group (order by g.gap), count(g.gap)
                        from (select distinct source from leadloop.inbox_message) s
                        cross join lateral (
                            select received_at, extract(epoch from received_at - lag(received_at) over (order by received_at))
                                as gap
                            from (select received_at from leadloop.inbox_message m
                                where m.source = s.source and delivery_key not like 'sweep:%'
                                order by received_at desc limit :newest) n) g
                        group by s.source
                        """).param("newest", NEWEST).query(row -> {
            Timestamp last = row.getTimestamp(2);
            boolean enough = row.getLong(4) >= ENOUGH;
            activity.put(
                    row.getString(1),
                    new Activity(
                            last == null ? null : last.toInstant(),
                            enough ? Duration.ofMillis((long) (row.getDouble(3) * 1000)) : null,
                            oldest.get(row.getString(1)),
                            waiting.getOrDefault(row.getString(1), Map.of())));
        });
        return activity;
    }

    /** Removes the trace of events that were applied long ago; a repetition of one would be applied again, to no effect. */
    int forgetProcessed(Duration keep, int most) {
        return jdbc.sql("""
                        delete from leadloop.inbox_message where id in (
                            select id from leadloop.inbox_message
                            where state = 'PROCESSED' and processed_at < :before::timestamptz limit :most)
                        """)
                .param("before", clock.instant().minus(keep).toString())
                .param("most", most)
                .update();
    }
}
