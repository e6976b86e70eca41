package io.leadloop.quality;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the few figures of the Overview. Each query reads the rows of its period only, by an index. */
@Repository
public class RecentFigures {

    private static final String IN_PERIOD = " occurred_at >= :start::timestamptz and occurred_at < :end::timestamptz ";

    private final JdbcClient jdbc;
    private final SnapshotReads reads;
    private final ReportingCurrency currency;

    RecentFigures(JdbcClient jdbc, SnapshotReads reads, ReportingCurrency currency) {
        this.jdbc = jdbc;
        this.reads = reads;
        this.currency = currency;
    }

    /**
     * What a period came to; what each figure is stands in {@link Figure}.
     *
     * @param reached steps by stage id ({@link Figure#CRM_SAID}); a stage without any is absent
     * @param revenue null where nothing with an amount was told
     * @param won what all wins of the time came to, told or not; null where none has an amount
     * @param unpriced wins that were told without an amount, or without a rate of exchange
     * @param currency ISO 4217; null where there is no money at all
     * @param conversions owed to connected accounts
     * @param untilAccepted the median; null where nothing was accepted
     */
    public record Totals(
            long leads,
            Map<String, Long> reached,
            @Nullable BigDecimal revenue,
            @Nullable BigDecimal won,
            long unpriced,
            @Nullable String currency,
            long conversions,
            long accepted,
            @Nullable Duration untilAccepted) {}

    /** Steps to a stage on a day (UTC). */
    public record StageDay(LocalDate day, String stage, long steps) {}

    public Totals totals(Period period) {
        return reads.read(() -> read(period));
    }

    /** The steps of each day that has any, by day. */
    public List<StageDay> byDay(Period period) {
        return reads.read(() -> jdbc.sql("select day, stage, count(*) from leadloop.v_step where" + IN_PERIOD
                        + "group by 1, 2 order by 1, 2")
                .param("start", period.start())
                .param("end", period.end())
                .query((row, n) -> new StageDay(row.getObject(1, LocalDate.class), row.getString(2), row.getLong(3)))
                .list());
    }

    private Totals read(Period period) {
        Revenue revenue = revenue(period);
        return jdbc.sql("""
                        select count(*) as conversions, count(*) filter (where state = 'ACCEPTED') as accepted,
                            percentile_cont(0.5) within group (order by until_accepted) as seconds
                        from leadloop.v_conversion
                        where %s and type = 'CONVERSION'
                          and coalesce(reason, '') not in ('DESTINATION_OFF', 'NO_CLICK_ID')
                        """.formatted(IN_PERIOD))
                .param("start", period.start())
                .param("end", period.end())
                .query((row, n) -> {
                    Double seconds = row.getObject("seconds", Double.class);
                    return new Totals(
                            leads(period),
                            reached(period),
                            revenue.sum(),
                            won(period, revenue.currency()),
                            revenue.unpriced(),
                            revenue.currency(),
                            row.getLong("conversions"),
                            row.getLong("accepted"),
                            seconds == null ? null : Duration.ofSeconds(seconds.longValue()));
                })
                .single();
    }

    private long leads(Period period) {
        return jdbc.sql("select count(*) from leadloop.v_lead"
                        + " where came_at >= :start::timestamptz and came_at < :end::timestamptz")
                .param("start", period.start())
                .param("end", period.end())
                .query(Long.class)
                .single();
    }

    private Map<String, Long> reached(Period period) {
        Map<String, Long> reached = new HashMap<>();
        jdbc.sql("select stage, count(*) from leadloop.v_step where" + IN_PERIOD + "group by stage")
                .param("start", period.start())
                .param("end", period.end())
                .query(row -> {
                    reached.put(row.getString(1), row.getLong(2));
                });
        return reached;
    }

    private record Revenue(
            @Nullable BigDecimal sum,
            long unpriced,
            @Nullable String currency) {}

    /** A win that several accounts were told, or that is told at two stages, counts once. */
    private Revenue revenue(Period period) {
        String code = currency.code();
        return jdbc.sql("""
                        with wins as materialized (
                            select lead_id, stage, deal_id, amount_now, currency, day from leadloop.v_conversion
                            where %s and type = 'CONVERSION' and kind = 'REVENUE' and state = 'ACCEPTED' and not was_retracted),
                        rates as materialized (
                            select currency, day, leadloop.rate_of(currency, :currency::char(3), day) as rate
                            from (select distinct currency, day from wins where currency <> :currency) d)
                        select sum(value), count(*) - count(value) from (
                            select max(case when w.currency = :currency then w.amount_now
                                else round(w.amount_now * r.rate, 4) end) as value
                            from wins w left join rates r using (currency, day)
                            group by w.lead_id, w.deal_id) told
                        """.formatted(IN_PERIOD))
                .param("currency", code)
                .param("start", period.start())
                .param("end", period.end())
                .query((row, n) -> new Revenue(row.getBigDecimal(1), row.getLong(2), code))
                .single();
    }

    /** Each win once, whoever brought the lead. */
    private @Nullable BigDecimal won(Period period, @Nullable String code) {
        return jdbc.sql("""
                        with wins as materialized (
                            select amount, currency, won_day as day from leadloop.deal_fact
                            where won_at >= :start::timestamptz and won_at < :end::timestamptz and taken_back_at is null),
                        rates as materialized (
                            select currency, day, leadloop.rate_of(currency, :currency::char(3), day) as rate
                            from (select distinct currency, day from wins where currency <> :currency) d)
                        select sum(case when w.currency = :currency then w.amount else round(w.amount * r.rate, 4) end)
                        from wins w left join rates r using (currency, day)
                        """)
                .param("currency", code)
                .param("start", period.start())
                .param("end", period.end())
                .query((row, n) -> Optional.ofNullable(row.getBigDecimal(1)))
                .single()
                .orElse(null);
    }
}
