package io.leadloop.ops.lead;

import io.leadloop.conversion.ConversionState;
import io.leadloop.database.SqlArray;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The leads that changed last, by where they stand and by what platforms were told of them. */
@Repository
class LeadList {

    /** A rare answer is looked for no further back, so that the page is there at any number of leads. */
    static final int LOOKED_AT = 20_000;

    private final JdbcClient jdbc;
    private final Leads leads;

    LeadList(JdbcClient jdbc, Leads leads) {
        this.jdbc = jdbc;
        this.leads = leads;
    }

    /** The one that changed last first; of a time, the one that came last to where it stands. */
    List<Lead> of(WantedLeads wanted, int limit, Instant now) {
        StageSpan span = wanted.span();
        if (wanted.isByStageOnly()) {
            return leads.newest(wanted.stage().isEmpty() ? null : wanted.stage(), limit);
        }
        List<LeadId> ids = jdbc
                .sql("""
                        with newest as (
                            select id, updated_at, stage_at from leadloop.lead
                            where merged_into is null and (:stage = '' or stage = :stage) and (:source = '' or source = :source)
                            order by updated_at desc, id desc limit :most)
                        select n.id from newest n
                        where (:start::timestamptz is null or n.stage_at >= :start::timestamptz and n.stage_at < :end::timestamptz)
                          and (:campaign = '' or exists (
                            select from leadloop.lead_origin o where o.lead_id = n.id and o.utm_campaign = :campaign))
                          and (:anyhow or :told = exists (
                            select from leadloop.conversion c
                            where c.lead_id = n.id and c.type = 'CONVERSION' and c.state = 'ACCEPTED'
                              and (:account = '' or c.destination = :account) and (:stage = '' or c.stage = :stage)))
                        order by case when :start::timestamptz is not null then n.stage_at end desc, n.updated_at desc, n.id desc
                        limit :limit
                        """)
                .param("start", span == null ? null : span.start(now).toString())
                .param("end", span == null ? null : span.end(now).toString())
                .param("anyhow", wanted.told().isEmpty())
                .param("stage", wanted.stage())
                .param("source", wanted.source())
                .param("campaign", wanted.campaign())
                .param("told", wanted.isTold())
                .param("account", wanted.account())
                .param("most", LOOKED_AT)
                .param("limit", limit)
                .query(UUID.class)
                .list()
                .stream()
                .map(LeadId::new)
                .toList();
        Map<LeadId, Lead> found = leads.find(ids);
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** What became of the account's row of each of these leads; a lead of which it has none is absent. */
    Map<LeadId, Untold> untold(WantedLeads wanted, Collection<Lead> of) {
        Map<LeadId, Untold> untold = new HashMap<>();
        jdbc.sql("""
                        select distinct on (c.lead_id) c.lead_id, c.state, c.detail, c.reason
                        from leadloop.conversion c join leadloop.lead l on l.id = c.lead_id
                        where c.lead_id = any(:leads::uuid[]) and c.type = 'CONVERSION' and c.destination = :account
                          and c.stage = case when :stage = '' then l.stage else :stage end
                        order by c.lead_id, c.occurred_at desc, c.id
                        """)
                .param("leads", SqlArray.of(of, it -> it.id().value()))
                .param("account", wanted.account())
                .param("stage", wanted.stage())
                .query(row -> {
                    String detail = row.getString("detail");
                    untold.put(
                            new LeadId(row.getObject("lead_id", UUID.class)),
                            new Untold(
                                    row.getString("reason"),
                                    detail == null
                                            ? ConversionState.valueOf(row.getString("state"))
                                                    .words()
                                            : detail));
                });
        return untold;
    }

    /** The platform whose click brought each of these leads last, by its id; a lead without any click is absent. */
    Map<LeadId, String> broughtBy(Collection<Lead> of) {
        Map<LeadId, String> platforms = new HashMap<>();
        jdbc.sql("""
                        select distinct on (k.lead_id) k.lead_id, m.platform
                        from leadloop.click_id k join leadloop.v_click_kind m on m.kind = k.kind
                        where k.lead_id = any(:leads::uuid[])
                        order by k.lead_id, k.clicked_at desc nulls last, k.id desc
                        """).param("leads", SqlArray.of(of, it -> it.id().value())).query(row -> {
            platforms.put(new LeadId(row.getObject(1, UUID.class)), row.getString(2));
        });
        return platforms;
    }

    /**
     * The accounts that took a conversion of each of these leads, by their ids; a lead of which none did is absent.
     *
     * @param stage of which stage; empty for any
     */
    Map<LeadId, List<String>> toldTo(Collection<Lead> of, String stage) {
        Map<LeadId, List<String>> told = new HashMap<>();
        jdbc.sql("""
                        select distinct lead_id, destination from leadloop.conversion
                        where lead_id = any(:leads::uuid[]) and type = 'CONVERSION' and state = 'ACCEPTED'
                          and (:stage = '' or stage = :stage)
                        order by lead_id, destination
                        """)
                .param("stage", stage)
                .param("leads", SqlArray.of(of, it -> it.id().value()))
                .query(row -> {
                    told.computeIfAbsent(new LeadId(row.getObject(1, UUID.class)), it -> new ArrayList<>())
                            .add(row.getString(2));
                });
        return told;
    }

    /** What the list says beside each of these leads; the deal is the one that brought the lead to where it stands. */
    Map<LeadId, LeadBrief> briefs(Collection<Lead> of) {
        Map<LeadId, LeadBrief> briefs = new HashMap<>();
        jdbc.sql("""
                        select l.id, o.utm_campaign, coalesce(d.amount, t.amount) as amount,
                            case when d.amount is null then t.currency else d.currency end as currency
                        from leadloop.lead l
                        left join leadloop.lead_origin o on o.lead_id = l.id
                        left join leadloop.deal d on d.lead_id = l.id and d.id = l.deal_id
                        left join lateral (
                            select h.amount, h.currency from leadloop.stage_change h
                            where h.lead_id = l.id and h.deal_id = l.deal_id and h.amount is not null
                            order by h.recorded_at desc, h.id desc limit 1) t on true
                        where l.id = any(:leads::uuid[])
                        """).param("leads", SqlArray.of(of, it -> it.id().value())).query(row -> {
            briefs.put(
                    new LeadId(row.getObject("id", UUID.class)),
                    LeadBrief.of(
                            row.getString("utm_campaign"), row.getBigDecimal("amount"), row.getString("currency")));
        });
        return briefs;
    }
}
