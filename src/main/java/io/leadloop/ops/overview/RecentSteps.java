package io.leadloop.ops.overview;

import io.leadloop.conversion.ConversionState;
import io.leadloop.database.SqlArray;
import io.leadloop.lead.Money;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The newest steps of leads as LeadLoop heard of them, and what was told of each. Reads a handful of rows by their keys. */
@Repository
class RecentSteps {

    private final JdbcClient jdbc;

    RecentSteps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A lead that came to a stage.
     *
     * @param name what the CRM calls the lead
     * @param amount what the deal is worth; null where nobody said
     * @param at when it happened, by the CRM's time
     * @param heardAt when LeadLoop heard of it
     */
    record Step(
            UUID lead,
            String name,
            String stage,
            String dealId,
            @Nullable Money amount,
            Instant at,
            Instant heardAt) {}

    /**
     * What became of a step at an account.
     *
     * @param settledAt when the platform had it; null while it has not
     */
    record Told(
            UUID conversion,
            UUID lead,
            String stage,
            String dealId,
            String destination,
            String action,
            ConversionState state,
            String detail,
            @Nullable Instant notBefore,
            @Nullable Instant settledAt) {

        boolean isOf(Step step) {
            return lead.equals(step.lead())
                    && stage.equals(step.stage())
                    && (dealId.isEmpty() || dealId.equals(step.dealId()));
        }
    }

    boolean hasNone() {
        return jdbc.sql("select not exists (select from leadloop.lead)")
                .query(Boolean.class)
                .single();
    }

    /** The newest first. The ids of steps grow with time. */
    List<Step> newest(int limit) {
        return jdbc.sql("""
                        select s.lead_id, l.external_id, s.stage, s.deal_id, s.amount, s.currency, s.occurred_at,
                            s.recorded_at
                        from (select * from leadloop.stage_change order by id desc limit :limit) s
                        join leadloop.lead l on l.id = s.lead_id
                        order by s.id desc
                        """)
                .param("limit", limit)
                .query((row, n) -> {
                    BigDecimal amount = row.getBigDecimal("amount");
                    return new Step(
                            row.getObject("lead_id", UUID.class),
                            row.getString("external_id"),
                            row.getString("stage"),
                            row.getString("deal_id"),
                            amount == null ? null : Money.of(amount, row.getString("currency")),
                            row.getTimestamp("occurred_at").toInstant(),
                            row.getTimestamp("recorded_at").toInstant());
                })
                .list();
    }

    /** By lead; what was refused only because nobody connected the account is left out. */
    Map<UUID, List<Told>> told(Collection<UUID> leads) {
        Map<UUID, List<Told>> told = new HashMap<>();
        jdbc.sql("""
                        select id, lead_id, stage, deal_id, destination, action, state, coalesce(detail, '') as detail,
                            not_before, settled_at
                        from leadloop.conversion
                        where lead_id = any(:leads::uuid[]) and type = 'CONVERSION' and reason is distinct from 'DESTINATION_OFF'
                        order by id
                        """).param("leads", SqlArray.of(leads, it -> it)).query(row -> {
            Told one = new Told(
                    row.getObject("id", UUID.class),
                    row.getObject("lead_id", UUID.class),
                    row.getString("stage"),
                    row.getString("deal_id"),
                    row.getString("destination"),
                    row.getString("action"),
                    ConversionState.valueOf(row.getString("state")),
                    row.getString("detail"),
                    instant(row.getTimestamp("not_before")),
                    instant(row.getTimestamp("settled_at")));
            told.computeIfAbsent(one.lead(), it -> new ArrayList<>()).add(one);
        });
        return told;
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
