package io.leadloop.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Queries of the inbox by source, for health and retention. */
@Repository
public class SourceActivity {

    private static final int WEEKS = 4;

    private final JdbcClient jdbc;
    private final Clock clock;

    SourceActivity(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Waiting events of one source. */
    public record Activity(@Nullable Instant oldestWaiting, Map<String, Long> waiting) {

        public static final Activity NONE = new Activity(null, Map.of());
    }

    public Map<String, Activity> bySource() {
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
        waiting.forEach((source, states) -> activity.put(source, new Activity(oldest.get(source), states)));
        return activity;
    }

    /**
     * A test lead that a source named.
     *
     * @param words what was read of it, without personal data
     */
    public record TestLead(Instant receivedAt, String words) {}

    /** The newest test leads of a source, the newest first; see {@code crm.FormTranslation}. */
    public List<TestLead> testLeads(String source, int most) {
        return jdbc.sql("""
                        select received_at, reason from leadloop.inbox_message
                        where source = :source and state = 'PROCESSED' and reason like 'Test lead of %'
                        order by id desc limit :most
                        """)
                .param("source", source)
                .param("most", most)
                .query((row, n) -> new TestLead(row.getTimestamp(1).toInstant(), row.getString(2)))
                .list();
    }

    /**
     * How many events its webhooks brought in the same hours of each of the last four weeks, newest week first; only
     * weeks in which the source was already listened to. Nights, weekends and quiet CRMs need no setting that way.
     */
    public List<Long> inTheSameHours(String source, Instant since, Instant from, Instant to) {
        return jdbc.sql("""
                        select count(m.id) from generate_series(1, :weeks) week
                        left join leadloop.inbox_message m on m.source = :source
                            and m.received_at > :from::timestamptz - week * interval '7 days'
                            and m.received_at <= :to::timestamptz - week * interval '7 days'
                            and m.origin = 'WEBHOOK'
                        where :since::timestamptz <= :from::timestamptz - week * interval '7 days'
                        group by week order by week
                        """)
                .param("weeks", WEEKS)
                .param("source", source)
                .param("since", since.toString())
                .param("from", from.toString())
                .param("to", to.toString())
                .query(Long.class)
                .list();
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

    /** Removes events that wait for a person since long ago, with their payload. */
    int forgetWaiting(Duration keep) {
        return jdbc.sql("""
                        delete from leadloop.inbox_message
                        where state in ('UNMATCHED', 'UNMAPPED', 'PARKED') and received_at < :before::timestamptz
                        """)
                .param("before", clock.instant().minus(keep).toString())
                .update();
    }
}
