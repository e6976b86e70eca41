package io.leadloop.http;

import io.leadloop.lead.ContactHasher;
import io.leadloop.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stores refresh tokens encrypted in the database, shared by all nodes. A newly configured token replaces those derived
 * from the one before.
 */
@Repository
class StoredRefreshTokens implements RefreshTokens {

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final Clock clock;

    StoredRefreshTokens(JdbcClient jdbc, SecretBox box, Clock clock) {
        this.jdbc = jdbc;
        this.box = box;
        this.clock = clock;
    }

    @Override
    public String newest(String destination, String configured) {
        return jdbc.sql("""
                        select sealed from leadloop.refresh_token
                        where destination = :destination and configured_sha256 = :configured
                        """)
                .param("destination", destination)
                .param("configured", fingerprint(configured))
                .query(byte[].class)
                .optional()
                .map(it -> new String(box.open(it), StandardCharsets.UTF_8))
                .orElse(configured);
    }

    @Override
    public void replace(String destination, String configured, String next) {
        jdbc.sql("""
                        insert into leadloop.refresh_token (destination, configured_sha256, sealed, updated_at)
                        values (:destination, :configured, :sealed, :now::timestamptz)
                        on conflict (destination) do update set configured_sha256 = excluded.configured_sha256,
                            sealed = excluded.sealed, updated_at = excluded.updated_at
                        """)
                .param("destination", destination)
                .param("configured", fingerprint(configured))
                .param("sealed", box.seal(next.getBytes(StandardCharsets.UTF_8)))
                .param("now", clock.instant().toString())
                .update();
    }

    private static String fingerprint(String token) {
        return Objects.requireNonNull(ContactHasher.sha256(token));
    }
}
