package io.leadloop.conversion;

import io.leadloop.database.SqlArray;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** In which seconds the conversions of leads and clicks happened, for platforms that count those of one second once. */
@Repository
public class ConversionTimes {

    private final JdbcClient jdbc;

    ConversionTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One second of one lead, or of one click, at one action of a platform.
     *
     * @param who a lead's id, or a click as {@link #clicks} names it
     */
    public record Second(String who, String destination, String action, long epochSecond) {

        /** Those that the conversion would have at that time. */
        public static List<Second> of(Conversion it, @Nullable String click, Instant at) {
            Second ofLead =
                    new Second(it.lead().value().toString(), it.destination(), it.action(), at.getEpochSecond());
            return click == null
                    ? List.of(ofLead)
                    : List.of(ofLead, new Second(click, it.destination(), it.action(), at.getEpochSecond()));
        }
    }

    /** The clicks by which these conversions are matched, by our id of each; the same click of two leads has one name. */
    public Map<UUID, String> clicks(Collection<Conversion> conversions) {
        Map<UUID, String> clicks = new HashMap<>();
        jdbc.sql("select id, kind || ' ' || value from leadloop.click_id where id = any(:ids::uuid[])")
                .param(
                        "ids",
                        SqlArray.of(
                                conversions.stream()
                                        .map(Conversion::clickId)
                                        .filter(Objects::nonNull)
                                        .toList(),
                                it -> it))
                .query((row, n) -> clicks.put(row.getObject(1, UUID.class), row.getString(2)))
                .list();
        return clicks;
    }

    /** The seconds near these conversions that others of their leads or of their clicks have, whatever became of those. */
    public List<Second> taken(Collection<Conversion> conversions) {
        return jdbc.sql("""
                        with born as (
                          select * from unnest(:leads::uuid[], :clicks::uuid[], :destinations::text[], :actions::text[],
                            :keys::text[], :times::timestamptz[]) as t(lead_id, click_id, destination, action, dedupe_key, at)
                        ), kin as (
                          select b.*, b.lead_id::text as who, b.lead_id as of_lead, null::uuid as of_click from born b
                          union all
                          select b.*, mine.kind || ' ' || mine.value, other.lead_id, other.id
                          from born b join leadloop.click_id mine on mine.id = b.click_id
                          join leadloop.click_id other on other.value = mine.value and other.kind = mine.kind
                            and other.lead_id <> b.lead_id
                        )
                        select distinct t.who, c.destination, c.action, floor(extract(epoch from c.occurred_at))::bigint
                        from kin t join leadloop.conversion c on c.lead_id = t.of_lead and c.destination = t.destination
                          and c.action = t.action and c.dedupe_key <> t.dedupe_key and c.type = 'CONVERSION'
                          and c.occurred_at >= date_trunc('second', t.at) and c.occurred_at < t.at + interval '1 hour'
                          and (t.of_click is null or c.click_id = t.of_click)
                        """)
                .param("leads", SqlArray.of(conversions, Conversion::lead))
                .param("clicks", SqlArray.of(conversions, Conversion::clickId))
                .param("destinations", SqlArray.of(conversions, Conversion::destination))
                .param("actions", SqlArray.of(conversions, Conversion::action))
                .param("keys", SqlArray.of(conversions, Conversion::dedupeKey))
                .param("times", SqlArray.of(conversions, Conversion::occurredAt))
                .query((row, n) -> new Second(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)))
                .list();
    }
}
