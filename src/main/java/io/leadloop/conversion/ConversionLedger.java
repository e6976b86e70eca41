package io.leadloop.conversion;

import io.leadloop.database.SqlArray;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Every attempt to tell a platform something. It is opened before the platform is called and closed with the answer, so
 * that a node which dies in between leaves a trace: an open attempt means "sent perhaps", and the next one uses the same
 * key.
 */
@Repository
public class ConversionLedger {

    private final JdbcClient jdbc;

    ConversionLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Opens an attempt for each of these conversions that may still be sent, and commits it before the platform hears of
     * it. Gives back which ones: another may have been taken back a moment ago.
     */
    @Transactional
    public Set<UUID> open(Collection<Conversion> conversions, Instant now) {
        return new HashSet<>(jdbc.sql("""
                        with due as (
                            update leadloop.conversion c set attempts = t.number, updated_at = :now::timestamptz
                            from unnest(:ids::uuid[], :numbers::int[]) as t(id, number)
                            where c.id = t.id and c.state in ('PLANNED', 'REJECTED')
                            returning c.id, c.attempts),
                        opened as (
                            insert into leadloop.conversion_attempt (conversion_id, number, started_at)
                            select id, attempts, :now::timestamptz from due on conflict do nothing)
                        select id from due
                        """)
                .param("now", now.toString())
                .param("ids", SqlArray.of(conversions, Conversion::id))
                .param("numbers", SqlArray.of(conversions, it -> it.attempts() + 1))
                .query(UUID.class)
                .list());
    }

    /** Writes the answers down: the attempt's and, where it decides, the conversion's. */
    @Transactional
    public void close(Map<UUID, UploadResult> results, Instant now) {
        Collection<Map.Entry<UUID, UploadResult>> rows = results.entrySet();
        jdbc.sql("""
                        with answer as (
                            select * from unnest(:ids::uuid[], :outcomes::text[], :codes::text[], :messages::text[],
                                :requests::text[], :answers::text[], :receipts::text[], :waits::bigint[])
                                as t(id, outcome, code, message, request, answer, receipt, wait)),
                        closed as (
                            update leadloop.conversion_attempt a
                            set ended_at = :now::timestamptz, outcome = answer.outcome, code = answer.code,
                                message = answer.message, request = answer.request, answer = answer.answer, receipt = answer.receipt
                            from answer, leadloop.conversion c
                            where c.id = answer.id and a.conversion_id = answer.id and a.number = c.attempts)
                        update leadloop.conversion c
                        set state = case answer.outcome
                                when 'ACCEPTED' then 'ACCEPTED' when 'DUPLICATE' then 'ACCEPTED'
                                when 'REJECTED' then 'REJECTED' else 'PLANNED' end,
                            reason = case when answer.outcome = 'ACCEPTED' then null else answer.code end,
                            detail = case when answer.outcome = 'ACCEPTED' then null else answer.message end,
                            not_before = coalesce(:now::timestamptz + answer.wait * interval '1 second', c.not_before),
                            settled_at = case when answer.outcome in ('ACCEPTED', 'DUPLICATE', 'REJECTED')
                                then :now::timestamptz end,
                            updated_at = :now::timestamptz
                        from answer where c.id = answer.id and c.state <> 'ACCEPTED'
                        """)
                .param("now", now.toString())
                .param("ids", SqlArray.of(rows, Map.Entry::getKey))
                .param("outcomes", SqlArray.of(rows, it -> it.getValue().outcome()))
                .param("codes", SqlArray.of(rows, it -> it.getValue().code()))
                .param("messages", SqlArray.of(rows, it -> it.getValue().message()))
                .param("requests", SqlArray.of(rows, it -> it.getValue().request()))
                .param("answers", SqlArray.of(rows, it -> it.getValue().answer()))
                .param("receipts", SqlArray.of(rows, it -> it.getValue().receipt()))
                .param("waits", SqlArray.of(rows, ConversionLedger::waitInSeconds))
                .update();
    }

    private static @Nullable Object waitInSeconds(Map.Entry<UUID, UploadResult> row) {
        Duration wait = row.getValue().retryAfter();
        return wait == null ? null : wait.toSeconds();
    }

    /** Forgets what was sent and answered in attempts before then, at most so many; that they were made stays. */
    public int forgetExchanges(Instant before, int most) {
        return jdbc.sql("""
                        update leadloop.conversion_attempt set request = null, answer = null
                        where (conversion_id, number) in (
                            select conversion_id, number from leadloop.conversion_attempt
                            where started_at < :before::timestamptz and (request is not null or answer is not null)
                            limit :most)
                        """)
                .param("before", before.toString())
                .param("most", most)
                .update();
    }

    /** The attempts of a conversion, the first one first. */
    public List<ConversionAttempt> attempts(UUID conversionId) {
        return jdbc.sql("select * from leadloop.conversion_attempt where conversion_id = :id order by number")
                .param("id", conversionId)
                .query((row, n) -> {
                    Timestamp ended = row.getTimestamp("ended_at");
                    String outcome = row.getString("outcome");
                    return new ConversionAttempt(
                            conversionId,
                            row.getInt("number"),
                            row.getTimestamp("started_at").toInstant(),
                            ended == null ? null : ended.toInstant(),
                            outcome == null ? null : Outcome.valueOf(outcome),
                            row.getString("code"),
                            row.getString("message"),
                            row.getString("request"),
                            row.getString("answer"),
                            row.getString("receipt"));
                })
                .list();
    }
}
