package io.leadloop.inbox;

import io.leadloop.database.SqlArray;
import io.leadloop.database.StorableText;
import io.leadloop.inbox.InboxMessage.State;
import io.leadloop.lead.ExternalId;
import io.leadloop.secret.SecretBox;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Repository;

/** Repository of the inbox: claims, stores and updates rows of {@code inbox_message}. */
@Repository
public class Inbox {

    /** A database that takes the statement and falls silent costs a webhook no more; its sender repeats it. */
    private static final int SILENCE_MILLIS = 2_500;

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final SecretBox cipher;
    private final Clock clock;

    /** An event to be applied, locked by the transaction that claimed it; its payload still sealed. */
    record Claimed(
            long id,
            String source,
            int attempts,
            byte[] sealed,
            MessageOrigin origin,
            @Nullable String reason,
            @Nullable String traceparent) {

        static Claimed read(ResultSet row, int number) throws SQLException {
            return new Claimed(
                    row.getLong(1),
                    row.getString(2),
                    row.getInt(3),
                    row.getBytes(4),
                    MessageOrigin.valueOf(row.getString(5)),
                    row.getString(6),
                    row.getString(7));
        }
    }

    byte[] open(Claimed message) throws Untranslatable {
        try {
            return cipher.open(message.sealed());
        } catch (RuntimeException e) {
            throw new Untranslatable("The payload cannot be decrypted. Was leadloop.inbox.encryption-key changed? Start"
                    + " with the key that was in use when the event arrived, then replay it.");
        }
    }

    /** The result of one event: its new state and reason. */
    record Verdict(
            long id,
            State state,
            @Nullable String reason,
            @Nullable String crmStatus,
            @Nullable String waitingFor,
            @Nullable UUID lead,
            @Nullable Instant dueAt) {

        private static final int LONGEST = 4_000;

        /** A reason may repeat what the sender wrote. */
        Verdict {
            reason = reason == null ? null : StorableText.of(reason, LONGEST);
            crmStatus = crmStatus == null ? null : StorableText.of(crmStatus);
        }
    }

    Inbox(JdbcClient jdbc, DataSource dataSource, SecretBox cipher, Clock clock) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * A delivery of a source.
     *
     * @param traceparent the span in which it came, see {@link io.leadloop.trace.Traces}; null for none
     */
    record Arrival(
            String source,
            Delivery delivery,
            MessageOrigin origin,
            boolean needsLookup,
            @Nullable String traceparent) {}

    /** As {@link #store}, in a transaction of its own, which fails when the database is silent for some seconds. */
    Set<Arrival> storeAtOnce(Collection<Arrival> arrivals) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
            return store(JdbcClient.create(new SingleConnectionDataSource(connection, true)), arrivals);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("No connection to store webhooks", e);
        }
    }

    /** Stores the deliveries that are not known yet, in one statement; returns the new ones. */
    Set<Arrival> store(Collection<Arrival> arrivals) {
        return store(jdbc, arrivals);
    }

    private Set<Arrival> store(JdbcClient jdbc, Collection<Arrival> arrivals) {
        Map<String, Arrival> byKey = new LinkedHashMap<>();
        arrivals.forEach(
                it -> byKey.putIfAbsent(it.source() + " " + it.delivery().key(), it));
        Set<Arrival> stored = Collections.newSetFromMap(new IdentityHashMap<>());
        jdbc.sql("""
                        insert into leadloop.inbox_message
                            (source, delivery_key, ordering_key, origin, state, payload, due_at, received_at, traceparent)
                        select source, key, ordering_key, origin, state, decode(payload, 'base64'),
                            :now::timestamptz, :now::timestamptz, traceparent
                        from unnest(:sources::text[], :keys::text[], :orders::text[], :payloads::text[], :states::text[],
                            :origins::text[], :traces::text[])
                            as t(source, key, ordering_key, payload, state, origin, traceparent)
                        on conflict do nothing
                        returning source || ' ' || delivery_key
                        """)
                .param("now", clock.instant().toString())
                .param("sources", SqlArray.of(byKey.values(), Arrival::source))
                .param("keys", SqlArray.of(byKey.values(), it -> it.delivery().key()))
                .param(
                        "orders",
                        SqlArray.of(
                                byKey.values(),
                                it -> it.source() + ":" + it.delivery().orderingKey()))
                .param(
                        "payloads",
                        SqlArray.of(
                                byKey.values(),
                                it -> Base64.getEncoder()
                                        .encodeToString(
                                                cipher.seal(it.delivery().payload()))))
                .param("states", SqlArray.of(byKey.values(), it -> it.needsLookup() ? State.LOOKUP : State.WAITING))
                .param("origins", SqlArray.of(byKey.values(), Arrival::origin))
                .param("traces", SqlArray.of(byKey.values(), Arrival::traceparent))
                .query(row -> {
                    stored.add(Objects.requireNonNull(byKey.get(row.getString(1))));
                });
        return stored;
    }

    /**
     * Locks the next events until the transaction ends: of each CRM record only the oldest one that still waits, so that
     * its events keep their order on any number of nodes. A function of the database, so that it has one plan (V035, V046).
     */
    List<Claimed> claim(int limit) {
        return jdbc.sql("select * from leadloop.inbox_claim(:now::timestamptz, :limit)")
                .param("now", clock.instant().toString())
                .param("limit", limit)
                .query(Claimed::read)
                .list();
    }

    /** The ids of all events that are not PROCESSED. A union, so that the partial indexes are used. */
    List<Long> undone() {
        return jdbc.sql("""
                        select id from leadloop.inbox_message where state = 'WAITING'
                        union all select id from leadloop.inbox_message where state in ('UNMATCHED', 'UNMAPPED', 'PARKED')
                        union all select id from leadloop.inbox_message where state = 'LOOKUP'
                        """).query(Long.class).list();
    }

    /** Those of the events that are not done yet; nothing is locked. */
    List<Claimed> peek(Collection<Long> ids) {
        return jdbc.sql("""
                        select id, source, attempts, payload, origin, reason, traceparent from leadloop.inbox_message
                        where id = any(:ids::bigint[]) and state <> 'PROCESSED'
                        """)
                .param("ids", SqlArray.of(ids, it -> it))
                .query(Claimed::read)
                .list();
    }

    /** Locks one event if it still waits; empty when another node has it or it is done. */
    List<Claimed> claimOne(long id) {
        return jdbc.sql("""
                        select id, source, attempts, payload, origin, reason, traceparent from leadloop.inbox_message
                        where id = :id and state = 'WAITING' for update skip locked
                        """).param("id", id).query(Claimed::read).list();
    }

    /** Whether other events of the same record wait for a person, a rule or the CRM. */
    boolean hasOthersWaiting(long id) {
        String others = "(select from leadloop.inbox_message o where o.ordering_key = m.ordering_key and o.id <> m.id"
                + " and o.state in (%s))";
        return jdbc.sql("select exists " + others.formatted("'UNMATCHED', 'UNMAPPED', 'PARKED'") + " or exists "
                        + others.formatted("'LOOKUP'") + " from leadloop.inbox_message m where m.id = :id")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    void settle(Collection<Verdict> verdicts) {
        jdbc.sql("""
                        update leadloop.inbox_message m
                        set state = v.state, reason = v.reason, crm_status = v.crm_status,
                            waiting_for = (select array_agg(w) from json_array_elements_text(v.waiting_for::json) w),
                            lead_id = v.lead_id, due_at = coalesce(v.due_at, m.due_at),
                            payload = case when v.state = 'PROCESSED' then null else m.payload end,
                            processed_at = case when v.state = 'PROCESSED' then :now::timestamptz end
                        from unnest(:ids::bigint[], :states::text[], :reasons::text[], :statuses::text[],
                            :waits::text[], :leads::uuid[], :dues::timestamptz[])
                            as v(id, state, reason, crm_status, waiting_for, lead_id, due_at)
                        where m.id = v.id
                        """)
                .param("now", clock.instant().toString())
                .param("ids", SqlArray.of(verdicts, Verdict::id))
                .param("states", SqlArray.of(verdicts, Verdict::state))
                .param("reasons", SqlArray.of(verdicts, Verdict::reason))
                .param("statuses", SqlArray.of(verdicts, Verdict::crmStatus))
                .param("waits", SqlArray.of(verdicts, Verdict::waitingFor))
                .param("leads", SqlArray.of(verdicts, Verdict::lead))
                .param("dues", SqlArray.of(verdicts, Verdict::dueAt))
                .update();
    }

    /** Counts a failed attempt: the event waits until {@code nextTry}, or becomes PARKED if that is null. */
    void failed(long id, String reason, @Nullable Instant nextTry) {
        jdbc.sql("""
                        update leadloop.inbox_message set attempts = attempts + 1, reason = :reason,
                            state = case when :next::timestamptz is null then 'PARKED' else 'WAITING' end,
                            due_at = coalesce(:next::timestamptz, due_at)
                        where id = :id and state = 'WAITING'
                        """)
                .param("id", id)
                .param("reason", StorableText.of(reason))
                .param("next", nextTry == null ? null : nextTry.toString())
                .update();
    }

    static String waitingFor(ExternalId record) {
        return record.toString();
    }
}
