package io.leadloop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.database.SqlArray;
import io.leadloop.database.StartLock;
import jakarta.annotation.PostConstruct;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the fake platforms took, in a schema of its own: it outlives a killed LeadLoop as a real platform would. */
@Repository
@SandboxEnabled
public class Received {

    private final JdbcClient jdbc;
    private final StartLock startLock;
    private final Clock clock;

    /**
     * One event at a platform.
     *
     * @param key the dedupe key; the same key is the same event
     * @param deliveries how often it came
     * @param counted whether the platform counts it as a conversion
     * @param reason why it does not
     */
    record Event(
            String key,
            String event,
            long deliveries,
            boolean counted,
            @Nullable String reason,
            String firstReceivedAt) {}

    /** An event that passed the checks of the request. */
    public record Taken(
            String key, JsonNode event, @Nullable String notCountedBecause) {}

    Received(JdbcClient jdbc, StartLock startLock, Clock clock) {
        this.jdbc = jdbc;
        this.startLock = startLock;
        this.clock = clock;
    }

    @PostConstruct
    void createTable() {
        startLock.acquire();
        jdbc.sql("""
                        create schema if not exists sandbox;
                        create table if not exists sandbox.received (
                            destination text not null, key text not null, event text not null,
                            deliveries bigint not null, reason text, first_received_at timestamptz not null,
                            primary key (destination, key))
                        """).update();
    }

    /** @param overwrites whether a later event under the same key takes the place of the first one */
    void take(String destination, List<Taken> events, boolean overwrites) {
        jdbc.sql("""
                        insert into sandbox.received (destination, key, event, deliveries, reason, first_received_at)
                        select :destination, key, min(event), count(*), min(reason), :now::timestamptz
                        from unnest(:keys::text[], :events::text[], :reasons::text[]) as t(key, event, reason)
                        group by key order by key
                        on conflict (destination, key) do update
                            set deliveries = received.deliveries + excluded.deliveries,
                                event = case when :overwrites then excluded.event else received.event end
                        """)
                .param("destination", destination)
                .param("overwrites", overwrites)
                .param("now", clock.instant().toString())
                .param("keys", SqlArray.of(events, Taken::key))
                .param("events", SqlArray.of(events, it -> it.event().toString()))
                .param("reasons", SqlArray.of(events, Taken::notCountedBecause))
                .update();
    }

    /**
     * What a platform took of one conversion action, by the part of its keys before the slash.
     *
     * @param received events
     * @param used of them, those that it counts
     */
    public record ByAction(String action, long received, long used) {}

    /** Of a platform whose keys begin with the action. */
    public List<ByAction> byAction(String destination) {
        return jdbc.sql("""
                        select split_part(key, '/', 1), count(*), count(*) filter (where reason is null)
                        from sandbox.received where destination = :destination group by 1 order by 1
                        """)
                .param("destination", destination)
                .query((row, n) -> new ByAction(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    List<Event> of(String destination, int limit) {
        return jdbc.sql("""
                        select * from sandbox.received where destination = :destination
                        order by first_received_at desc, key limit :limit
                        """)
                .param("destination", destination)
                .param("limit", limit)
                .query((row, n) -> new Event(
                        row.getString("key"),
                        row.getString("event"),
                        row.getLong("deliveries"),
                        row.getString("reason") == null,
                        row.getString("reason"),
                        row.getTimestamp("first_received_at").toInstant().toString()))
                .list();
    }

    /** How many different events, and how many deliveries. */
    record Totals(long events, long deliveries, long counted) {}

    Totals totals(String destination) {
        return jdbc.sql("""
                        select count(*), coalesce(sum(deliveries), 0), count(*) filter (where reason is null)
                        from sandbox.received where destination = :destination
                        """)
                .param("destination", destination)
                .query((row, n) -> new Totals(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    void clear(String destination) {
        jdbc.sql("delete from sandbox.received where destination = :destination")
                .param("destination", destination)
                .update();
    }
}
