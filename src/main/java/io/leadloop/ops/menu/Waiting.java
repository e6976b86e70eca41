package io.leadloop.ops.menu;

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
    private final Clock clock;
    private volatile @Nullable Counted last;

    Waiting(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * @param failures conversions that a person has to mend, and accounts or actions that are blocked
     * @param events of the inbox that no rule or lead fits, or that could not be applied
     */
    record Counts(long failures, long events) {}

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
        return jdbc.sql("""
                        select (select count(*) from leadloop.conversion
                                where state in ('REJECTED', 'EXHAUSTED', 'CANCELLED'))
                             + (select count(*) from leadloop.destination_pause where cause = 'BLOCKED')
                             + (select count(*) from leadloop.action_hold),
                               (select count(*) from leadloop.inbox_message
                                where state in ('UNMATCHED', 'UNMAPPED', 'PARKED'))
                        """)
                .query((row, n) -> new Counts(row.getLong(1), row.getLong(2)))
                .single();
    }
}
