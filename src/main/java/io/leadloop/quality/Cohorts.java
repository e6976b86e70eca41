package io.leadloop.quality;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How complete the weeks of clicks are. */
@Repository
public class Cohorts {

    private static final Duration KNOWN = Duration.ofDays(400);
    /** Leads younger than this are not asked how long leads need: of them only the quick ones are known. */
    private static final Duration RIPE = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final WideReads reads;
    private final Clock clock;

    Cohorts(JdbcClient jdbc, WideReads reads, Clock clock) {
        this.jdbc = jdbc;
        this.reads = reads;
        this.clock = clock;
    }

    /** For the deepest qualified stage and for the win. */
    public record Both(Completeness deep, Completeness won) {}

    public Both completeness() {
        return reads.read(this::read);
    }

    private Both read() {
        Instant now = clock.instant();
        NavigableMap<Long, Long> deep = new TreeMap<>();
        NavigableMap<Long, Long> won = new TreeMap<>();
        jdbc.sql("""
                        select 'deep', greatest(0, extract(epoch from first_deep_at - came_at)::bigint / 86400), count(*)
                        from leadloop.v_lead where first_deep_at is not null
                          and came_at >= :from::timestamptz and came_at < :until::timestamptz group by 1, 2
                        union all
                        select 'won', greatest(0, extract(epoch from won_at - came_at)::bigint / 86400), count(*)
                        from leadloop.v_lead where won_at is not null
                          and came_at >= :from::timestamptz and came_at < :until::timestamptz group by 1, 2
                        """)
                .param("from", now.minus(KNOWN).toString())
                .param("until", now.minus(RIPE).toString())
                .query(row -> {
                    (row.getString(1).equals("deep") ? deep : won).put(row.getLong(2), row.getLong(3));
                });
        return new Both(new Completeness(deep, now), new Completeness(won, now));
    }
}
