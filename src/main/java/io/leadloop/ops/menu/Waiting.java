package io.leadloop.ops.menu;

import io.leadloop.ops.attention.AttentionList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many things wait for somebody, counted again after some seconds: every page shows it. */
@Repository
class Waiting {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final AttentionList attention;
    private final Clock clock;
    private volatile @Nullable Counted last;

    Waiting(JdbcClient jdbc, AttentionList attention, Clock clock) {
        this.jdbc = jdbc;
        this.attention = attention;
        this.clock = clock;
    }

    /**
     * @param causes what stands on the page "Needs attention" and does not go on by itself
     * @param events of the inbox that no rule or lead fits, or that could not be applied
     */
    record Counts(long causes, long events) {}

    private record Counted(Counts counts, Instant at) {}

    Counts now() {
        Counted known = last;
        Instant now = clock.instant();
        if (known == null || now.isBefore(known.at()) || now.isAfter(known.at().plus(FRESH))) {
            known = new Counted(count(), now);
            last = known;
        }
        return known.counts();
    }

    private Counts count() {
        long events = jdbc.sql("""
                        select count(*) from leadloop.inbox_message where state in ('UNMATCHED', 'UNMAPPED', 'PARKED')
                        """).query(Long.class).single();
        return new Counts(AttentionList.needing(attention.now()), events);
    }
}
