package io.leadloop.lead;

import io.leadloop.database.SqlArray;
import io.leadloop.database.TimeOrderedIds;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

/**
 * The stages that leads came to, in the order of the CRM's clock. A line goes to another lead with its deal or by a merge, and ends
 * with the person that it is about; nothing else changes it.
 */
@Repository
public class StageHistory {

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
                            (id, lead_id, deal_id, stage, crm_status, move, occurred_at, amount, margin, currency, value_note,
                            recorded_at)
                        select *, :now::timestamptz from unnest(:ids::uuid[], :leads::uuid[], :deals::text[],
                            :stages::text[], :statuses::text[], :moves::text[], :times::timestamptz[],
                            :amounts::numeric[], :margins::numeric[], :currencies::text[], :notes::text[])
                        """)
                .param("now", now.toString())
                .param("ids", SqlArray.of(changes, it -> TimeOrderedIds.next()))
                .param("leads", SqlArray.of(changes, StageChange::lead))
                .param("deals", SqlArray.of(changes, StageChange::dealId))
                .param("stages", SqlArray.of(changes, StageChange::stage))
                .param("statuses", SqlArray.of(changes, StageChange::crmStatus))
                .param("moves", SqlArray.of(changes, StageChange::move))
                .param("times", SqlArray.of(changes, StageChange::occurredAt))
                .param(
                        "amounts",
                        SqlArray.of(changes, it -> amount(it.dealValue().amount())))
                .param(
                        "margins",
                        SqlArray.of(changes, it -> amount(it.dealValue().margin())))
                .param("currencies", SqlArray.of(changes, it -> it.dealValue().currency()))
                .param("notes", SqlArray.of(changes, it -> it.dealValue().note()))
                .update();
    }

    /** All changes of these leads, the oldest first; a lead without any is absent. */
    public Map<LeadId, List<StageChange>> of(Collection<LeadId> leads) {
        Map<LeadId, List<StageChange>> history = new HashMap<>();
        if (!leads.isEmpty()) {
            jdbc.sql("""
                            select lead_id, deal_id, stage, crm_status, move, occurred_at, amount, margin, currency, value_note
                            from leadloop.stage_change
                            where lead_id = any(:leads::uuid[]) order by occurred_at, id
                            """).param("leads", SqlArray.of(leads, LeadId::value)).query(row -> {
                LeadId lead = new LeadId(row.getObject(1, UUID.class));
                history.computeIfAbsent(lead, id -> new ArrayList<>())
                        .add(new StageChange(
                                lead,
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                StageMove.valueOf(row.getString(5)),
                                row.getTimestamp(6).toInstant(),
                                new DealValue(money(row, 7), money(row, 8), row.getString(10))));
            });
        }
        return history;
    }

    /**
     * A CRM status that brought leads to a stage.
     *
     * @param times how often
     * @param last by the CRM's clock
     */
    public record SeenStatus(String status, String stage, long times, Instant last) {}

    /** Every status since then with the stage that it meant; the most frequent first. */
    public List<SeenStatus> statusesSince(Instant from) {
        return jdbc.sql("""
                        select crm_status, stage, count(*), max(occurred_at) from leadloop.stage_change
                        where occurred_at >= :from::timestamptz
                        group by crm_status, stage order by count(*) desc, crm_status, stage
                        """)
                .param("from", from.toString())
                .query((row, n) -> new SeenStatus(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    /** The time from capture within which three of four leads came to a stage since then, by stage id. */
    public Map<String, Duration> usualTimeSince(Instant from) {
        Map<String, Duration> usual = new HashMap<>();
        jdbc.sql("""
                        select c.stage,
                            percentile_cont(0.75) within group (order by extract(epoch from c.occurred_at - l.captured_at))
                        from leadloop.stage_change c join leadloop.lead l on l.id = c.lead_id
                        where c.occurred_at >= :from::timestamptz and l.captured_at is not null group by c.stage
                        """).param("from", from.toString()).query(row -> {
            usual.put(row.getString(1), Duration.ofSeconds(row.getLong(2)));
        });
        return usual;
    }

    /** The leads that came to a stage since then, at most so many, those with the newest change first. */
    public List<LeadId> leadsSince(Instant from, int limit) {
        return jdbc.sql("""
                        select lead_id from leadloop.stage_change where occurred_at >= :from::timestamptz
                        group by lead_id order by max(occurred_at) desc limit :limit
                        """)
                .param("from", from.toString())
                .param("limit", limit)
                .query((row, n) -> new LeadId(row.getObject(1, UUID.class)))
                .list();
    }

    private static @Nullable Object amount(@Nullable Money money) {
        return money == null ? null : money.amount().toPlainString();
    }

    private static @Nullable Money money(ResultSet row, int column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? null : Money.of(amount, row.getString("currency"));
    }
}
