package io.leadloop.lead;

import io.leadloop.database.SqlArray;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The deals of leads, each where the CRM says that it stands. */
@Repository
public class Deals {

    private final JdbcClient jdbc;

    Deals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The deals of these leads by their ids; a lead without any is absent. */
    public Map<LeadId, Map<String, KnownDeal>> of(Collection<LeadId> leads) {
        Map<LeadId, Map<String, KnownDeal>> deals = new HashMap<>();
        if (!leads.isEmpty()) {
            jdbc.sql("""
                            select lead_id, id, stage, stage_at, amount, margin, currency, value_at, value_note
                            from leadloop.deal where lead_id = any(:leads::uuid[])
                            """).param("leads", SqlArray.of(leads, LeadId::value)).query(row -> {
                KnownDeal deal = deal(row);
                deals.computeIfAbsent(deal.lead(), it -> new HashMap<>()).put(deal.id(), deal);
            });
        }
        return deals;
    }

    private static KnownDeal deal(ResultSet row) throws SQLException {
        Timestamp dealValueAt = row.getTimestamp("value_at");
        return new KnownDeal(
                new LeadId(row.getObject("lead_id", UUID.class)),
                row.getString("id"),
                row.getString("stage"),
                row.getTimestamp("stage_at").toInstant(),
                new DealValue(money(row, "amount"), money(row, "margin"), row.getString("value_note")),
                dealValueAt == null ? null : dealValueAt.toInstant());
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? null : Money.of(amount, row.getString("currency"));
    }

    /** Stores deals, each of which is in the collection once. */
    public void save(Collection<KnownDeal> deals) {
        if (deals.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into leadloop.deal
                            (lead_id, id, stage, stage_at, amount, margin, currency, value_at, value_note)
                        select * from unnest(:leads::uuid[], :ids::text[], :stages::text[], :times::timestamptz[],
                            :amounts::numeric[], :margins::numeric[], :currencies::text[], :valueTimes::timestamptz[],
                            :notes::text[])
                        on conflict (lead_id, id) do update
                            set stage = excluded.stage, stage_at = excluded.stage_at, amount = excluded.amount,
                                margin = excluded.margin, currency = excluded.currency, value_at = excluded.value_at,
                                value_note = excluded.value_note
                        """)
                .param("leads", SqlArray.of(deals, KnownDeal::lead))
                .param("ids", SqlArray.of(deals, KnownDeal::id))
                .param("stages", SqlArray.of(deals, KnownDeal::stage))
                .param("times", SqlArray.of(deals, KnownDeal::stageAt))
                .param("amounts", SqlArray.of(deals, it -> text(it.dealValue().amount())))
                .param("margins", SqlArray.of(deals, it -> text(it.dealValue().margin())))
                .param("currencies", SqlArray.of(deals, it -> it.dealValue().currency()))
                .param("notes", SqlArray.of(deals, it -> it.dealValue().note()))
                .param("valueTimes", SqlArray.of(deals, KnownDeal::dealValueAt))
                .update();
    }

    private static @Nullable Object text(@Nullable Money money) {
        return money == null ? null : money.amount().toPlainString();
    }
}
