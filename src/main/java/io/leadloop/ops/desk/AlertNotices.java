package io.leadloop.ops.desk;

import io.leadloop.database.SqlArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of what is told about alerts: one row for each message and channel, whatever number of nodes sends. */
@Repository
class AlertNotices {

    private static final Duration END_IS_NEWS_FOR = Duration.ofDays(7);

    /** They last for weeks. */
    private static final List<AlertKind> RARE = List.of(AlertKind.endsSoon, AlertKind.sourceEndsSoon);

    private final JdbcClient jdbc;

    AlertNotices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Makes the messages that are due: what is new, what concerns ten times as many as when it was told last, what lasts
     * longer than the time of a reminder (what only ends soon: seven times as long, for it lasts for weeks), and the end
     * of what was told. What was over before it was told is told no more; of what is in a channel's hand, or was tried and never
     * answered, nobody knows whether it was told, so its end is.
     */
    @Transactional
    public void plan(Collection<AlertChannel.Name> channels, Instant now, Duration remindAfter) {
        Alerts.alone(jdbc);
        jdbc.sql("""
                        with gone as (
                            delete from leadloop.alert_notice n using leadloop.alert a
                            where a.id = n.alert_id and n.taken_at is null and n.event <> 'CLEARED' and a.cleared_at is not null
                            returning n.alert_id, n.channel, n.attempts > 0 or n.retry_at > :now::timestamptz as may_be_told)
                        insert into leadloop.alert_notice (alert_id, channel, event, message, amount, created_at, retry_at)
                        select distinct a.id, g.channel, 'CLEARED', a.message, a.amount, :now::timestamptz, :now::timestamptz
                        from gone g join leadloop.alert a on a.id = g.alert_id
                        where g.may_be_told and not exists (select from leadloop.alert_notice n
                            where n.alert_id = a.id and n.channel = g.channel and n.taken_at is not null)
                        """).param("now", now.toString()).update();
        jdbc.sql("""
                        insert into leadloop.alert_notice
                            (alert_id, channel, event, message, amount, created_at, retry_at)
                        select a.id, c.name,
                            case when a.cleared_at is not null then 'CLEARED' when last.number is null then 'RAISED'
                                when a.amount >= 10 * last.amount then 'GROWN' else 'REMINDED' end,
                            a.message, a.amount, :now::timestamptz, :now::timestamptz
                        from leadloop.alert a cross join unnest(:channels::text[]) as c(name)
                        left join lateral (select * from leadloop.alert_notice n
                            where n.alert_id = a.id and n.channel = c.name order by number desc limit 1) last on true
                        where a.cleared_at is null
                            and (last.number is null or last.taken_at is not null and (a.amount >= 10 * last.amount
                                or last.taken_at < case when a.kind = any(:rare::text[]) then :rarely::timestamptz else :again::timestamptz end))
                          or a.cleared_at > :newsSince::timestamptz and last.taken_at is not null and last.event <> 'CLEARED'
                        order by a.raised_at
                        """)
                .param("channels", SqlArray.of(channels, AlertChannel.Name::name))
                .param("now", now.toString())
                .param("again", now.minus(remindAfter).toString())
                .param("rare", SqlArray.of(RARE, AlertKind::name))
                .param("rarely", now.minus(remindAfter.multipliedBy(7)).toString())
                .param("newsSince", now.minus(END_IS_NEWS_FOR).toString())
                .update();
    }

    /** What has to be sent now; kept from other nodes until then. */
    @Transactional
    public List<AlertNotice> claim(Collection<AlertChannel.Name> channels, Instant now, Instant until) {
        return jdbc.sql("""
                        update leadloop.alert_notice n set retry_at = :until::timestamptz from leadloop.alert a
                        where a.id = n.alert_id and n.number in (
                            select number from leadloop.alert_notice
                            where taken_at is null and retry_at <= :now::timestamptz and channel = any(:channels::text[])
                            order by number limit 20 for update skip locked)
                        returning n.*, a.kind, a.subject, a.raised_at, a.cleared_at
                        """)
                .param("channels", SqlArray.of(channels, AlertChannel.Name::name))
                .param("now", now.toString())
                .param("until", until.toString())
                .query(AlertNotices::read)
                .list();
    }

    private static AlertNotice read(ResultSet row, int number) throws SQLException {
        Timestamp cleared = row.getTimestamp("cleared_at");
        return new AlertNotice(
                row.getLong("number"),
                row.getObject("alert_id", UUID.class),
                AlertKind.valueOf(row.getString("kind")),
                row.getString("subject"),
                AlertChannel.Name.valueOf(row.getString("channel")),
                AlertNotice.Event.valueOf(row.getString("event")),
                row.getString("message"),
                row.getTimestamp("raised_at").toInstant(),
                cleared == null ? null : cleared.toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("attempts"));
    }

    /** The receiver took it. */
    void taken(AlertNotice notice, Instant now) {
        jdbc.sql("update leadloop.alert_notice set taken_at = :now::timestamptz where number = :number")
                .param("now", now.toString())
                .param("number", notice.number())
                .update();
    }

    /** The receiver did not take it; tried again at that time. */
    void failed(AlertNotice notice, Instant retryAt) {
        jdbc.sql("""
                        update leadloop.alert_notice set attempts = attempts + 1, retry_at = :at::timestamptz
                        where number = :number
                        """)
                .param("at", retryAt.toString())
                .param("number", notice.number())
                .update();
    }
}
