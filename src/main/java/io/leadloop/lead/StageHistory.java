package io.leadloop.lead;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.leadloop.database.Column;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stages that leads came to, in the order of the CRM's clock. Only ever added to. */
@Repository
public class StageHistory {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final JdbcClient jdbc;

    StageHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(Collection<StageChange> changes, Instant now) {
        if (changes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into leadloop.stage_change
                            (id, lead_id, deal_id, stage, crm_status, move, occurred_at, amount, currency, recorded_at)
                        select *, :now::timestamptz from unnest(:ids::uuid[], :leads::uuid[], :deals::text[],
                            :stages::text[], :statuses::text[], :moves::text[], :times::timestamptz[],
                            :amounts::numeric[], :currencies::text[])
                        """)
                .param("now", now.toString())
                .param("ids", Column.of(changes, it -> IDS.generate()))
                .param("leads", Column.of(changes, StageChange::lead))
                .param("deals", Column.of(changes, StageChange::dealId))
                .param("stages", Column.of(changes, StageChange::stage))
                .param("statuses", Column.of(changes, StageChange::crmStatus))
                .param("moves", Column.of(changes, StageChange::move))
                .param("times", Column.of(changes, StageChange::occurredAt))
                .param(
                        "amounts",
                        Column.of(
                                changes,
                                it -> it.deal() == null ? null : it.deal().amount()))
                .param(
                        "currencies",
                        Column.of(
                                changes,
                                it -> it.deal() == null ? null : it.deal().currency()))
                .update();
    }

    /** All changes of these leads, the oldest first; a lead without any is absent. */
    public Map<LeadId, List<StageChange>> of(Collection<LeadId> leads) {
        Map<LeadId, List<StageChange>> history = new HashMap<>();
        if (!leads.isEmpty()) {
            jdbc.sql("""
                            select lead_id, deal_id, stage, crm_status, move, occurred_at, amount, currency
                            from leadloop.stage_change
                            where lead_id = any(:leads::uuid[]) order by occurred_at, id
                            """).param("leads", Column.of(leads, LeadId::value)).query(row -> {
                LeadId lead = new LeadId(row.getObject(1, UUID.class));
                BigDecimal amount = row.getBigDecimal(7);
                history.computeIfAbsent(lead, id -> new ArrayList<>())
                        .add(new StageChange(
                                lead,
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                StageMove.valueOf(row.getString(5)),
                                row.getTimestamp(6).toInstant(),
                                amount == null ? null : Money.of(amount, row.getString(8))));
            });
        }
        return history;
    }
}
