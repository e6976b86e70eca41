package io.leadloop.ops.desk;

import io.leadloop.database.SqlArray;
import io.leadloop.database.TimeOrderedIds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of alerts: one open row for each cause while it lasts, whatever number of nodes looks. */
@Repository
public class Alerts {

    private static final Duration SETTLING = Duration.ofMinutes(5);

    /** Of what each node counts once an hour, and not at all in its first minutes: another node's word holds that long. */
    private static final Duration HOURLY_SETTLING = Duration.ofMinutes(70);

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
        alone(jdbc);
        jdbc.sql("""
                        insert into leadloop.alert (id, kind, subject, message, amount, raised_at)
                        select *, :now::timestamptz
                        from unnest(:ids::uuid[], :kinds::text[], :subjects::text[], :messages::text[], :amounts::bigint[])
                        on conflict (kind, subject) where cleared_at is null do update
                            set message = excluded.message, amount = excluded.amount, absent_since = null
                        """)
                .param("now", now.toString())
                .param("ids", SqlArray.of(conditions, it -> TimeOrderedIds.next()))
                .param("kinds", SqlArray.of(conditions, Alert.Condition::kind))
                .param("subjects", SqlArray.of(conditions, Alert.Condition::subject))
                .param("messages", SqlArray.of(conditions, Alert.Condition::message))
                .param("amounts", SqlArray.of(conditions, it -> Math.max(1, it.amount())))
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
                        update leadloop.alert set cleared_at = :now::timestamptz
                        where cleared_at is null and absent_since is not null
                          and absent_since <= case when kind = :settling then :before::timestamptz
                            when kind = any(:hourly::text[]) then :longBefore::timestamptz else :now::timestamptz end
                        """)
                .param("now", now.toString())
                .param("settling", AlertKind.retriesUsedUp.name())
                .param("before", now.minus(SETTLING).toString())
                .param("hourly", SqlArray.of(List.of(AlertKind.clicksExpiring, AlertKind.countedLess), AlertKind::name))
                .param("longBefore", now.minus(HOURLY_SETTLING).toString())
                .update();
    }

    /** What lasts now, the oldest first. */
    public List<Alert> open() {
        return jdbc.sql("select * from leadloop.alert where cleared_at is null order by raised_at, kind, subject")
                .query((row, n) -> new Alert(
                        AlertKind.valueOf(row.getString("kind")),
                        row.getString("subject"),
                        row.getString("message"),
                        row.getLong("amount"),
                        row.getTimestamp("raised_at").toInstant()))
                .list();
    }

    /** Keeps other nodes from the tables of alerts until the transaction ends. */
    static void alone(JdbcClient jdbc) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('leadloop.alerts'))")
                .query((row, n) -> n)
                .list();
    }
}
