package io.leadloop.conversion;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.LeadId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** In which seconds the conversions of leads happened, for platforms that count those of one second once. */
@Repository
public class ConversionTimes {

    private final JdbcClient jdbc;

    ConversionTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One second of one lead at one action of a platform. */
    public record Second(LeadId lead, String destination, String action, long epochSecond) {

        public static Second of(Conversion it, Instant at) {
            return new Second(it.lead(), it.destination(), it.action(), at.getEpochSecond());
        }
    }

    /** The seconds near these conversions that others of their leads have, whatever became of those. */
    public List<Second> taken(Collection<Conversion> conversions) {
        return jdbc.sql("""
                        select distinct c.lead_id, c.destination, c.action, floor(extract(epoch from c.occurred_at))::bigint
                        from unnest(:leads::uuid[], :destinations::text[], :actions::text[], :keys::text[],
                            :times::timestamptz[]) as t(lead_id, destination, action, dedupe_key, at)
                        join leadloop.conversion c on c.lead_id = t.lead_id and c.destination = t.destination
                          and c.action = t.action and c.dedupe_key <> t.dedupe_key and c.type = 'CONVERSION'
                          and c.occurred_at >= date_trunc('second', t.at) and c.occurred_at < t.at + interval '1 hour'
                        """)
                .param("leads", SqlArray.of(conversions, Conversion::lead))
                .param("destinations", SqlArray.of(conversions, Conversion::destination))
                .param("actions", SqlArray.of(conversions, Conversion::action))
                .param("keys", SqlArray.of(conversions, Conversion::dedupeKey))
                .param("times", SqlArray.of(conversions, Conversion::occurredAt))
                .query((row, n) -> new Second(
                        new LeadId(row.getObject(1, UUID.class)), row.getString(2), row.getString(3), row.getLong(4)))
                .list();
    }
}
