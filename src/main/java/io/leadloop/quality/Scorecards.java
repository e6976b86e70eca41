package io.leadloop.quality;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the figures of each conversion action. */
@Repository
public class Scorecards {

    private static final int MOST_STATUSES = 3;

    private final JdbcClient jdbc;
    private final SnapshotReads reads;
    private final ReportingCurrency currency;

    Scorecards(JdbcClient jdbc, SnapshotReads reads, ReportingCurrency currency) {
        this.jdbc = jdbc;
        this.reads = reads;
        this.currency = currency;
    }

    /** One line for each source, stage and destination with a conversion that it is owed in the period, the deepest stage first. */
    public List<ActionFigures> figures(Period period) {
        return figures(period, Slice.ALL);
    }

    /** The same of some leads and accounts only. */
    public List<ActionFigures> figures(Period period, Slice slice) {
        return all(period, slice).stream().filter(it -> it.rows() > 0).toList();
    }

    /** Also those that are owed nothing, because no lead has a click of theirs: that may be a mistake. */
    List<ActionFigures> all(Period period, Slice slice) {
        return reads.read(() -> read(period, slice));
    }

    private List<ActionFigures> read(Period period, Slice slice) {
        return jdbc.sql("""
                        with told as materialized (
                            select action_id, lead_id, destination, state, delivery_status, reason, receipt, stage_rank, attempts, amount,
                                currency, matched_by, was_there_already, until_accepted, since_click, lead_is_deep, lead_is_won
                            from leadloop.v_conversion c
                            where occurred_at >= :start::timestamptz and occurred_at < :end::timestamptz
                              and type = 'CONVERSION'%s),
                        spoken as (
                            select s.source, s.stage, array_agg(crm_status order by many desc, crm_status) as statuses
                            from (select distinct source, stage from leadloop.action_fact) s
                            cross join lateral (
                                select crm_status, count(*) as many from (
                                    select t.crm_status from leadloop.v_step t
                                    where t.source = s.source and t.stage = s.stage
                                      and t.occurred_at >= :start::timestamptz and t.occurred_at < :end::timestamptz
                                    order by t.occurred_at desc limit 1000) newest
                                group by crm_status) words
                            group by s.source, s.stage),
                        rates as materialized (
                            select currency, won_day, leadloop.rate_of(currency, :currency::char(3), won_day) as rate
                            from (select distinct currency, won_day from leadloop.v_deal where currency <> :currency) d),
                        deal_value as (
                            select lead_id, sum(case when currency = :currency then amount else round(amount * rate, 4) end)
                                as revenue, count(*) as wins,
                                count(case when currency = :currency then amount else amount * rate end) as priced,
                                bool_or(amount is null or (currency <> :currency and rate is null)) as unpriced
                            from leadloop.v_deal left join rates using (currency, won_day)
                            where taken_back_at is null group by lead_id),
                        behind as (
                            select action_id, count(*) as leads, count(*) filter (where lead_is_deep) as deep,
                                count(*) filter (where lead_is_won) as won, sum(w.revenue) as revenue,
                                sum(w.wins) as wins, sum(w.priced) as priced,
                                count(*) filter (where w.unpriced) as unpriced
                            from (select distinct action_id, lead_id, lead_is_deep, lead_is_won from told
                                where state = 'ACCEPTED') r
                            left join deal_value w using (lead_id)
                            group by action_id),
                        times as (
                            select action_id,
                                percentile_cont(0.5) within group (order by until_accepted) as until_accepted,
                                percentile_cont(0.5) within group (order by since_click) as since_click
                            from told group by action_id),
                        money as (
                            select action_id, min(amount) as lowest, max(amount) as highest,
                                percentile_disc(0.5) within group (order by amount) as middle,
                                count(distinct (amount, currency)) as "values",
                                count(distinct currency) as currencies, min(currency) as value_currency
                            from told where state = 'ACCEPTED' and amount is not null group by action_id),
                        counts as (
                            select action_id, coalesce(max(stage_rank), 0) as stage_rank,
                                count(*) filter (where delivery_status <> 'NOT_THEIRS') as n,
                                count(*) filter (where state = 'ACCEPTED') as accepted,
                                count(*) filter (where state = 'REFUSED' and delivery_status <> 'NOT_THEIRS') as refused,
                                count(*) filter (where state = 'PLANNED') as waiting,
                                count(*) filter (where state in ('REJECTED', 'EXHAUSTED', 'CANCELLED', 'DROPPED')) as rejected,
                                count(*) filter (where state = 'ACCEPTED' and attempts > 1) as repeated,
                                count(*) filter (where state = 'ACCEPTED' and was_there_already) as already_there,
                                count(*) filter (where state = 'ACCEPTED' and amount is not null) as with_value,
                                count(*) filter (where reason in ('NO_VALUE', 'NO_MARGIN', 'NO_EXPECTED_VALUE', 'NO_FX_RATE')) as value_missing,
                                count(*) filter (where reason in ('CLICK_TOO_OLD', 'EVENT_TOO_OLD')) as windows,
                                count(*) filter (where state = 'ACCEPTED' and matched_by = 'CLICK') as by_click,
                                count(*) filter (where state = 'ACCEPTED' and matched_by = 'CONTACT') as by_contact,
                                count(*) filter (where reason in ('NO_CLICK_ID', 'NO_CONTACT', 'CLICK_DAMAGED')) as unmatched,
                                count(*) filter (where state = 'ACCEPTED' and verdict = 'COUNTED') as counted,
                                count(*) filter (where state = 'ACCEPTED' and verdict = 'NOT_COUNTED') as not_counted
                            from told left join leadloop.v_verdict using (destination, receipt)
                            group by action_id)
                        select a.source, a.stage, a.kind, a.destination, a.action, a.role, c.*, s.statuses,
                            t.until_accepted, t.since_click, m.lowest, m.middle, m.highest, coalesce(m.values, 0) as "values",
                            m.currencies, m.value_currency, coalesce(b.leads, 0) as leads, coalesce(b.deep, 0) as deep,
                            coalesce(b.won, 0) as won, b.revenue,
                            coalesce(b.wins, 0) as wins, coalesce(b.priced, 0) as priced,
                            coalesce(b.unpriced, 0) as unpriced, :currency::text as currency
                        from counts c join leadloop.action_fact a on a.id = c.action_id
                        left join spoken s on s.source = a.source and s.stage = a.stage
                        left join times t on t.action_id = a.id left join money m on m.action_id = a.id
                        left join behind b on b.action_id = a.id
                        order by c.stage_rank desc, a.destination, a.source, a.action, a.role
                        """.formatted(slice.ofLeads("c")
                        + (slice.destination() == null ? "" : " and c.destination = :destination")))
                .params(slice.parameters())
                .param("start", period.start())
                .param("end", period.end())
                .param("currency", currency.code())
                .query(Scorecards::read)
                .list();
    }

    /**
     * How many leads stand behind the accepted conversions of an action, and how many of them went deep.
     *
     * @param action source, stage and destination
     */
    record Behind(List<String> action, long leads, long deep) {}

    /** The leads only, of a time with which another is compared. */
    List<Behind> leads(Period period) {
        return reads.read(() -> jdbc.sql("""
                        select source, stage, destination, count(distinct lead_id) as leads,
                            count(distinct lead_id) filter (where lead_is_deep) as deep
                        from leadloop.v_conversion
                        where occurred_at >= :start::timestamptz and occurred_at < :end::timestamptz
                          and type = 'CONVERSION' and state = 'ACCEPTED'
                        group by source, stage, destination
                        """)
                .param("start", period.start())
                .param("end", period.end())
                .query((row, n) -> new Behind(
                        List.of(row.getString(1), row.getString(2), row.getString(3)), row.getLong(4), row.getLong(5)))
                .list());
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
                statuses == null
                        ? List.of()
                        : Stream.of((String[]) statuses.getArray())
                                .limit(MOST_STATUSES)
                                .toList(),
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
                row.getLong("unpriced"),
                row.getString("currency"),
                row.getLong("wins"),
                row.getLong("priced"));
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        BigDecimal seconds = row.getBigDecimal(column);
        return seconds == null ? null : Duration.ofSeconds(seconds.longValue());
    }
}
