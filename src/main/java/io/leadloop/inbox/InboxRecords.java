package io.leadloop.inbox;

import io.leadloop.database.SqlArray;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The CRM record ids of events, for the inbox page. */
@Repository
public class InboxRecords {

    private static final String ERASED = "erased";

    private final JdbcClient jdbc;

    InboxRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The id that the CRM gives the record of each event, by the event's id; {@code erased} where it was forgotten. */
    public Map<Long, String> of(Collection<InboxMessage> messages) {
        Map<Long, String> records = new HashMap<>();
        jdbc.sql("select id, source, ordering_key from leadloop.inbox_message where id = any(:ids::bigint[])")
                .param("ids", SqlArray.of(messages, InboxMessage::id))
                .query(row -> {
                    String source = row.getString(2) + ":";
                    String key = row.getString(3);
                    records.put(row.getLong(1), key.startsWith(source) ? key.substring(source.length()) : ERASED);
                });
        return records;
    }
}
