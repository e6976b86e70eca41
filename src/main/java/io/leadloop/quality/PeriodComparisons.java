package io.leadloop.quality;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Compares over a whole time what platforms report whose days cannot be compared one by one: basis UNKNOWN. */
@Repository
public class PeriodComparisons {

    private final JdbcClient jdbc;
    private final SnapshotReads reads;
    private final AttributionWindows attribution;

    PeriodComparisons(JdbcClient jdbc, SnapshotReads reads, AttributionWindows attribution) {
        this.jdbc = jdbc;
        this.reads = reads;
        this.attribution = attribution;
    }

    /** One for each destination and action with a report of such days in the period; days without a report are left out of both. */
    public List<PeriodComparison> of(Period period) {
        Map<String, Map<String, Integer>> told = attribution.told();
        return reads.read(() -> read(period, told));
    }

    private List<PeriodComparison> read(Period period, Map<String, Map<String, Integer>> told) {
        AttributionWindows.Windows windows = attribution.of(
                jdbc.sql("""
                        select distinct destination from leadloop.platform_report
                        where basis = 'UNKNOWN' and day between :from::date and :until::date
                        """)
                        .param("from", period.from().toString())
                        .param("until", period.until().toString())
                        .query(String.class)
                        .list(),
                told);
        // A click of the first days may have brought a conversion up to a window later.
        Period wide = new Period(period.from().minusDays(1), period.until().plusDays(windows.longest() + 1L));
        return jdbc.sql("""
                        with %s,
                        report as (
                            select * from leadloop.platform_report
                            where basis = 'UNKNOWN' and day between :from::date and :until::date),
                        covered as (
                            select destination, action, count(*) as days, min(day) as first, sum(conversions) as reported
                            from report group by destination, action),
                        ours as (
                            select v.destination, v.action, v.matched_by,
                                (occurred_at at time zone w.zone)::date as on_day,
                                (clicked_at at time zone w.zone)::date as click_day,
                                coalesce(occurred_at > clicked_at + coalesce(n.own_days, w.days) * interval '1 day', false) as outside,
                                coalesce(j.verdict = 'NOT_COUNTED', false) as not_counted, coalesce(n.own_days, w.days) as days
                            from leadloop.v_conversion v join windows w using (destination)
                            left join own n using (destination, action)
                            left join leadloop.v_verdict j using (destination, receipt)
                            where v.type = 'CONVERSION' and v.state = 'ACCEPTED' and not v.was_retracted
                              and v.occurred_at >= :start::timestamptz and v.occurred_at < :end::timestamptz),
                        placed as (
                            select o.*, not outside and not not_counted as counts, on_report.day is not null as is_in,
                                case when click_day is null then on_day < c.first + o.days else click_report.day is null end
                                    as may_be_out,
                                click_report.day is not null as clicked_in,
                                on_day > (on_report.imported_at at time zone 'UTC')::date - :settles as is_young
                            from ours o join covered c using (destination, action)
                            left join report on_report on (on_report.destination, on_report.action, on_report.day)
                                = (o.destination, o.action, o.on_day)
                            left join report click_report on (click_report.destination, click_report.action, click_report.day)
                                = (o.destination, o.action, o.click_day)),
                        summed as (
                            select destination, action,
                                count(*) filter (where is_in) as told,
                                count(*) filter (where is_in and outside) as outside,
                                count(*) filter (where is_in and not outside and not_counted) as not_counted,
                                count(*) filter (where is_in and counts and may_be_out) as before,
                                count(*) filter (where not is_in and counts and clicked_in) as after,
                                count(*) filter (where is_in and counts and not may_be_out and is_young) as young,
                                count(*) filter (where is_in and counts and matched_by = 'CONTACT') as by_contact
                            from placed group by destination, action)
                        select c.destination, c.action, coalesce(n.own_days, w.days) as window_days, c.days, c.reported, coalesce(told, 0) as told,
                            coalesce(outside, 0) as outside, coalesce(not_counted, 0) as not_counted,
                            coalesce(before, 0) as before, coalesce(after, 0) as after, coalesce(young, 0) as young,
                            coalesce(by_contact, 0) as by_contact
                        from covered c join windows w using (destination) left join own n using (destination, action) left join summed using (destination, action)
                        where c.reported > 0 or told > 0 or after > 0
                        order by c.destination, c.action
                        """.formatted(AttributionWindows.TABLES))
                .params(windows.parameters())
                .param("settles", Comparison.SETTLES_AFTER)
                .param("from", period.from().toString())
                .param("until", period.until().toString())
                .param("start", wide.start())
                .param("end", wide.end())
                .query((row, n) -> new PeriodComparison(
                        row.getString("destination"),
                        row.getString("action"),
                        row.getInt("window_days"),
                        row.getInt("days"),
                        row.getLong("told"),
                        row.getLong("outside"),
                        row.getLong("not_counted"),
                        row.getLong("before"),
                        row.getLong("after"),
                        row.getLong("young"),
                        row.getLong("by_contact"),
                        row.getBigDecimal("reported")))
                .list();
    }
}
