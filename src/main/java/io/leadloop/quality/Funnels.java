package io.leadloop.quality;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Leads, qualified leads and money, side by side: volume never stands alone. */
@Repository
public class Funnels {

    private static final Set<String> BY = Set.of("platform", "source", "country", "click_week");

    private final JdbcClient jdbc;

    Funnels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One group of leads.
     *
     * @param qualified reached any qualified stage
     * @param deep reached the deepest qualified stage
     * @param revenue where all is in one currency; null otherwise
     * @param cost imported cost of the group's clicks, where known in one currency; null otherwise
     */
    public record Group(
            String name,
            long leads,
            long qualified,
            long deep,
            long won,
            @Nullable BigDecimal revenue,
            @Nullable String currency,
            @Nullable BigDecimal cost,
            @Nullable String costCurrency) {

        public long qualifiedPercent() {
            return ActionFigures.percent(qualified, leads);
        }

        public long deepPercent() {
            return ActionFigures.percent(deep, leads);
        }

        public long wonPercent() {
            return ActionFigures.percent(won, leads);
        }

        /** What one of that many cost; null where nothing is known, or for none. */
        public @Nullable BigDecimal costOf(long many) {
            return cost == null || many == 0
                    ? null
                    : cost.divide(BigDecimal.valueOf(many), 2, java.math.RoundingMode.HALF_UP);
        }

        /** Revenue for one unit of cost; null unless both are known in one currency. */
        public @Nullable BigDecimal roas() {
            boolean comparable = cost != null
                    && cost.signum() > 0
                    && revenue != null
                    && currency != null
                    && currency.equals(costCurrency);
            return comparable && cost != null && revenue != null
                    ? revenue.divide(cost, 2, java.math.RoundingMode.HALF_UP)
                    : null;
        }
    }

    /**
     * The leads whose click, or else whose capture, lies in the period.
     *
     * @param by platform, source, country or click_week
     */
    public List<Group> groups(Period period, String by) {
        if (!BY.contains(by)) {
            throw new IllegalArgumentException("Group by one of " + BY);
        }
        String cost = by.equals("platform")
                ? "(select %s from leadloop.ad_cost a where a.platform = g.name and a.day between :from::date and :until::date)"
                : "null::text";
        return jdbc.sql("""
                        with g as (
                            select coalesce(%s::text, 'unknown') as name, count(*) as leads,
                                count(first_qualified_at) as qualified, count(first_deep_at) as deep, count(won_at) as won,
                                case when count(distinct won_currency) = 1 then sum(won_amount) end as revenue,
                                case when count(distinct won_currency) = 1 then min(won_currency) end as currency
                            from leadloop.v_lead
                            where coalesce(clicked_at, captured_at, created_at) >= :start::timestamptz
                              and coalesce(clicked_at, captured_at, created_at) < :end::timestamptz
                            group by 1)
                        select g.*, %s as cost, %s as cost_currency from g order by %s
                        """.formatted(
                                by,
                                cost.formatted("case when count(distinct currency) = 1 then sum(amount) end"),
                                cost.formatted("case when count(distinct currency) = 1 then min(currency) end"),
                                by.equals("click_week") ? "name" : "leads desc, name"))
                .param("start", period.start())
                .param("end", period.end())
                .param("from", period.from().toString())
                .param("until", period.until().toString())
                .query(Funnels::read)
                .list();
    }

    private static Group read(ResultSet row, int number) throws SQLException {
        String cost = row.getString("cost");
        return new Group(
                row.getString("name"),
                row.getLong("leads"),
                row.getLong("qualified"),
                row.getLong("deep"),
                row.getLong("won"),
                row.getBigDecimal("revenue"),
                row.getString("currency"),
                cost == null ? null : new BigDecimal(cost),
                row.getString("cost_currency"));
    }
}
