package io.leadloop.conversion;

import io.leadloop.database.SqlArray;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The trace of the event by which the upload of a conversion began, in W3C's form of {@code traceparent}. Beside the conversion and
 * no part of it: read and written only while traces are on.
 */
@Repository
public class ConversionTraces {

    private final JdbcClient jdbc;

    ConversionTraces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void carry(Map<UUID, String> traceparents) {
        jdbc.sql("""
                        update leadloop.conversion c set traceparent = t.traceparent
                        from unnest(:ids::uuid[], :traces::text[]) as t(id, traceparent)
                        where c.id = t.id
                        """)
                .param("ids", SqlArray.of(traceparents.entrySet(), Map.Entry::getKey))
                .param("traces", SqlArray.of(traceparents.entrySet(), Map.Entry::getValue))
                .update();
    }

    /** A conversion without one is absent. */
    public Map<UUID, String> of(Collection<UUID> conversions) {
        Map<UUID, String> found = new HashMap<>();
        jdbc.sql(
                        "select id, traceparent from leadloop.conversion where id = any(:ids::uuid[]) and traceparent is not null")
                .param("ids", SqlArray.of(conversions, it -> it))
                .query(row -> {
                    found.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return found;
    }
}
