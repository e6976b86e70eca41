package io.leadloop.quality;

import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Stages;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Leads, how deep they came and money, side by side: volume never stands alone. */
@Repository
public class Funnels {

    /** By what leads are grouped, with the column of the cost that stands beside it; empty where none can. */
    private static final Map<String, String> BY = Map.of(
            "platform", "a.platform = g.name",
            "source", "",
            "country", "",
            "click_week", "date_trunc('week', a.day::timestamp)::date = g.name::date");

    private final JdbcClient jdbc;
    private final WideReads reads;
    private final Stages stages;
    private final ReportingCurrency currency;

    Funnels(JdbcClient jdbc, WideReads reads, Stages stages, ReportingCurrency currency) {
        this.jdbc = jdbc;
        this.reads = reads;
        this.stages = stages;
        this.currency = currency;
    }

    /** The stages that a funnel shows, the shallowest first: the qualified ones and the win. */
    public List<Stage> steps() {
        return stages.all().stream()
                .filter(it -> it.kind() == StageKind.QUALIFIED || it.kind() == StageKind.REVENUE)
                .toList();
    }

    /**
     * The leads whose click, or else whose capture, lies in the period.
     *
     * @param by platform, source, country or click_week
     */
    @Transactional(readOnly = true)
    public List<FunnelGroup> groups(Period period, String by) {
        String cost = BY.get(by);
        if (cost == null) {
            throw new IllegalArgumentException("Group by one of " + BY.keySet());
        }
        reads.begin();
        List<Stage> steps = steps();
        String reached = steps.stream()
                .map(it -> it.kind() == StageKind.REVENUE
                        ? "count(won_at)"
                        : "count(*) filter (where deepest_rank >= " + it.rank() + ")")
                .collect(Collectors.joining(", "));
        String money = currency.code();
        String costs = cost.isEmpty() ? "false" : cost;
        return jdbc.sql("""
                        with deals as (
                            select lead_id, count(taken_back_at) as taken_back,
                                sum(worth) filter (where taken_back_at is null) as revenue,
                                sum(worth) filter (where taken_back_at is not null) as refunded,
                                count(*) filter (where taken_back_at is null and worth is null) as unpriced
                            from (select d.*, leadloop.in_currency(amount, currency, :currency::char(3), won_day) as worth
                                from leadloop.v_deal d) d
                            group by lead_id),
                        g as (
                            select coalesce(%s::text, 'unknown') as name, count(*) as leads,
                                array[%s]::bigint[] as reached, count(first_deep_at) as deep, count(won_at) as won,
                                sum(d.revenue) as revenue, coalesce(sum(d.taken_back), 0) as taken_back,
                                sum(d.refunded) as refunded, coalesce(sum(d.unpriced), 0) as unpriced
                            from leadloop.v_lead l left join deals d using (lead_id)
                            where came_at >= :start::timestamptz and came_at < :end::timestamptz
                            group by 1)
                        select g.*, :currency::text as currency, c.cost, c.without_rate
                        from g left join lateral (
                            select sum(worth) as cost, count(*) - count(worth) as without_rate from (
                                select leadloop.in_currency(a.amount, a.currency, :currency::char(3), a.day) as worth
                                from leadloop.ad_cost a
                                where %s and a.day between :from::date and :until::date) a) c on true
                        order by %s
                        """.formatted(by, reached, costs, by.equals("click_week") ? "name" : "leads desc, name"))
                .param("currency", money)
                .param("start", period.start())
                .param("end", period.end())
                .param("from", period.from().toString())
                .param("until", period.until().toString())
                .query(Funnels::read)
                .list();
    }

    private static FunnelGroup read(ResultSet row, int number) throws SQLException {
        Array reached = row.getArray("reached");
        return new FunnelGroup(
                row.getString("name"),
                row.getLong("leads"),
                Arrays.asList((Long[]) reached.getArray()),
                row.getLong("deep"),
                row.getLong("won"),
                row.getBigDecimal("revenue"),
                row.getLong("taken_back"),
                row.getBigDecimal("refunded"),
                row.getLong("unpriced"),
                row.getLong("without_rate") > 0 ? null : row.getBigDecimal("cost"),
                row.getString("currency"));
    }

    /** For pages: a currency even where nothing was sold yet. */
    public @Nullable String currency() {
        return currency.code();
    }
}
