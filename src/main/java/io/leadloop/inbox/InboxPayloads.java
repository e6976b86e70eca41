package io.leadloop.inbox;

import io.leadloop.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Decrypts payloads of events. They may hold mail and phone in clear: administrators only. */
@Repository
public class InboxPayloads {

    private final JdbcClient jdbc;
    private final SecretBox box;

    InboxPayloads(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    /**
     * The payload as text; empty when there is no such event or its payload was removed by retention.
     *
     * @throws IllegalStateException if it was encrypted with another key
     */
    public Optional<String> of(long id) {
        return jdbc.sql("select payload from leadloop.inbox_message where id = :id and payload is not null")
                .param("id", id)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .map(it -> new String(box.open(it), StandardCharsets.UTF_8));
    }
}
