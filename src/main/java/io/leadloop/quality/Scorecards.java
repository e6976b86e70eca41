package io.leadloop.quality;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the figures of each conversion action. */
@Repository
public class Scorecards {

    private final JdbcClient jdbc;
    private final WideReads reads;
    private final ReportingCurrency currency;

    Scorecards(JdbcClient jdbc, WideReads reads, ReportingCurrency currency) {
        this.jdbc = jdbc;
        this.reads = reads;
        this.currency = currency;
    }

    /** One line for each source, stage and destination with a row in the period, the deepest stage first. */
    public List<ActionFigures> figures(Period period) {
        return reads.read(() -> read(period));
    }

    private List<ActionFigures> read(Period period) {
        return jdbc.sql("""
                        with rows as (
                            select * from leadloop.v_conversion
                            where occurred_at >= :start::timestamptz and occurred_at < :end::timestamptz
                              and type = 'CONVERSION'),
                        said as (
                            select source, stage, array_agg(crm_status order by place) filter (where place <= 3) as statuses
                            from (
                                select source, stage, crm_status, row_number() over (
                                    partition by source, stage order by count(*) desc, crm_status) as place
                                from leadloop.v_step
                                where occurred_at >= :start::timestamptz and occurred_at < :end::timestamptz
                                  and stage in (select stage from leadloop.reported_stage)
                                group by source, stage, crm_status) s group by source, stage),
                        worth as (
                            select lead_id, sum(leadloop.in_currency(amount, currency, :currency::char(3), won_day)) as revenue
                            from leadloop.v_deal where taken_back_at is null group by lead_id),
                        behind as (
                            select source, stage, destination, action, role, count(*) as leads,
                                count(*) filter (where lead_is_deep) as deep, count(*) filter (where lead_is_won) as won,
                                sum(w.revenue) as revenue
                            from (select distinct source, stage, destination, action, role, lead_id, lead_is_deep, lead_is_won
                                from rows where state = 'ACCEPTED') r
                            left join worth w using (lead_id)
                            group by source, stage, destination, action, role)
                        select r.source, r.stage, coalesce(max(r.stage_rank), 0) as stage_rank, max(r.kind) as kind,
                            r.destination, r.action, r.role, (select statuses from said
                                where said.source = r.source and said.stage = r.stage) as statuses,
                            count(*) as n, count(*) filter (where state = 'ACCEPTED') as accepted,
                            count(*) filter (where state = 'REFUSED') as refused,
                            count(*) filter (where state = 'PLANNED') as waiting,
                            count(*) filter (where state in ('REJECTED', 'DROPPED')) as rejected,
                            count(*) filter (where state = 'ACCEPTED' and attempts > 1) as repeated,
                            count(*) filter (where state = 'ACCEPTED' and was_there_already) as already_there,
                            count(*) filter (where state = 'ACCEPTED' and r.amount is not null) as with_value,
                            min(r.amount) filter (where state = 'ACCEPTED') as lowest,
                            percentile_disc(0.5) within group (order by r.amount) filter (where state = 'ACCEPTED') as middle,
                            max(r.amount) filter (where state = 'ACCEPTED') as highest,
                            count(distinct r.currency) filter (where state = 'ACCEPTED') as currencies,
                            min(r.currency) filter (where state = 'ACCEPTED') as value_currency,
                            count(*) filter (where reason in ('NO_VALUE', 'NO_MARGIN', 'NO_FX_RATE')) as value_missing,
                            count(*) filter (where state = 'ACCEPTED' and verdict = 'COUNTED') as counted,
                            count(*) filter (where state = 'ACCEPTED' and verdict = 'NOT_COUNTED') as not_counted,
                            count(distinct (r.amount, r.currency)) filter (where state = 'ACCEPTED' and amount is not null)
                                as "values",
                            percentile_cont(0.5) within group (order by extract(epoch from accepted_at - occurred_at))
                                filter (where state = 'ACCEPTED') as until_accepted,
                            percentile_cont(0.5) within group (order by extract(epoch from occurred_at - clicked_at))
                                filter (where clicked_at is not null) as since_click,
                            count(*) filter (where reason in ('CLICK_TOO_OLD', 'EVENT_TOO_OLD')) as windows,
                            count(*) filter (where state = 'ACCEPTED' and matched_by = 'CLICK') as by_click,
                            count(*) filter (where state = 'ACCEPTED' and matched_by = 'CONTACT') as by_contact,
                            count(*) filter (where reason in ('NO_CLICK_ID', 'NO_CONTACT', 'CLICK_DAMAGED')) as unmatched,
                            coalesce(max(b.leads), 0) as leads, coalesce(max(b.deep), 0) as deep,
                            coalesce(max(b.won), 0) as won,
                            max(b.revenue) as revenue, :currency::text as currency
                        from rows r left join behind b using (source, stage, destination, action, role)
                        left join leadloop.v_verdict using (destination, receipt)
                        group by r.source, r.stage, r.destination, r.action, r.role
                        order by stage_rank desc, r.destination, r.source
                        """)
                .param("start", period.start())
                .param("end", period.end())
                .param("currency", currency.code())
                .query(Scorecards::read)
                .list();
    }

    private static ActionFigures read(ResultSet row, int number) throws SQLException {
        Array statuses = row.getArray("statuses");
        boolean oneCurrency = row.getLong("currencies") == 1;
        return new ActionFigures(
                row.getString("source"),
                row.getString("stage"),
                row.getInt("stage_rank"),
                row.getString("kind"),
                row.getString("destination"),
                row.getString("action"),
                row.getString("role"),
                statuses == null ? List.of() : List.of((String[]) statuses.getArray()),
                row.getLong("n"),
                row.getLong("accepted"),
                row.getLong("refused"),
                row.getLong("waiting"),
                row.getLong("rejected"),
                row.getLong("repeated"),
                row.getLong("already_there"),
                row.getLong("with_value"),
                row.getLong("values"),
                oneCurrency ? row.getBigDecimal("lowest") : null,
                oneCurrency ? row.getBigDecimal("middle") : null,
                oneCurrency ? row.getBigDecimal("highest") : null,
                oneCurrency ? row.getString("value_currency") : null,
                row.getLong("value_missing"),
                duration(row, "until_accepted"),
                duration(row, "since_click"),
                row.getLong("windows"),
                row.getLong("by_click"),
                row.getLong("by_contact"),
                row.getLong("unmatched"),
                row.getLong("counted"),
                row.getLong("not_counted"),
                row.getLong("leads"),
                row.getLong("deep"),
                row.getLong("won"),
                row.getBigDecimal("revenue"),
                row.getString("currency"));
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        BigDecimal seconds = row.getBigDecimal(column);
        return seconds == null ? null : Duration.ofSeconds(seconds.longValue());
    }
}
