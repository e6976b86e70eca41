package io.leadloop.quality;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Computes how complete the weeks of clicks are. */
@Repository
public class Cohorts {

    private static final Duration KNOWN = Duration.ofDays(400);
    /** Leads younger than this are not asked how long leads need: of them only the quick ones are known. */
    private static final Duration RIPE = Duration.ofDays(90);

    private final JdbcClient jdbc;
    private final SnapshotReads reads;
    private final Clock clock;

    Cohorts(JdbcClient jdbc, SnapshotReads reads, Clock clock) {
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
                        select greatest(0, extract(epoch from first_deep_at - came_at)::bigint / 86400) as deep,
                            greatest(0, extract(epoch from won_at - came_at)::bigint / 86400) as won,
                            first_deep_at is not null as is_deep, won_at is not null as is_won, count(*) as many
                        from leadloop.v_lead where (first_deep_at is not null or won_at is not null)
                          and came_at >= :from::timestamptz and came_at < :until::timestamptz
                        group by 1, 2, 3, 4
                        """)
                .param("from", now.minus(KNOWN).toString())
                .param("until", now.minus(RIPE).toString())
                .query(row -> {
                    if (row.getBoolean("is_deep")) {
                        deep.merge(row.getLong("deep"), row.getLong("many"), Long::sum);
                    }
                    if (row.getBoolean("is_won")) {
                        won.merge(row.getLong("won"), row.getLong("many"), Long::sum);
                    }
                });
        return new Both(new Completeness(deep, now), new Completeness(won, now));
    }
}
