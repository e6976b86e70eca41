package io.leadloop.lead;

import io.leadloop.database.SqlArray;
import io.leadloop.database.TimeOrderedIds;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
     * Stores the clicks that are not known yet. A click known without a time, or with one that stands in for it, gets its time
     * when it comes with one. Gives back the leads that this tells something new.
     */
    public Set<LeadId> add(Map<LeadId, List<ClickId>> clicks, Instant now) {
        record Row(LeadId lead, ClickId click) {}
        List<Row> rows = new ArrayList<>();
        clicks.forEach((lead, of) -> ClickId.together(of, List.of()).forEach(click -> rows.add(new Row(lead, click))));
        if (rows.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                        insert into leadloop.click_id
                            (id, lead_id, kind, value, clicked_at, time_stands_in, created_at)
                        select *, :now::timestamptz
                        from unnest(:ids::uuid[], :leads::uuid[], :kinds::text[], :values::text[],
                            :times::timestamptz[], :standIns::boolean[])
                        on conflict (lead_id, kind, value) do update
                            set clicked_at = excluded.clicked_at, time_stands_in = excluded.time_stands_in
                        where excluded.clicked_at is not null
                          and (click_id.clicked_at is null or click_id.time_stands_in and not excluded.time_stands_in)
                        returning lead_id
                        """)
                .param("now", now.toString())
                .param("ids", SqlArray.of(rows, it -> TimeOrderedIds.next()))
                .param("leads", SqlArray.of(rows, Row::lead))
                .param("kinds", SqlArray.of(rows, it -> it.click().kind()))
                .param("values", SqlArray.of(rows, it -> it.click().value()))
                .param("times", SqlArray.of(rows, it -> it.click().clickedAt()))
                .param("standIns", SqlArray.of(rows, it -> it.click().timeStandsIn()))
                .query((row, n) -> new LeadId(row.getObject(1, UUID.class)))
                .list());
    }

    /** All clicks of these leads, the newest first; a lead without any is absent. */
    public Map<LeadId, List<ClickId>> of(Collection<LeadId> leads) {
        Map<LeadId, List<ClickId>> clicks = new HashMap<>();
        if (!leads.isEmpty()) {
            jdbc.sql("""
                            select id, lead_id, kind, value, clicked_at, time_stands_in from leadloop.click_id
                            where lead_id = any(:leads::uuid[]) order by clicked_at desc nulls last, id desc
                            """).param("leads", SqlArray.of(leads, LeadId::value)).query(row -> {
                Timestamp at = row.getTimestamp(5);
                clicks.computeIfAbsent(new LeadId(row.getObject(2, UUID.class)), id -> new ArrayList<>())
                        .add(new ClickId(
                                row.getObject(1, UUID.class),
                                ClickIdKind.valueOf(row.getString(3)),
                                row.getString(4),
                                at == null ? null : at.toInstant(),
                                row.getBoolean(6)));
            });
        }
        clicks.replaceAll((lead, of) -> byTime(of));
        return clicks;
    }

    /** Whether any lead has a click of that kind that happened, or was first seen, since then. */
    public boolean hasSince(ClickIdKind kind, Instant since) {
        return jdbc.sql("""
                        select exists (select from leadloop.click_id
                            where kind = :kind and clicked_at >= :since::timestamptz)
                        """)
                .param("kind", kind.name())
                .param("since", since.toString())
                .query(Boolean.class)
                .single();
    }

    /**
     * The newest first, a cookie before what is as old. An fbclid that a cookie holds too happened when the browser wrote the cookie: made into a cookie again by
     * a later time it would be a younger click than it is.
     */
    static List<ClickId> byTime(List<ClickId> clicks) {
        Map<String, ClickId> cookies = new HashMap<>();
        clicks.stream()
                .filter(it -> it.kind() == ClickIdKind.FBC && FbcCookie.isForm(it.value()))
                .forEach(it -> cookies.merge(
                        String.valueOf(FbcCookie.fbclidOf(it.value())), it, (a, b) -> isOlder(b, a) ? b : a));
        return clicks.stream()
                .map(it -> {
                    ClickId cookie = it.kind() == ClickIdKind.FBCLID ? cookies.get(it.value()) : null;
                    return cookie == null || it.clickedAt() != null && !isOlder(cookie, it)
                            ? it
                            : new ClickId(it.id(), it.kind(), it.value(), cookie.clickedAt());
                })
                .sorted(Comparator.comparing(
                                ClickId::clickedAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
                        .thenComparing(it -> it.kind() != ClickIdKind.FBC))
                .toList();
    }

    private static boolean isOlder(ClickId one, ClickId other) {
        Instant at = one.clickedAt();
        Instant otherAt = other.clickedAt();
        return at != null && otherAt != null && at.isBefore(otherAt);
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
