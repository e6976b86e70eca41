package io.leadloop.conversion;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What went to each ad account of late, by our own ledger. */
@Repository
public class AccountTraffic {

    private final JdbcClient jdbc;

    AccountTraffic(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One account.
     *
     * @param taken conversions and adjustments that it took in the time, one that it knew already included
     * @param refused attempts that it refused in the time
     * @param waiting what is planned for it now
     * @param lastTaken null where it took nothing in the time
     */
    public record Traffic(
            long taken,
            long refused,
            long waiting,
            @Nullable Instant lastTaken) {}

    /** By the account's id; one for which nothing happened and nothing waits is absent. */
    public Map<String, Traffic> since(Instant from) {
        Map<String, Traffic> traffic = new HashMap<>();
        jdbc.sql("""
                        select destination, sum(taken), sum(refused), sum(waiting), max(last_taken) from (
                            select c.destination, count(*) filter (where a.outcome in ('ACCEPTED', 'DUPLICATE')) as taken,
                                count(*) filter (where a.outcome = 'REJECTED') as refused, 0 as waiting,
                                max(a.ended_at) filter (where a.outcome in ('ACCEPTED', 'DUPLICATE')) as last_taken
                            from leadloop.conversion_attempt a join leadloop.conversion c on c.id = a.conversion_id
                            where a.started_at >= :from::timestamptz group by c.destination
                            union all
                            select destination, 0, 0, count(*), null from leadloop.conversion
                            where state = 'PLANNED' group by destination) t
                        group by destination
                        """).param("from", from.toString()).query(row -> {
            Timestamp last = row.getTimestamp(5);
            traffic.put(
                    row.getString(1),
                    new Traffic(
                            row.getLong(2), row.getLong(3), row.getLong(4), last == null ? null : last.toInstant()));
        });
        return traffic;
    }

    /**
     * How many conversions of steps since then each account took, by its id and the stage's; adjustments are none. By the view of the
     * figures, which has an index by time and is some seconds late.
     */
    public Map<String, Map<String, Long>> takenByStage(Instant from) {
        Map<String, Map<String, Long>> taken = new HashMap<>();
        jdbc.sql("""
                        select destination, stage, count(*) from leadloop.v_conversion
                        where state = 'ACCEPTED' and type = 'CONVERSION' and occurred_at >= :from::timestamptz
                        group by destination, stage
                        """).param("from", from.toString()).query(row -> {
            taken.computeIfAbsent(row.getString(1), it -> new HashMap<>()).put(row.getString(2), row.getLong(3));
        });
        return taken;
    }
}
