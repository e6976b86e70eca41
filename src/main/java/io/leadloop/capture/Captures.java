package io.leadloop.capture;

import io.leadloop.database.SqlArray;
import io.leadloop.inbox.ClickReferences;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The captured visits. */
@Repository
public class Captures implements ClickReferences {

    private final JdbcClient jdbc;
    private final Clock clock;

    Captures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(String reference, String site, CapturedVisit visit, Instant now) {
        List<ClickId> clicks = visit.clicks();
        jdbc.sql("""
                        with visit as (
                            insert into leadloop.capture (reference, site, consent, utm_source, utm_medium, utm_campaign,
                                landing_page, referrer, captured_at)
                            values (:reference, :site, :consent, :source, :medium, :campaign, :page, :referrer,
                                :now::timestamptz))
                        insert into leadloop.capture_click (reference, kind, value, clicked_at, time_stands_in)
                        select :reference, * from unnest(:kinds::text[], :values::text[], :times::timestamptz[],
                            :standIns::boolean[])
                        """)
                .param("reference", reference)
                .param("site", site)
                .param("consent", visit.consent())
                .param("source", visit.origin().utmSource())
                .param("medium", visit.origin().utmMedium())
                .param("campaign", visit.origin().utmCampaign())
                .param("page", visit.origin().landingPage())
                .param("referrer", visit.origin().referrer())
                .param("now", now.toString())
                .param("kinds", SqlArray.of(clicks, ClickId::kind))
                .param("values", SqlArray.of(clicks, ClickId::value))
                .param("times", SqlArray.of(clicks, ClickId::clickedAt))
                .param("standIns", SqlArray.of(clicks, ClickId::timeStandsIn))
                .update();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Visit> find(Set<String> references) {
        Map<String, List<ClickId>> clicks = clicksOf(references);
        Map<String, Visit> found = new HashMap<>();
        jdbc.sql("""
                        select reference, utm_source, utm_medium, utm_campaign, landing_page, referrer
                        from leadloop.capture where reference = any(:references::text[])
                        """).param("references", SqlArray.of(references, it -> it)).query(row -> {
            Origin origin = new Origin(
                    row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6));
            found.put(row.getString(1), new Visit(clicks.getOrDefault(row.getString(1), List.of()), origin));
        });
        // Of a row that another batch holds just now, the other batch writes the same.
        jdbc.sql("""
                        update leadloop.capture set used_at = :now::timestamptz where reference in (
                            select reference from leadloop.capture
                            where reference = any(:references::text[]) and used_at is null for update skip locked)
                        """)
                .param("references", SqlArray.of(references, it -> it))
                .param("now", clock.instant().toString())
                .update();
        return found;
    }

    Map<String, List<ClickId>> clicksOf(Collection<String> references) {
        Map<String, List<ClickId>> clicks = new HashMap<>();
        jdbc.sql("""
                        select reference, kind, value, clicked_at, time_stands_in from leadloop.capture_click
                        where reference = any(:references::text[]) order by kind, value
                        """).param("references", SqlArray.of(references, it -> it)).query(row -> {
            clicks.computeIfAbsent(row.getString(1), it -> new ArrayList<>()).add(click(row));
        });
        return clicks;
    }

    private static ClickId click(ResultSet row) throws SQLException {
        Timestamp at = row.getTimestamp(4);
        return new ClickId(
                null,
                ClickIdKind.valueOf(row.getString(2)),
                row.getString(3),
                at == null ? null : at.toInstant(),
                row.getBoolean(5));
    }

    /** Whether a captured visit holds that click. */
    public boolean holds(@Nullable String clickId) {
        return clickId != null
                && jdbc.sql("select exists (select from leadloop.capture_click where value = :click)")
                        .param("click", clickId)
                        .query(Boolean.class)
                        .single();
    }

    /** Deletes the captured visits that hold a click of these leads, or that click; gives back how many. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int forget(Collection<LeadId> leads, @Nullable String clickId) {
        return jdbc.sql("""
                        delete from leadloop.capture where reference in (
                            select c.reference from leadloop.capture_click c
                            where c.value = :click
                               or exists (select from leadloop.click_id l
                                   where l.value = c.value and l.kind = c.kind and l.lead_id = any(:leads::uuid[])))
                        """)
                .param("click", clickId)
                .param("leads", SqlArray.of(leads, LeadId::value))
                .update();
    }

    /** Deletes the click ids of visits captured before then; the references stay to say that they have expired. */
    int expire(Instant before, Instant now) {
        return jdbc.sql("""
                        with old as (
                            update leadloop.capture set expired_at = :now::timestamptz, utm_source = null, utm_medium = null,
                                utm_campaign = null, landing_page = null, referrer = null
                            where captured_at < :before::timestamptz and expired_at is null returning reference)
                        delete from leadloop.capture_click where reference in (select reference from old)
                        """)
                .param("now", now.toString())
                .param("before", before.toString())
                .update();
    }

    int delete(Instant before) {
        return jdbc.sql("delete from leadloop.capture where captured_at < :before::timestamptz")
                .param("before", before.toString())
                .update();
    }
}
