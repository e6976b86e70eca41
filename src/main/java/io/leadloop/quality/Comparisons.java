package io.leadloop.quality;

import io.leadloop.destination.PlatformReports.Basis;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Compares the platforms' reported numbers with ours, each by the day on which it counts. */
@Repository
public class Comparisons {

    private final JdbcClient jdbc;
    private final SnapshotReads reads;
    private final AttributionWindows attribution;

    Comparisons(JdbcClient jdbc, SnapshotReads reads, AttributionWindows attribution) {
        this.jdbc = jdbc;
        this.reads = reads;
        this.attribution = attribution;
    }

    /** One line for each number of theirs whose day lies in the period and which, or ours, is no nought; the newest day first. */
    public List<Comparison> of(Period period) {
        Map<String, Map<String, Integer>> told = attribution.told();
        return CalendarShift.mark(reads.read(() -> read(period, told)));
    }

    private List<Comparison> read(Period period, Map<String, Map<String, Integer>> told) {
        // A day of an account lies up to fourteen hours beside ours.
        Period wide = new Period(period.from().minusDays(1), period.until().plusDays(1));
        return jdbc.sql("""
                        with %s,
                        ours as (
                            select 'CONVERSION' as basis, (occurred_at at time zone w.zone)::date as on_day, v.*
                            from leadloop.v_conversion v join windows w using (destination)
                            where type = 'CONVERSION' and state = 'ACCEPTED'
                              and occurred_at >= :start::timestamptz and occurred_at < :end::timestamptz
                            union all
                            -- Dated by the platform as nobody knows: ours by the day of the conversion.
                            select 'UNKNOWN', (occurred_at at time zone w.zone)::date, v.*
                            from leadloop.v_conversion v join windows w using (destination)
                            where type = 'CONVERSION' and state = 'ACCEPTED'
                              and occurred_at >= :start::timestamptz and occurred_at < :end::timestamptz
                            union all
                            select 'CLICK', (clicked_at at time zone w.zone)::date, v.*
                            from leadloop.v_conversion v join windows w using (destination)
                            where type = 'CONVERSION' and state = 'ACCEPTED'
                              and clicked_at >= :start::timestamptz and clicked_at < :end::timestamptz),
                        judged as (
                            select o.*, clicked_at is not null
                                    and occurred_at > clicked_at + coalesce(n.own_days, w.days) * interval '1 day' as outside,
                                coalesce(j.verdict = 'NOT_COUNTED', false) as not_counted
                            from ours o join windows w using (destination) left join own n using (destination, action)
                            left join leadloop.v_verdict j using (destination, receipt) where not was_retracted),
                        told as (
                            select destination, action, basis, on_day, count(*) as told,
                                count(*) filter (where outside) as outside,
                                count(*) filter (where not outside and not_counted) as not_counted,
                                count(*) filter (where not outside and not not_counted and matched_by = 'CONTACT') as by_contact,
                                sum(amount_now) as amount, min(currency) as currency, count(distinct currency) as currencies
                            from judged group by destination, action, basis, on_day)
                        select p.*, coalesce(n.own_days, w.days) as days, coalesce(t.told, 0) as told, coalesce(t.outside, 0) as outside,
                            coalesce(t.not_counted, 0) as not_counted, coalesce(t.by_contact, 0) as by_contact,
                            case when t.currencies = 1 and t.currency = p.currency then t.amount end as ours,
                            coalesce(p.imported_at = f.fetched_at, false) as asked
                        from leadloop.platform_report p
                        left join leadloop.platform_report_fetch f on f.destination = p.destination
                        join windows w on w.destination = p.destination
                        left join own n on n.destination = p.destination and n.action = p.action
                        left join told t on t.destination = p.destination and t.action = p.action and t.basis = p.basis
                            and t.on_day = p.day
                        where p.day between :from::date and :until::date and (p.conversions > 0 or t.told > 0)
                        order by p.day desc, p.destination, p.action, p.basis
                        """.formatted(AttributionWindows.TABLES))
                .params(attribution.of(accounts(period), told).parameters())
                .param("start", wide.start())
                .param("end", wide.end())
                .param("from", period.from().toString())
                .param("until", period.until().toString())
                .query(Comparisons::read)
                .list();
    }

    private List<String> accounts(Period period) {
        return jdbc.sql(
                        "select distinct destination from leadloop.platform_report where day between :from::date and :until::date")
                .param("from", period.from().toString())
                .param("until", period.until().toString())
                .query(String.class)
                .list();
    }

    private static Comparison read(ResultSet row, int number) throws SQLException {
        return new Comparison(
                row.getString("destination"),
                row.getString("action"),
                Basis.valueOf(row.getString("basis")),
                row.getDate("day").toLocalDate(),
                row.getInt("days"),
                row.getLong("told"),
                row.getLong("outside"),
                row.getLong("not_counted"),
                row.getLong("by_contact"),
                row.getBigDecimal("ours"),
                row.getBigDecimal("conversions"),
                row.getBigDecimal("amount"),
                row.getString("currency"),
                row.getTimestamp("imported_at").toInstant(),
                row.getBoolean("asked"),
                BigDecimal.ZERO);
    }
}
