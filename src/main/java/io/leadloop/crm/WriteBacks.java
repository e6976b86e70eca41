package io.leadloop.crm;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.ExternalId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repository of which conversion states were written into CRMs, and which are due. */
@Repository
class WriteBacks {

    private final JdbcClient jdbc;

    WriteBacks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A conversion whose current state was not written yet. */
    record Due(UUID conversion, CrmWriteBack.Status status) {}

    List<Due> due(String source, int most) {
        return jdbc.sql("""
                        select c.id, l.external_id, c.deal_id, c.dedupe_key, c.stage, c.destination, c.state, c.reason,
                            c.updated_at
                        from leadloop.conversion c join leadloop.lead l on l.id = c.lead_id and l.source = :source
                        left join leadloop.crm_write_back w on w.conversion_id = c.id
                        where c.state <> 'PLANNED' and (w.conversion_id is null or w.state <> c.state)
                        order by c.updated_at limit :most
                        """)
                .param("source", source)
                .param("most", most)
                .query((row, n) -> {
                    String deal = row.getString("deal_id");
                    ExternalId record = deal.isEmpty()
                            ? ExternalId.lead(source, row.getString("external_id"))
                            : ExternalId.deal(source, deal);
                    return new Due(
                            row.getObject("id", UUID.class),
                            new CrmWriteBack.Status(
                                    record,
                                    row.getString("dedupe_key"),
                                    row.getString("stage"),
                                    row.getString("destination"),
                                    row.getString("state"),
                                    row.getString("reason"),
                                    row.getTimestamp("updated_at").toInstant()));
                })
                .list();
    }

    /** Stores the results; a refused row is stored too, so that it is not retried for ever. */
    void done(Map<Due, @Nullable String> results, Instant now) {
        jdbc.sql("""
                        insert into leadloop.crm_write_back (conversion_id, state, written_at, failure)
                        select id, state, :now::timestamptz, failure
                        from unnest(:ids::uuid[], :states::text[], :failures::text[]) as t(id, state, failure)
                        on conflict (conversion_id) do update set state = excluded.state,
                            written_at = excluded.written_at, failure = excluded.failure
                        """)
                .param("now", now.toString())
                .param("ids", SqlArray.of(results.keySet(), Due::conversion))
                .param("states", SqlArray.of(results.keySet(), it -> it.status().state()))
                .param("failures", SqlArray.of(results.keySet(), results::get))
                .update();
    }
}
