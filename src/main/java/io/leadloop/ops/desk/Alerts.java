package io.leadloop.ops.desk;

import io.leadloop.database.SqlArray;
import io.leadloop.database.TimeOrderedIds;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of alerts: one open row for each cause while it lasts, whatever number of nodes looks. */
@Repository
class Alerts {

    private static final Duration SETTLING = Duration.ofMinutes(5);

    private final JdbcClient jdbc;

    Alerts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Opens what is new, renews the words of what lasts, clears what is over. What is tried once a day is over only when it
     * stays away: the try itself must not tell an end and a new beginning.
     */
    @Transactional
    public void hold(List<Alert.Condition> conditions, Instant now) {
        jdbc.sql("""
                        insert into leadloop.alert (id, kind, subject, message, raised_at)
                        select *, :now::timestamptz
                        from unnest(:ids::uuid[], :kinds::text[], :subjects::text[], :messages::text[])
                        on conflict (kind, subject) where cleared_at is null do update
                            set message = excluded.message, absent_since = null
                        """)
                .param("now", now.toString())
                .param("ids", SqlArray.of(conditions, it -> TimeOrderedIds.next()))
                .param("kinds", SqlArray.of(conditions, Alert.Condition::kind))
                .param("subjects", SqlArray.of(conditions, Alert.Condition::subject))
                .param("messages", SqlArray.of(conditions, Alert.Condition::message))
                .update();
        jdbc.sql("""
                        update leadloop.alert a set absent_since = :now::timestamptz
                        where cleared_at is null and absent_since is null and not exists (
                            select from unnest(:kinds::text[], :subjects::text[]) as c(kind, subject)
                            where c.kind = a.kind and c.subject = a.subject)
                        """)
                .param("now", now.toString())
                .param("kinds", SqlArray.of(conditions, Alert.Condition::kind))
                .param("subjects", SqlArray.of(conditions, Alert.Condition::subject))
                .update();
        jdbc.sql("""
                        update leadloop.alert set cleared_at = :now::timestamptz, retry_at = null, attempts = 0
                        where cleared_at is null and absent_since is not null
                          and (kind <> :settling or absent_since <= :before::timestamptz)
                        """)
                .param("now", now.toString())
                .param("settling", Alert.Kind.retriesUsedUp.name())
                .param("before", now.minus(SETTLING).toString())
                .update();
    }

    /**
     * What has to be told now: what is new, what lasts longer than the time of a reminder (what only ends soon: seven
     * times as long, for it lasts for weeks), and the end of what was told. Kept from other nodes until then.
     */
    @Transactional
    public List<Alert> claim(Instant now, Instant until, Duration remindAfter) {
        return jdbc.sql("""
                        update leadloop.alert set retry_at = :until::timestamptz where id in (
                            select id from leadloop.alert
                            where (cleared_at is null and (told_at is null or told_at < case when kind = :rare then :rarely::timestamptz else :again::timestamptz end)
                                or cleared_at is not null and told_at is not null and not told_cleared)
                              and (retry_at is null or retry_at <= :now::timestamptz)
                            order by raised_at limit 20 for update skip locked)
                        returning *
                        """)
                .param("now", now.toString())
                .param("until", until.toString())
                .param("again", now.minus(remindAfter).toString())
                .param("rare", Alert.Kind.endsSoon.name())
                .param("rarely", now.minus(remindAfter.multipliedBy(7)).toString())
                .query((row, n) -> {
                    Timestamp cleared = row.getTimestamp("cleared_at");
                    return new Alert(
                            row.getObject("id", UUID.class),
                            Alert.Kind.valueOf(row.getString("kind")),
                            row.getString("subject"),
                            row.getString("message"),
                            row.getTimestamp("raised_at").toInstant(),
                            cleared == null ? null : cleared.toInstant(),
                            row.getInt("attempts"));
                })
                .list();
    }

    /** The receiver took it. */
    void told(Alert alert, Instant now) {
        jdbc.sql("""
                        update leadloop.alert set told_at = :now::timestamptz, retry_at = null, attempts = 0,
                            told_cleared = :cleared
                        where id = :id::uuid
                        """)
                .param("now", now.toString())
                .param("cleared", alert.clearedAt() != null)
                .param("id", alert.id().toString())
                .update();
    }

    /** The receiver did not take it; tried again at that time. */
    void failed(Alert alert, Instant retryAt) {
        jdbc.sql("update leadloop.alert set attempts = attempts + 1, retry_at = :at::timestamptz where id = :id::uuid")
                .param("at", retryAt.toString())
                .param("id", alert.id().toString())
                .update();
    }
}
