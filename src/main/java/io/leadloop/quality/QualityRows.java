package io.leadloop.quality;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows behind a figure. */
@Repository
public class QualityRows {

    private final JdbcClient jdbc;

    QualityRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One conversion. */
    public record Row(
            UUID conversionId,
            UUID leadId,
            String source,
            String stage,
            String destination,
            String action,
            String state,
            @Nullable String reason,
            Instant occurredAt,
            @Nullable BigDecimal amount,
            @Nullable String currency) {}

    /** The newest first; a null filter lets all through. */
    public List<Row> rows(
            Period period,
            @Nullable String stage,
            @Nullable String destination,
            @Nullable String state,
            @Nullable String reason,
            int limit) {
        return jdbc.sql("""
                        select conversion_id, lead_id, source, stage, destination, action, state, reason, occurred_at,
                            amount, currency
                        from leadloop.v_conversion
                        where occurred_at >= :start::timestamptz and occurred_at < :end::timestamptz
                          and type = 'CONVERSION'
                          and (:stage::text is null or stage = :stage)
                          and (:destination::text is null or destination = :destination)
                          and (:state::text is null or state = :state)
                          and (:reason::text is null or reason = :reason)
                        order by occurred_at desc, conversion_id limit :limit
                        """)
                .param("start", period.start())
                .param("end", period.end())
                .param("stage", stage)
                .param("destination", destination)
                .param("state", state)
                .param("reason", reason)
                .param("limit", limit)
                .query((row, n) -> new Row(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getTimestamp(9).toInstant(),
                        row.getBigDecimal(10),
                        row.getString(11)))
                .list();
    }
}
