package io.leadloop.crm;

import io.leadloop.crm.InboxMessage.State;
import io.leadloop.database.Column;
import io.leadloop.lead.ExternalId;
import io.leadloop.secret.SecretBox;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of events that CRMs sent. */
@Repository
public class Inbox {

    private final JdbcClient jdbc;
    private final SecretBox cipher;
    private final Clock clock;

    /** An event to be applied, locked by the transaction that claimed it; its payload still sealed. */
    record Claimed(long id, String source, int attempts, byte[] sealed, String deliveryKey) {

        boolean isSwept() {
            return deliveryKey.startsWith("sweep:");
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

    /** What becomes of an event. */
    record Verdict(
            long id,
            State state,
            @Nullable String reason,
            @Nullable String crmStatus,
            @Nullable String waitingFor,
            @Nullable UUID lead) {}

    Inbox(JdbcClient jdbc, SecretBox cipher, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** A delivery of a source. */
    record Arrival(String source, Delivery delivery, boolean needsLookup) {}

    /** Stores the deliveries that are not known yet, in one statement; gives back those that were new. */
    Set<Arrival> store(Collection<Arrival> arrivals) {
        Map<String, Arrival> byKey = new LinkedHashMap<>();
        arrivals.forEach(
                it -> byKey.putIfAbsent(it.source() + " " + it.delivery().key(), it));
        Set<Arrival> stored = Collections.newSetFromMap(new IdentityHashMap<>());
        jdbc.sql("""
                        insert into leadloop.inbox_message
                            (source, delivery_key, ordering_key, state, payload, due_at, received_at)
                        select source, key, ordering_key, state, decode(payload, 'base64'),
                            :now::timestamptz, :now::timestamptz
                        from unnest(:sources::text[], :keys::text[], :orders::text[], :payloads::text[], :states::text[])
                            as t(source, key, ordering_key, payload, state)
                        on conflict do nothing
                        returning source || ' ' || delivery_key
                        """)
                .param("now", clock.instant().toString())
                .param("sources", Column.of(byKey.values(), Arrival::source))
                .param("keys", Column.of(byKey.values(), it -> it.delivery().key()))
                .param(
                        "orders",
                        Column.of(
                                byKey.values(),
                                it -> it.source() + ":" + it.delivery().orderingKey()))
                .param(
                        "payloads",
                        Column.of(
                                byKey.values(),
                                it -> Base64.getEncoder()
                                        .encodeToString(
                                                cipher.seal(it.delivery().payload()))))
                .param("states", Column.of(byKey.values(), it -> it.needsLookup() ? State.LOOKUP : State.WAITING))
                .query(row -> {
                    stored.add(Objects.requireNonNull(byKey.get(row.getString(1))));
                });
        return stored;
    }

    /**
     * Locks the next events until the transaction ends: of each CRM record only the oldest one that still waits, so that
     * its events keep their order on any number of nodes.
     */
    List<Claimed> claim(int limit) {
        return jdbc.sql("""
                        select id, source, attempts, payload, delivery_key from leadloop.inbox_message m
                        where state = 'WAITING' and due_at <= :now::timestamptz
                          and not exists (select from leadloop.inbox_message earlier
                              where earlier.state in ('WAITING', 'LOOKUP') and earlier.ordering_key = m.ordering_key
                                and earlier.id < m.id)
                        order by id limit :limit for update skip locked
                        """)
                .param("now", clock.instant().toString())
                .param("limit", limit)
                .query((row, n) ->
                        new Claimed(row.getLong(1), row.getString(2), row.getInt(3), row.getBytes(4), row.getString(5)))
                .list();
    }

    /** Locks one event if it still waits; empty when another node has it or it is done. */
    List<Claimed> claimOne(long id) {
        return jdbc.sql("""
                        select id, source, attempts, payload, delivery_key from leadloop.inbox_message
                        where id = :id and state = 'WAITING' for update skip locked
                        """)
                .param("id", id)
                .query((row, n) ->
                        new Claimed(row.getLong(1), row.getString(2), row.getInt(3), row.getBytes(4), row.getString(5)))
                .list();
    }

    void settle(Collection<Verdict> verdicts) {
        jdbc.sql("""
                        update leadloop.inbox_message m
                        set state = v.state, reason = v.reason, crm_status = v.crm_status,
                            waiting_for = (select array_agg(w) from json_array_elements_text(v.waiting_for::json) w),
                            lead_id = v.lead_id,
                            payload = case when v.state = 'PROCESSED' then null else m.payload end,
                            processed_at = case when v.state = 'PROCESSED' then :now::timestamptz end
                        from unnest(:ids::bigint[], :states::text[], :reasons::text[], :statuses::text[],
                            :waits::text[], :leads::uuid[])
                            as v(id, state, reason, crm_status, waiting_for, lead_id)
                        where m.id = v.id
                        """)
                .param("now", clock.instant().toString())
                .param("ids", Column.of(verdicts, Verdict::id))
                .param("states", Column.of(verdicts, Verdict::state))
                .param("reasons", Column.of(verdicts, Verdict::reason))
                .param("statuses", Column.of(verdicts, Verdict::crmStatus))
                .param("waits", Column.of(verdicts, Verdict::waitingFor))
                .param("leads", Column.of(verdicts, Verdict::lead))
                .update();
    }

    /** Counts a failed try: the event waits until then, or is parked where no further try is left. */
    void failed(long id, String reason, @Nullable Instant nextTry) {
        jdbc.sql("""
                        update leadloop.inbox_message set attempts = attempts + 1, reason = :reason,
                            state = case when :next::timestamptz is null then 'PARKED' else 'WAITING' end,
                            due_at = coalesce(:next::timestamptz, due_at)
                        where id = :id and state = 'WAITING'
                        """)
                .param("id", id)
                .param("reason", reason)
                .param("next", nextTry == null ? null : nextTry.toString())
                .update();
    }

    /** Lets the events go on whose lead has come to be known meanwhile; gives back how many. */
    public int releaseMatched() {
        return jdbc.sql("""
                        update leadloop.inbox_message m set state = 'WAITING', reason = null, waiting_for = null
                        where m.state = 'UNMATCHED' and exists (
                            select from unnest(m.waiting_for) as w(record)
                            join leadloop.lead_alias a
                              on a.source = m.source and a.source || ':' || a.record_type || ':' || a.external_id = w.record
                            union all
                            select from unnest(m.waiting_for) as w(record)
                            join leadloop.click_id c on 'click:' || c.kind || ':' || c.value = w.record
                            join leadloop.lead l on l.id = c.lead_id and l.source = m.source
                            group by w.record having count(distinct c.lead_id) = 1)
                        """).update();
    }

    /** Applies a parked, unmatched or unmapped event again; false when there is no such event. */
    public boolean replay(long id) {
        return jdbc.sql("""
                                update leadloop.inbox_message
                                set state = case when waiting_for = array['lookup'] then 'LOOKUP' else 'WAITING' end,
                                    waiting_for = null, attempts = 0, due_at = :now::timestamptz, reason = null
                                where id = :id and state in ('PARKED', 'UNMATCHED', 'UNMAPPED')
                                """)
                        .param("id", id)
                        .param("now", clock.instant().toString())
                        .update()
                > 0;
    }

    /**
     * Applies the unmapped events with one of these statuses again, from then on: a little later than now, so that every
     * node has noticed the new mapping. Gives back how many.
     */
    public int releaseMapped(Collection<String> statuses, Instant from) {
        return statuses.isEmpty()
                ? 0
                : jdbc.sql("""
                                update leadloop.inbox_message
                                set state = 'WAITING', attempts = 0, due_at = :from::timestamptz, reason = null
                                where state = 'UNMAPPED' and crm_status = any(:statuses)
                                """)
                        .param("from", from.toString())
                        .param("statuses", Column.of(statuses, it -> it))
                        .update();
    }

    /** The statuses that no rule knows, with the events that wait for one; the most frequent first. */
    public List<UnmappedStatus> unmapped() {
        return jdbc.sql("""
                        select crm_status, string_agg(distinct source, ', '), count(*), max(received_at)
                        from leadloop.inbox_message where state = 'UNMAPPED' and crm_status is not null
                        group by crm_status order by count(*) desc, crm_status
                        """)
                .query((row, n) -> new UnmappedStatus(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    /** The newest events first, of one state or of all that need attention where it is null. */
    public List<InboxMessage> search(@Nullable State state, int limit) {
        return jdbc.sql("""
                        select * from leadloop.inbox_message
                        where (:state::text is null and state in ('PARKED', 'UNMATCHED', 'UNMAPPED')) or state = :state
                        order by id desc limit :limit
                        """)
                .param("state", state == null ? null : state.name())
                .param("limit", limit)
                .query((row, n) -> {
                    Timestamp processed = row.getTimestamp("processed_at");
                    return new InboxMessage(
                            row.getLong("id"),
                            row.getString("source"),
                            row.getString("delivery_key"),
                            State.valueOf(row.getString("state")),
                            row.getInt("attempts"),
                            row.getString("reason"),
                            row.getString("crm_status"),
                            row.getObject("lead_id", UUID.class),
                            row.getTimestamp("received_at").toInstant(),
                            processed == null ? null : processed.toInstant());
                })
                .list();
    }

    /** How many events stand in each state but PROCESSED. */
    public Map<State, Long> count() {
        Map<State, Long> counts = new EnumMap<>(State.class);
        jdbc.sql("select state, count(*) from leadloop.inbox_message where state <> 'PROCESSED' group by state")
                .query(row -> {
                    counts.put(State.valueOf(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    static String waitingFor(ExternalId record) {
        return record.toString();
    }
}
