package io.leadloop.quality;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the rows behind a figure. */
@Repository
public class QualityRows {

    private final JdbcClient jdbc;
    private final SnapshotReads reads;

    QualityRows(JdbcClient jdbc, SnapshotReads reads) {
        this.jdbc = jdbc;
        this.reads = reads;
    }

    /**
     * A business step at a destination.
     *
     * @param conversionId null where no row was made for it
     * @param externalId the lead's id in its CRM; null where the lead was erased, or nobody asked for it
     * @param until when it may be sent; null for at once
     */
    public record Row(
            @Nullable UUID conversionId,
            UUID leadId,
            @Nullable String externalId,
            String source,
            String stage,
            String destination,
            String action,
            String deliveryStatus,
            @Nullable String reason,
            @Nullable Instant until,
            Instant occurredAt,
            @Nullable BigDecimal amount,
            @Nullable String currency) {}

    /**
     * Which rows; null lets all through.
     *
     * @param deliveryStatus one of {@link DeliveryStatus}
     * @param about what a scorecard asks: {@link About}
     */
    public record Filter(
            @Nullable String source,
            @Nullable String stage,
            @Nullable String destination,
            @Nullable String action,
            @Nullable String deliveryStatus,
            @Nullable String reason,
            @Nullable About about,
            @Nullable String campaign) {

        public static final Filter ALL = new Filter(null, null, null, null, null, null, null);

        public Filter(
                @Nullable String source,
                @Nullable String stage,
                @Nullable String destination,
                @Nullable String action,
                @Nullable String deliveryStatus,
                @Nullable String reason,
                @Nullable About about) {
            this(source, stage, destination, action, deliveryStatus, reason, about, null);
        }
    }

    /** Properties of rows by which they are filtered. */
    public enum About {
        /** Of leads with a click of the platform, or told by contact. */
        OWED("delivery_status <> 'NOT_THEIRS'"),
        REPEATED("attempts > 1"),
        WITHOUT_VALUE("amount is null"),
        TOO_LATE("reason in ('CLICK_TOO_OLD', 'EVENT_TOO_OLD')"),
        UNMATCHED("reason in ('NO_CLICK_ID', 'NO_CONTACT', 'CLICK_DAMAGED')"),
        BY_CONTACT("matched_by = 'CONTACT'"),
        FROM_CLICK("matched_by = 'CLICK'");

        private final String condition;

        About(String condition) {
            this.condition = condition;
        }
    }

    /** Conversions by the day of their step, the newest first; adjustments are left out. */
    public List<Row> conversions(Period period, Filter filter, int limit) {
        return conversions(period, "occurred_at", filter, limit);
    }

    /** Conversions by the day of their click, the newest first. */
    public List<Row> byClick(Period period, Filter filter, int limit) {
        return conversions(period, "clicked_at", filter, limit);
    }

    private List<Row> conversions(Period period, String time, Filter filter, int limit) {
        String about = filter.about() == null ? "true" : filter.about().condition;
        return read(period, filter, limit, """
                        select conversion_id, lead_id, source, stage, destination, action, delivery_status, reason, not_before,
                            occurred_at, amount, currency
                        from leadloop.v_conversion v
                        where %1$s >= :start::timestamptz and %1$s < :end::timestamptz and type = 'CONVERSION' and %2$s
                        """.formatted(time, about));
    }

    /** Steps that the CRM told of, with or without a conversion; the newest first. */
    public List<Row> steps(Period period, Filter filter, int limit) {
        return read(period, filter, limit, """
                        select conversion_id, lead_id, source, stage, destination, action, delivery_status, reason, not_before,
                            occurred_at, amount, currency
                        from leadloop.v_reconciliation r where r.occurred_at >= :start::timestamptz and r.occurred_at < :end::timestamptz
                        """);
    }

    /** What the plan's own rules left out of a lead's steps, the oldest first; some seconds after it was decided. */
    public List<Row> excluded(UUID lead) {
        return reads.read(() ->
                jdbc.sql("""
                        select conversion_id, lead_id, source, stage, destination, action, delivery_status, reason, not_before,
                            occurred_at, amount, currency, null::text as external_id
                        from leadloop.standing_fact where lead_id = :lead and delivery_status = 'EXCLUDED'
                        order by occurred_at, destination
                        """).param("lead", lead).query((row, n) -> row(row)).list());
    }

    private List<Row> read(Period period, Filter filter, int limit, String rows) {
        return reads.read(() -> list(period, filter, limit, rows));
    }

    private List<Row> list(Period period, Filter filter, int limit, String rows) {
        return jdbc.sql("""
                        select *, (select l.external_id from leadloop.lead l where l.id = lead_id) as external_id
                        from (%s) all_rows
                        where (:source::text is null or source = :source)
                          and (:stage::text is null or stage = :stage)
                          and (:destination::text is null or destination = :destination)
                          and (:action::text is null or action = :action)
                          and (:deliveryStatus::text is null or delivery_status = :deliveryStatus)
                          and (:reason::text is null or reason = :reason)
                          and (:campaign::text is null or lead_id in (
                            select f.lead_id from leadloop.lead_fact f where f.campaign = :campaign))
                        order by occurred_at desc, lead_id, destination limit :limit
                        """.formatted(rows))
                .param("start", period.start())
                .param("end", period.end())
                .param("source", filter.source())
                .param("stage", filter.stage())
                .param("destination", filter.destination())
                .param("action", filter.action())
                .param("deliveryStatus", filter.deliveryStatus())
                .param("reason", filter.reason())
                .param("campaign", filter.campaign())
                .param("limit", limit)
                .query((row, n) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        Timestamp until = row.getTimestamp("not_before");
        return new Row(
                row.getObject("conversion_id", UUID.class),
                row.getObject("lead_id", UUID.class),
                row.getString("external_id"),
                row.getString("source"),
                row.getString("stage"),
                row.getString("destination"),
                row.getString("action"),
                row.getString("delivery_status"),
                row.getString("reason"),
                until == null ? null : until.toInstant(),
                row.getTimestamp("occurred_at").toInstant(),
                row.getBigDecimal("amount"),
                row.getString("currency"));
    }
}
