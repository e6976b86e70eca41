package io.leadloop.conversion;

import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.database.SqlArray;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
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

    /**
     * Of an attempt {@code a}: whether its platform surely does not have what was sent; null while it has no answer. A call that
     * was refused as such (4xx, but for a timeout or a conflict; a throttle of Meta is a 400, of TikTok a code 4xxxx in a 200) was not
     * taken, nor was one by a platform that was away (503), nor one for which there was no token or no connection. An answer
     * that cannot be understood, and one that leaves open which rows were taken, say nothing of that.
     */
    private static final String NOT_TAKEN =
            """
            (coalesce(a.code, '') not in ('%s', 'UNEXPECTED_ANSWER') and (a.outcome in ('REJECTED', 'BLOCKED')
              or a.outcome = 'RETRY' and (a.code in ('HTTP_429', 'HTTP_503', 'TOKEN_ENDPOINT', '%s', '%s')
                or a.code ~ '^4[0-9]{4}$'
                or coalesce(a.answer, '') ~ '^HTTP (4(?!08|09)[0-9]{2}|503) ')))
            """.formatted(UploadResult.FATE_UNKNOWN, UploadResult.NOT_REACHED, UploadResult.NOT_SENT);

    /**
     * Of a conversion of that alias: whether the platform has it, or may have it. It does not have what it surely did not take.
     * Anything else may have arrived, silence too, and an attempt that another transaction opened while this one waited for the
     * row: the row has its number then, the ledger as it was read has it not.
     */
    static String mayBeThere(String row) {
        return """
                (%1$s.state = 'ACCEPTED' or %1$s.attempts > (
                  select count(*) from leadloop.conversion_attempt a where a.conversion_id = %1$s.id and %2$s))
                """.formatted(row, NOT_TAKEN);
    }

    private final JdbcClient jdbc;
    private final ConversionStates states;

    ConversionLedger(JdbcClient jdbc, ConversionStates states) {
        this.jdbc = jdbc;
        this.states = states;
    }

    /** Opens an attempt for each of these conversions, whoever else may be sending it. */
    @Transactional
    public Map<UUID, Integer> open(Collection<UUID> conversions, Instant now) {
        return open(conversions.stream().map(it -> new Opening(it, null, null)).toList(), now, now);
    }

    /**
     * An attempt that is to be opened.
     *
     * @param attempts how many there were when the conversion was read; null where any number will do
     * @param trace the trace of the attempt; null where it has none
     */
    public record Opening(
            UUID conversion,
            @Nullable Integer attempts,
            @Nullable String trace) {}

    /**
     * Opens an attempt for each of these conversions that is still to be sent, and commits it before the platform hears of
     * it. Gives back the numbers of the attempts; absent is one that was taken back, withdrawn or dropped a moment ago, and one
     * that another worker sends: of its attempts there are more than were read, or one waits for its answer.
     *
     * @param inFlightSince an attempt without an answer that began before then is that of a node that died
     */
    @Transactional
    public Map<UUID, Integer> open(Collection<Opening> conversions, Instant now, Instant inFlightSince) {
        Map<UUID, Integer> numbers = new HashMap<>();
        jdbc.sql("""
                        with due as (
                            update leadloop.conversion c set attempts = c.attempts + 1, updated_at = :now::timestamptz
                            from unnest(:ids::uuid[], :attempts::int[], :traces::text[]) as t(id, attempts, trace_id)
                            where c.id = t.id and c.state = 'PLANNED' and c.attempts = coalesce(t.attempts, c.attempts)
                              and not exists (select from leadloop.conversion_attempt a
                                where a.conversion_id = t.id and a.ended_at is null
                                  and a.started_at > :since::timestamptz)
                            returning c.id, c.attempts, t.trace_id),
                        opened as (
                            insert into leadloop.conversion_attempt (conversion_id, number, started_at, trace_id)
                            select id, attempts, :now::timestamptz, trace_id from due)
                        select id, attempts from due
                        """)
                .param("now", now.toString())
                .param("since", inFlightSince.toString())
                .param("ids", SqlArray.of(conversions, Opening::conversion))
                .param("attempts", SqlArray.of(conversions, Opening::attempts))
                .param("traces", SqlArray.of(conversions, Opening::trace))
                .query(row -> {
                    numbers.put(row.getObject(1, UUID.class), row.getInt(2));
                });
        return numbers;
    }

    /**
     * A platform's answer for one conversion.
     *
     * @param attempt its number, as {@link #open} gave it
     * @param isLast whether no retry is left after it
     */
    public record Answer(UUID conversion, int attempt, UploadResult result, boolean isLast) {

        private ConversionTransition transition() {
            return switch (result.outcome()) {
                case ACCEPTED, DUPLICATE -> ConversionTransition.ACCEPT;
                case REJECTED -> ConversionTransition.REJECT;
                case RETRY -> isLast ? ConversionTransition.EXHAUST : ConversionTransition.WAIT;
                case BLOCKED -> ConversionTransition.WAIT;
            };
        }

        private Move move(Instant now) {
            Duration wait = result.retryAfter();
            boolean isPlain = result.outcome() == Outcome.ACCEPTED;
            return new Move(
                    conversion,
                    transition(),
                    isPlain ? null : result.code(),
                    isPlain ? null : result.message(),
                    wait == null ? null : now.plus(wait));
        }
    }

    /**
     * Writes the answers down: each at its attempt, whatever became of the conversion meanwhile, and at the conversion where
     * its state lets it. Gives back the conversions that moved; an answer that came too late moves nothing.
     */
    @Transactional
    public Set<UUID> close(Collection<Answer> answers, Instant now) {
        jdbc.sql("""
                        update leadloop.conversion_attempt a
                        set ended_at = :now::timestamptz, outcome = t.outcome, code = t.code, message = t.message,
                            request = t.request, answer = t.answer, receipt = t.receipt
                        from unnest(:ids::uuid[], :numbers::int[], :outcomes::text[], :codes::text[], :messages::text[],
                            :requests::text[], :answers::text[], :receipts::text[])
                            as t(id, number, outcome, code, message, request, answer, receipt)
                        where a.conversion_id = t.id and a.number = t.number
                        """)
                .param("now", now.toString())
                .param("ids", SqlArray.of(answers, Answer::conversion))
                .param("numbers", SqlArray.of(answers, Answer::attempt))
                .param("outcomes", SqlArray.of(answers, it -> it.result().outcome()))
                .param("codes", SqlArray.of(answers, it -> it.result().code()))
                .param("messages", SqlArray.of(answers, it -> it.result().message()))
                .param("requests", SqlArray.of(answers, it -> it.result().request()))
                .param("answers", SqlArray.of(answers, it -> it.result().answer()))
                .param("receipts", SqlArray.of(answers, it -> it.result().receipt()))
                .update();
        return states.apply(answers.stream().map(it -> it.move(now)).toList(), now);
    }

    /**
     * Whether an attempt of this conversion, or of what adjusts it, that was begun since then waits for its answer; one of a node
     * that died is older than its lock.
     */
    public boolean isInFlight(UUID conversion, Instant since) {
        return jdbc.sql("""
                        select exists (select from leadloop.conversion_attempt
                          where conversion_id in (
                              select :id union all select id from leadloop.conversion where adjusts = :id)
                            and ended_at is null and started_at > :since::timestamptz)
                        """)
                .param("id", conversion)
                .param("since", since.toString())
                .query(Boolean.class)
                .single();
    }

    /**
     * Those of these conversions of which an attempt that was begun before then may have arrived, though no answer says so. One
     * that became {@link UploadResult#FATE_UNKNOWN} since is sent again by a person's decision only, so it is none of them.
     */
    public Set<UUID> mayHaveArrivedBefore(Collection<UUID> conversions, Instant before) {
        return new HashSet<>(jdbc.sql("""
                        select distinct a.conversion_id from leadloop.conversion_attempt a
                        where a.conversion_id = any(:ids::uuid[]) and a.started_at < :before::timestamptz
                          and coalesce(a.outcome, '') not in ('ACCEPTED', 'DUPLICATE') and not coalesce(%s, false)
                          and a.number > coalesce((
                              select max(f.number) from leadloop.conversion_attempt f
                              where f.conversion_id = a.conversion_id and f.code = :unknown), 0)
                        """.formatted(NOT_TAKEN))
                .param("ids", SqlArray.of(conversions, it -> it))
                .param("before", before.toString())
                .param("unknown", UploadResult.FATE_UNKNOWN)
                .query(UUID.class)
                .list());
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
                            row.getString("receipt"),
                            row.getString("trace_id"));
                })
                .list();
    }
}
