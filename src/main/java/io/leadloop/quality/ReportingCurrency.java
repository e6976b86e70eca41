package io.leadloop.quality;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The currency in which figures are summed. */
@Repository
class ReportingCurrency {

    private final JdbcClient jdbc;
    private final QualitySettings settings;

    ReportingCurrency(JdbcClient jdbc, QualitySettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** As configured, else that of most won deals, else that of most costs; null where there is no money at all. */
    @Nullable
    String code() {
        if (settings.currency() != null) {
            return settings.currency().getCurrencyCode();
        }
        return jdbc.sql("""
                        select currency from (
                            select currency, 1 as preference, count(*) as many from leadloop.v_deal
                            where currency is not null group by currency
                            union all
                            select currency, 2, count(*) from leadloop.ad_cost group by currency) known
                        order by preference, many desc, currency limit 1
                        """).query(String.class).optional().orElse(null);
    }
}
