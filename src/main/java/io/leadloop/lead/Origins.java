package io.leadloop.lead;

import io.leadloop.database.SqlArray;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which visit brought each lead, as the CRM told it last. */
@Repository
public class Origins {

    private final JdbcClient jdbc;

    Origins(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The visit that brought the lead; empty where nobody told it. */
    public Optional<Origin> find(LeadId lead) {
        return jdbc.sql("""
                        select utm_source, utm_medium, utm_campaign, landing_page, referrer from leadloop.lead_origin
                        where lead_id = :lead
                        """)
                .param("lead", lead.value())
                .query((row, number) -> new Origin(
                        row.getString("utm_source"),
                        row.getString("utm_medium"),
                        row.getString("utm_campaign"),
                        row.getString("landing_page"),
                        row.getString("referrer")))
                .optional();
    }

    /** The campaign of the visit that brought the lead; empty where nobody told it. */
    public String campaignOf(LeadId lead) {
        return jdbc.sql(
                        "select utm_campaign from leadloop.lead_origin where lead_id = :lead and utm_campaign is not null")
                .param("lead", lead.value())
                .query(String.class)
                .optional()
                .orElse("");
    }

    /**
     * Stores what these events tell of their leads' origins; an older event changes nothing, and what a newer one does not tell
     * stays: many CRMs send only what changed, and plans and figures go by the campaign.
     */
    public void save(Map<LeadId, LeadEvent> events) {
        record Row(LeadId lead, Origin origin, Instant at) {}
        Collection<Row> rows = events.entrySet().stream()
                .filter(it -> it.getValue().origin() != null)
                .map(it -> new Row(
                        it.getKey(),
                        Objects.requireNonNull(it.getValue().origin()),
                        it.getValue().occurredAt()))
                .filter(it -> !it.origin().isEmpty())
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into leadloop.lead_origin as known (lead_id, utm_source, utm_medium, utm_campaign,
                            landing_page, referrer, told_at)
                        select * from unnest(:leads::uuid[], :sources::text[], :mediums::text[], :campaigns::text[],
                            :pages::text[], :referrers::text[], :times::timestamptz[])
                        on conflict (lead_id) do update set
                            utm_source = coalesce(excluded.utm_source, known.utm_source),
                            utm_medium = coalesce(excluded.utm_medium, known.utm_medium),
                            utm_campaign = coalesce(excluded.utm_campaign, known.utm_campaign),
                            landing_page = coalesce(excluded.landing_page, known.landing_page),
                            referrer = coalesce(excluded.referrer, known.referrer), told_at = excluded.told_at
                        where excluded.told_at >= known.told_at
                          and (coalesce(excluded.utm_source, known.utm_source),
                               coalesce(excluded.utm_medium, known.utm_medium),
                               coalesce(excluded.utm_campaign, known.utm_campaign),
                               coalesce(excluded.landing_page, known.landing_page),
                               coalesce(excluded.referrer, known.referrer)) is distinct from
                              (known.utm_source, known.utm_medium, known.utm_campaign, known.landing_page, known.referrer)
                        """)
                .param("leads", SqlArray.of(rows, Row::lead))
                .param("sources", SqlArray.of(rows, it -> it.origin().utmSource()))
                .param("mediums", SqlArray.of(rows, it -> it.origin().utmMedium()))
                .param("campaigns", SqlArray.of(rows, it -> it.origin().utmCampaign()))
                .param("pages", SqlArray.of(rows, it -> it.origin().landingPage()))
                .param("referrers", SqlArray.of(rows, it -> it.origin().referrer()))
                .param("times", SqlArray.of(rows, Row::at))
                .update();
    }
}
