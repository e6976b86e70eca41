package io.leadloop.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.secret.SecretBox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of connections; secrets are sealed with the application's key. */
@Repository
class ConnectionStore {

    private static final Logger log = LoggerFactory.getLogger(ConnectionStore.class);
    private static final TypeReference<Map<String, String>> KEYS = new TypeReference<>() {};
    private static final String COLUMNS =
            "select kind, name, type, label, state, keys, secrets, version, changed_at, changed_by from leadloop.connection";

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final ObjectMapper json;

    ConnectionStore(JdbcClient jdbc, SecretBox box, ObjectMapper json) {
        this.jdbc = jdbc;
        this.box = box;
        this.json = json;
    }

    /**
     * A connection with its secrets.
     *
     * @param secrets in clear, by key
     */
    record Kept(Connection connection, Map<String, String> secrets) {

        Map<String, String> allKeys() {
            Map<String, String> all = new HashMap<>(connection.keys());
            all.putAll(secrets);
            return all;
        }

        @Override
        public String toString() {
            return connection.toString();
        }
    }

    /** One version in the history of a connection. */
    record Version(int version, ConnectionState state, List<String> changedKeys, Instant at, String by) {}

    List<Kept> all() {
        return jdbc.sql(COLUMNS + " where state <> 'REMOVED' order by kind, name")
                .query((row, number) -> kept(row))
                .list();
    }

    /** Removed ones too. */
    Optional<Kept> find(ConnectionKind kind, String name) {
        return jdbc.sql(COLUMNS + " where kind = :kind and name = :name")
                .param("kind", kind.name())
                .param("name", name)
                .query((row, number) -> kept(row))
                .optional();
    }

    /** Another number after each change of any connection. */
    long revision() {
        return jdbc.sql("select coalesce(sum(version), 0) from leadloop.connection")
                .query(Long.class)
                .single();
    }

    /** Whether it was written; not if another change came first. */
    boolean write(Kept kept, int basedOn, Collection<String> changedKeys) {
        Connection it = kept.connection();
        int written = jdbc.sql("""
                        insert into leadloop.connection as c
                            (kind, name, type, label, state, keys, secrets, version, changed_at, changed_by)
                        values (:kind, :name, :type, :label, :state, :keys::jsonb, :secrets, :version, :at::timestamptz, :by)
                        on conflict (kind, name) do update set type = excluded.type, label = excluded.label,
                            state = excluded.state, keys = excluded.keys, secrets = excluded.secrets,
                            version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by
                        where c.version = :based
                        """)
                .param("kind", it.kind().name())
                .param("name", it.name())
                .param("type", it.type())
                .param("label", it.label())
                .param("state", it.state().name())
                .param("keys", text(it.keys()))
                .param("secrets", sealed(kept.secrets()))
                .param("version", it.version())
                .param("at", it.changedAt().toString())
                .param("by", it.changedBy())
                .param("based", basedOn)
                .update();
        if (written > 0) {
            jdbc.sql("""
                            insert into leadloop.connection_version (kind, name, version, state, changed_keys, changed_at, changed_by)
                            values (:kind, :name, :version, :state, :changed, :at::timestamptz, :by)
                            """)
                    .param("kind", it.kind().name())
                    .param("name", it.name())
                    .param("version", it.version())
                    .param("state", it.state().name())
                    .param("changed", changedKeys.toArray(String[]::new))
                    .param("at", it.changedAt().toString())
                    .param("by", it.changedBy())
                    .update();
        }
        return written > 0;
    }

    List<Version> history(ConnectionKind kind, String name) {
        return jdbc.sql("""
                        select version, state, changed_keys, changed_at, changed_by from leadloop.connection_version
                        where kind = :kind and name = :name order by version desc limit 50
                        """)
                .param("kind", kind.name())
                .param("name", name)
                .query((row, number) -> new Version(
                        row.getInt(1),
                        ConnectionState.valueOf(row.getString(2)),
                        List.of((String[]) row.getArray(3).getArray()),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getString(5)))
                .list();
    }

    private Kept kept(ResultSet row) throws SQLException {
        String name = row.getString("name");
        Map<String, String> secrets = opened(row.getBytes("secrets"), name);
        return new Kept(
                new Connection(
                        ConnectionKind.valueOf(row.getString("kind")),
                        name,
                        row.getString("type"),
                        row.getString("label"),
                        ConnectionState.valueOf(row.getString("state")),
                        read(row.getBytes("keys")),
                        secrets.keySet(),
                        row.getInt("version"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        row.getString("changed_by")),
                secrets);
    }

    private Map<String, String> opened(byte @Nullable [] sealed, String name) {
        if (sealed == null) {
            return Map.of();
        }
        try {
            return read(box.open(sealed));
        } catch (IllegalStateException anotherKey) {
            log.warn("The secrets of the connection {} were sealed with a key that is gone; type them again", name);
            return Map.of();
        }
    }

    private byte @Nullable [] sealed(Map<String, String> secrets) {
        return secrets.isEmpty() ? null : box.seal(bytes(secrets));
    }

    private Map<String, String> read(byte[] text) {
        try {
            return json.readValue(text, KEYS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Map<String, String> keys) {
        return new String(bytes(keys), java.nio.charset.StandardCharsets.UTF_8);
    }

    private byte[] bytes(Map<String, String> keys) {
        try {
            return json.writeValueAsBytes(keys);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
