package io.leadloop.inbox;

import io.leadloop.database.StorableText;
import io.leadloop.schedule.Loops;
import io.leadloop.schedule.Queue;
import io.leadloop.secret.SecretBox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repository of messages in the state LOOKUP, which wait for data from their CRM. */
@Repository
public class InboxLookups {

    /** Lease on a message; longer than any call to a CRM takes. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final Clock clock;
    private final Loops loops;

    InboxLookups(JdbcClient jdbc, SecretBox box, Clock clock, Loops loops) {
        this.jdbc = jdbc;
        this.box = box;
        this.clock = clock;
        this.loops = loops;
    }

    /**
     * A message to be completed; its payload still sealed.
     *
     * @param traceparent the span in which it came, see {@link io.leadloop.trace.Traces}; null for none
     */
    public record Pending(
            long id,
            String source,
            int attempts,
            byte[] sealed,
            @Nullable String traceparent) {}

    /** Leases messages to this node; after a crash of the node they are free when the lease ends. */
    public List<Pending> take(int most) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update leadloop.inbox_message set due_at = :until::timestamptz
                        where id in (select id from leadloop.inbox_message
                            where state = 'LOOKUP' and due_at <= :now::timestamptz
                            order by id limit :most for update skip locked)
                        returning id, source, attempts, payload, traceparent
                        """)
                .param("now", now.toString())
                .param("until", now.plus(LEASE).toString())
                .param("most", most)
                .query((row, n) ->
                        new Pending(row.getLong(1), row.getString(2), row.getInt(3), row.getBytes(4), row.getString(5)))
                .list();
    }

    /** Whether look-ups of the source failed and wait for another try. */
    public boolean areTriedAgain(String source) {
        return jdbc.sql("""
                        select exists (select from leadloop.inbox_message
                            where state = 'LOOKUP' and source = :source and attempts > 0)
                        """).param("source", source).query(Boolean.class).single();
    }

    /** Messages whose look-up failed twice or more and is tried again, by source; sources without any are absent. */
    public Map<String, Long> failing() {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("""
                        select source, count(*) from leadloop.inbox_message
                        where state = 'LOOKUP' and attempts > 1 group by source
                        """).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    public byte[] open(Pending message) {
        return box.open(message.sealed());
    }

    /** Stores the completed payload; the message becomes WAITING. */
    public void complete(long id, byte[] payload) {
        jdbc.sql("""
                        update leadloop.inbox_message set state = 'WAITING', payload = :payload, attempts = 0,
                            due_at = :now::timestamptz, reason = null
                        where id = :id and state = 'LOOKUP'
                        """)
                .param("payload", box.seal(payload))
                .param("now", clock.instant().toString())
                .param("id", id)
                .update();
        loops.wake(Queue.INBOX);
    }

    /** Stores the failure: the look-up is retried at {@code nextTry}, or the message becomes PARKED if that is null. */
    public void fail(long id, String reason, @Nullable Instant nextTry) {
        jdbc.sql("""
                        update leadloop.inbox_message set attempts = attempts + 1, reason = :reason,
                            state = case when :next::timestamptz is null then 'PARKED' else 'LOOKUP' end,
                            waiting_for = case when :next::timestamptz is null then array['lookup'] end,
                            due_at = coalesce(:next::timestamptz, due_at)
                        where id = :id and state = 'LOOKUP'
                        """)
                .param("reason", StorableText.of(reason))
                .param("next", nextTry == null ? null : nextTry.toString())
                .param("id", id)
                .update();
    }
}
