package io.leadloop.lead;

import io.leadloop.database.SqlArray;
import io.leadloop.database.TimeOrderedIds;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The click identifiers of leads. A lead may have many, also of one kind; none is ever overwritten. */
@Repository
public class ClickIds {

    private final JdbcClient jdbc;

    ClickIds(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Stores the clicks that are not known yet. A click known without a time gets one when it comes with one. Gives back
     * the leads that this tells something new.
     */
    public Set<LeadId> add(Map<LeadId, List<ClickId>> clicks, Instant now) {
        record Row(LeadId lead, ClickId click) {}
        List<Row> rows = new ArrayList<>();
        Set<String> inThisBatch = new HashSet<>();
        clicks.forEach((lead, of) -> of.forEach(click -> {
            if (inThisBatch.add(lead + " " + click.kind() + " " + click.value())) {
                rows.add(new Row(lead, click));
            }
        }));
        if (rows.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                        insert into leadloop.click_id (id, lead_id, kind, value, clicked_at, created_at)
                        select *, :now::timestamptz
                        from unnest(:ids::uuid[], :leads::uuid[], :kinds::text[], :values::text[], :times::timestamptz[])
                        on conflict (lead_id, kind, value) do update set clicked_at = excluded.clicked_at
                        where click_id.clicked_at is null and excluded.clicked_at is not null
                        returning lead_id
                        """)
                .param("now", now.toString())
                .param("ids", SqlArray.of(rows, it -> TimeOrderedIds.next()))
                .param("leads", SqlArray.of(rows, Row::lead))
                .param("kinds", SqlArray.of(rows, it -> it.click().kind()))
                .param("values", SqlArray.of(rows, it -> it.click().value()))
                .param("times", SqlArray.of(rows, it -> it.click().clickedAt()))
                .query((row, n) -> new LeadId(row.getObject(1, UUID.class)))
                .list());
    }

    /** All clicks of these leads, the newest first; a lead without any is absent. */
    public Map<LeadId, List<ClickId>> of(Collection<LeadId> leads) {
        Map<LeadId, List<ClickId>> clicks = new HashMap<>();
        if (!leads.isEmpty()) {
            jdbc.sql("""
                            select id, lead_id, kind, value, clicked_at from leadloop.click_id
                            where lead_id = any(:leads::uuid[]) order by clicked_at desc nulls last, id desc
                            """).param("leads", SqlArray.of(leads, LeadId::value)).query(row -> {
                Timestamp at = row.getTimestamp(5);
                clicks.computeIfAbsent(new LeadId(row.getObject(2, UUID.class)), id -> new ArrayList<>())
                        .add(new ClickId(
                                row.getObject(1, UUID.class),
                                ClickIdKind.valueOf(row.getString(3)),
                                row.getString(4),
                                at == null ? null : at.toInstant()));
            });
        }
        return clicks;
    }

    /** The one lead of this source that has this click; empty when none or several have it. */
    public java.util.Optional<LeadId> ownerOf(String source, ClickId click) {
        List<UUID> owners = jdbc.sql("""
                        select distinct c.lead_id from leadloop.click_id c
                        join leadloop.lead l on l.id = c.lead_id and l.source = :source and l.merged_into is null
                        where c.value = :value and c.kind = :kind limit 2
                        """)
                .param("source", source)
                .param("value", click.value())
                .param("kind", click.kind().name())
                .query(UUID.class)
                .list();
        return owners.size() == 1 ? java.util.Optional.of(new LeadId(owners.get(0))) : java.util.Optional.empty();
    }
}
