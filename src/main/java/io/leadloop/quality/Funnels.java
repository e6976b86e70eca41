package io.leadloop.quality;

import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Stages;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Funnels: the number of leads, the depth they reached and money, by group. */
@Repository
public class Funnels {

    /** By what leads are grouped, with the column of the costs that stands beside it; empty where none can. */
    private static final Map<String, String> BY = Map.of(
            "channel", "platform",
            "platform", "platform",
            "campaign", "coalesce(nullif(campaign, ''), 'unknown')",
            "source", "",
            "country", "",
            "landing_page", "",
            "click_week", "date_trunc('week', day::timestamp)::date::text");

    private final JdbcClient jdbc;
    private final SnapshotReads reads;
    private final Stages stages;
    private final ReportingCurrency currency;

    Funnels(JdbcClient jdbc, SnapshotReads reads, Stages stages, ReportingCurrency currency) {
        this.jdbc = jdbc;
        this.reads = reads;
        this.stages = stages;
        this.currency = currency;
    }

    /**
     * The stages that a funnel of that time shows, the shallowest first: the qualified ones that were there already, and the win. Leads
     * that went deeper count as having reached a stage, so one that is new would seem to be reached by all who won before it was made.
     * A stage was there already if a lead was at it before the time, or hardly later than the first lead at a deeper one.
     */
    public List<Stage> steps(Period period) {
        Set<String> known = reads.read(() -> Set.copyOf(
                jdbc.sql("""
                        with firsts as (
                            select s.id, s.kind, s.rank, f.occurred_at from leadloop.stage s
                            left join lateral (select t.occurred_at from leadloop.step_fact t where t.stage = s.id
                                order by t.occurred_at limit 1) f on true
                            where s.kind in ('QUALIFIED', 'REVENUE'))
                        select a.id from firsts a
                        where a.kind = 'REVENUE' or a.occurred_at < :start::timestamptz
                          or a.occurred_at <= coalesce((select min(d.occurred_at) from firsts d where d.rank > a.rank),
                              a.occurred_at) + interval '14 days'
                        """).param("start", period.start()).query(String.class).list()));
        return allSteps().stream().filter(it -> known.contains(it.id())).toList();
    }

    /**
     * The names of the qualified stages that are left out.
     *
     * @param reached as {@link #steps}
     */
    public List<String> leftOut(List<Stage> reached) {
        return allSteps().stream()
                .filter(it -> !reached.contains(it))
                .map(Stage::name)
                .toList();
    }

    /** The qualified stages and the win, also those that no lead was ever at: for files, whose columns do not follow the data. */
    public List<Stage> allSteps() {
        return stages.all().stream()
                .filter(it -> it.kind() == StageKind.QUALIFIED || it.kind() == StageKind.REVENUE)
                .toList();
    }

    /** Leads of which no moment is known at all: they are in no figure over time. */
    public long undated() {
        return reads.read(() -> jdbc.sql("select count(*) from leadloop.v_lead where came_at is null")
                .query(Long.class)
                .single());
    }

    /**
     * The leads whose first known moment (click, capture, first stage by the CRM's time) lies in the period; a group with
     * cost and without leads is included.
     *
     * @param by channel, platform, campaign, source, country, landing_page or click_week
     */
    public List<FunnelGroup> groups(Period period, String by) {
        return groups(period, by, Slice.ALL, steps(period));
    }

    /**
     * The same of some leads only; costs are known by platform and campaign, never by source.
     *
     * @param steps what {@link FunnelGroup#reached} counts, in this order
     */
    public List<FunnelGroup> groups(Period period, String by, Slice slice, List<Stage> steps) {
        String cost = BY.get(by);
        if (cost == null) {
            throw new IllegalArgumentException("Group by one of " + BY.keySet());
        }
        boolean byWeek = by.equals("click_week");
        // A day is made a text once for each week, not once for each lead.
        String group = byWeek ? "l.click_week" : "coalesce(l." + by + "::text, 'unknown')";
        return reads.read(() -> read(period, group, byWeek, cost, slice, steps));
    }

    /**
     * The same by the UTC day on which the leads came and their country: named as {@code 2026-08-10 DE}, {@code unknown} for
     * no country, in the order of these names. Without costs.
     */
    List<FunnelGroup> byDayAndCountry(Period period, Slice slice, List<Stage> steps) {
        String group = "(l.came_at at time zone 'UTC')::date || ' ' || coalesce(l.country, 'unknown')";
        return reads.read(() -> read(period, group, true, "", slice, steps));
    }

    private List<FunnelGroup> read(
            Period period, String group, boolean inOrder, String cost, Slice slice, List<Stage> steps) {
        String reached = steps.stream()
                .map(it -> it.kind() == StageKind.REVENUE
                        ? "count(won_at)"
                        : "count(*) filter (where deepest_rank >= " + it.rank() + ")")
                .collect(Collectors.joining(", "));
        return jdbc.sql("""
                        with spent as (
                            %2$s),
                        rates as materialized (
                            select currency, won_day, leadloop.rate_of(currency, :currency::char(3), won_day) as rate
                            from (select distinct currency, won_day from leadloop.v_deal where currency <> :currency) d),
                        deals as materialized (
                            select (%1$s)::text as name, d.taken_back_at is not null as taken_back,
                                floor(extract(epoch from d.won_at - l.came_at) / 86400)::int as age,
                                case when d.currency = :currency then d.amount else round(d.amount * r.rate, 4) end as value
                            from leadloop.v_deal d join leadloop.v_lead l using (lead_id)
                            left join rates r on r.currency = d.currency and r.won_day = d.won_day
                            where l.came_at >= :start::timestamptz and l.came_at < :end::timestamptz%5$s),
                        earned as (
                            select name, sum(value) filter (where not taken_back) as revenue,
                                count(*) filter (where taken_back) as taken_back,
                                sum(value) filter (where taken_back) as refunded,
                                count(*) filter (where not taken_back and value is null) as unpriced
                            from deals group by name),
                        paid_back as (
                            select name, min(age) as days from (
                                select name, age, sum(value) over (partition by name order by age) as so_far
                                from deals where not taken_back) d join spent using (name)
                            where so_far >= cost and without_rate = 0 group by name),
                        came as (
                            select grp::text as name, leads, reached, deep, won from (
                                select %1$s as grp, count(*) as leads, array[%3$s]::bigint[] as reached,
                                    count(first_deep_at) as deep, count(won_at) as won
                                from leadloop.v_lead l
                                where came_at >= :start::timestamptz and came_at < :end::timestamptz%5$s
                                group by 1) g)
                        select name, coalesce(leads, 0) as leads, reached, coalesce(deep, 0) as deep, coalesce(won, 0) as won,
                            revenue, coalesce(taken_back, 0) as taken_back, refunded, coalesce(unpriced, 0) as unpriced,
                            cost, without_rate, days, :currency::text as currency
                        from came full join spent using (name) left join earned using (name) left join paid_back using (name)
                        order by %4$s
                        """.formatted(
                        group, spent(cost, slice), reached, inOrder ? "name" : "leads desc, name", slice.cameBy("l")))
                .params(slice.parameters())
                .param("currency", currency.code())
                .param("start", period.start())
                .param("end", period.end())
                .param("from", period.from().toString())
                .param("until", period.until().toString())
                .query((row, n) -> read(row, steps.size()))
                .list();
    }

    /**
     * What ads cost in a group.
     *
     * @param amount null where a rate of exchange is missing
     */
    record Cost(String name, @Nullable BigDecimal amount) {}

    /** What ads cost, named as {@code 2026-08-10 DE google-ads}, {@code unknown} where no country was told. */
    List<Cost> costsByDayAndCountry(Period period, Slice slice) {
        String name = "day || ' ' || coalesce(nullif(country, ''), 'unknown') || ' ' || platform";
        return reads.read(() -> jdbc.sql(
                        "select name, cost, without_rate from (%s) spent".formatted(spent(name, slice)))
                .params(slice.parameters())
                .param("currency", currency.code())
                .param("from", period.from().toString())
                .param("until", period.until().toString())
                .query((row, n) -> new Cost(
                        row.getString("name"), row.getLong("without_rate") > 0 ? null : row.getBigDecimal("cost")))
                .list());
    }

    /** Costs by name; none where the name is empty, and of a source, by which costs are not known. */
    private static String spent(String name, Slice slice) {
        return """
                select name, sum(value) as cost, count(*) - count(value) as without_rate from (
                    select %s as name, case when currency = :currency then amount
                        else leadloop.in_currency(amount, currency, :currency::char(3), day) end as value
                    from leadloop.ad_cost where day between :from::date and :until::date%s%s and %s) c
                group by name
                """.formatted(
                        name.isEmpty() ? "null::text" : name,
                        slice.destination() == null ? "" : " and platform = :destination",
                        slice.campaign() == null ? "" : " and campaign = :campaign",
                        !name.isEmpty() && slice.source() == null);
    }

    private FunnelGroup read(ResultSet row, int steps) throws SQLException {
        Array reached = row.getArray("reached");
        Integer days = row.getObject("days", Integer.class);
        return new FunnelGroup(
                row.getString("name"),
                row.getLong("leads"),
                reached == null ? Collections.nCopies(steps, 0L) : Arrays.asList((Long[]) reached.getArray()),
                row.getLong("deep"),
                row.getLong("won"),
                row.getBigDecimal("revenue"),
                row.getLong("taken_back"),
                row.getBigDecimal("refunded"),
                row.getLong("unpriced"),
                row.getLong("without_rate") > 0 ? null : row.getBigDecimal("cost"),
                days,
                row.getString("currency"));
    }

    /** For pages: a currency even where nothing was sold yet. */
    public @Nullable String currency() {
        return currency.code();
    }
}
