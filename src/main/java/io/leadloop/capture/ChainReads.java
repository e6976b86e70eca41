package io.leadloop.capture;

import io.leadloop.capture.CaptureChain.Site;
import io.leadloop.capture.CaptureChain.Source;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.LeadId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What {@link CaptureChain} counts. */
@Repository
class ChainReads {

    /** How a lead form of an ad platform is named as the page on which a lead began (crm.FormTranslation). */
    private static final String FORM = "/lead-form/";

    /** Ids of browsers, which say of no click whether it got through. */
    private static final String OF_BROWSERS = "('FBP', 'TTP', 'SC_COOKIE1', 'RDT_UUID', 'OBREF', 'GA_CLIENT_ID')";

    /** A shorter beginning says nothing. */
    private static final int SHORTEST = 20;

    /** When a lead began by the CRM's time: a file of last year's leads that is loaded today began last year. */
    private static final String BEGAN = "coalesce(l.captured_at,"
            + " (select min(h.occurred_at) from leadloop.stage_change h where h.lead_id = l.id), l.created_at)";

    private final JdbcClient jdbc;

    ChainReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How the value stands to the captured ones of its kind. */
    enum Likeness {
        NONE,
        SAME,
        /** A captured one in other letters. */
        OTHER_CASE,
        /** The beginning of a captured one. */
        BEGINNING
    }

    /** What a reference leads to. */
    enum Visit {
        NONE,
        KEPT,
        EXPIRED
    }

    /**
     * A lead with one of its click ids.
     *
     * @param form of an ad platform; null where it is not known
     * @param click null for a lead without any
     * @param visit of a click id that has a reference's form
     */
    record Carried(
            LeadId lead,
            String source,
            @Nullable String form,
            @Nullable ClickId click,
            Likeness likeness,
            Visit visit) {}

    /** Hands out every lead that began since then, once for each click id, one lead's together. */
    void eachCarried(Instant since, Consumer<Carried> each) {
        jdbc.sql("""
                        select l.id, l.source, o.landing_page, k.kind, k.value,
                            exists (select from leadloop.capture_click c where c.value = k.value and c.kind = k.kind),
                            exists (select from leadloop.capture_click c
                                where lower(c.value) collate "C" = lower(k.value) collate "C" and c.kind = k.kind),
                            length(k.value) >= :shortest and exists (select from leadloop.capture_click c
                                where lower(c.value) collate "C" > lower(k.value) collate "C" and c.kind = k.kind
                                  and lower(c.value) collate "C" < (lower(k.value) || chr(1114111)) collate "C"),
                            r.reference is not null, r.expired_at is not null
                        from leadloop.lead l
                        left join leadloop.lead_origin o on o.lead_id = l.id
                        left join leadloop.click_id k on k.lead_id = l.id and k.kind not in %s
                        left join leadloop.capture r on r.reference = lower(k.value)
                        where l.updated_at >= :since::timestamptz and l.created_at >= :since::timestamptz
                          and %s >= :since::timestamptz and l.merged_into is null
                        order by l.id
                        """.formatted(OF_BROWSERS, BEGAN))
                .param("since", since.toString())
                .param("shortest", SHORTEST)
                .query(row -> {
                    each.accept(carried(row));
                });
    }

    private static Carried carried(ResultSet row) throws SQLException {
        String page = row.getString(3);
        String kind = row.getString(4);
        Likeness likeness = row.getBoolean(6)
                ? Likeness.SAME
                : row.getBoolean(7) ? Likeness.OTHER_CASE : row.getBoolean(8) ? Likeness.BEGINNING : Likeness.NONE;
        return new Carried(
                new LeadId(row.getObject(1, UUID.class)),
                row.getString(2),
                page != null && page.startsWith(FORM) ? page.substring(FORM.length()) : null,
                kind == null ? null : new ClickId(null, ClickIdKind.valueOf(kind), row.getString(5), null),
                likeness,
                row.getBoolean(10) ? Visit.EXPIRED : row.getBoolean(9) ? Visit.KEPT : Visit.NONE);
    }

    /** The websites whose visits were captured since then. */
    List<Site> sites(Instant since) {
        return jdbc.sql("""
                        select v.site, count(*), count(v.used_at), count(*) filter (where v.used_at is null and exists (
                            select from leadloop.capture_click c
                            join leadloop.click_id k on k.value = c.value and k.kind = c.kind
                            where c.reference = v.reference and c.kind not in %s))
                        from leadloop.capture v where v.captured_at >= :since::timestamptz group by v.site
                        """.formatted(OF_BROWSERS))
                .param("since", since.toString())
                .query((row, n) -> new Site(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    /** By source, the leads that began between the two and how many of them carry a click id; nothing else is counted. */
    Map<String, Source> before(Instant from, Instant until) {
        Map<String, Source> before = new HashMap<>();
        jdbc.sql("""
                        select l.source, count(*), count(*) filter (where exists (
                            select from leadloop.click_id k where k.lead_id = l.id and k.kind not in %1$s))
                        from leadloop.lead l
                        where l.updated_at >= :from::timestamptz and l.created_at >= :from::timestamptz
                          and %2$s >= :from::timestamptz and %2$s < :until::timestamptz and l.merged_into is null
                        group by l.source
                        """.formatted(OF_BROWSERS, BEGAN))
                .param("from", from.toString())
                .param("until", until.toString())
                .query(row -> {
                    before.put(
                            row.getString(1), new Source(row.getString(1), null, row.getLong(2), row.getLong(3), 0, 0));
                });
        return before;
    }

    /** How many different captured click ids have which length, by kind. */
    Map<ClickIdKind, Map<Integer, Long>> capturedLengths(Instant since) {
        Map<ClickIdKind, Map<Integer, Long>> lengths = new EnumMap<>(ClickIdKind.class);
        jdbc.sql("""
                        select c.kind, length(c.value), count(distinct c.value) from leadloop.capture v
                        join leadloop.capture_click c on c.reference = v.reference
                        where v.captured_at >= :since::timestamptz group by c.kind, length(c.value)
                        """).param("since", since.toString()).query(row -> {
            lengths.computeIfAbsent(ClickIdKind.valueOf(row.getString(1)), it -> new HashMap<>())
                    .put(row.getInt(2), row.getLong(3));
        });
        return lengths;
    }
}
