package io.leadloop.connection;

import io.leadloop.secret.SecretBox;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of consents that were asked for, which every node can take up once. */
@Repository
class AskedConsents {

    private final JdbcClient jdbc;
    private final SecretBox box;

    AskedConsents(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    /**
     * One consent.
     *
     * @param by the user who asked
     * @param redirectUri as it was sent along, and has to be sent again with the code
     * @param verifier of PKCE; null where the platform has none
     */
    record Asked(
            ConnectionKind kind,
            String name,
            String by,
            URI redirectUri,
            @Nullable String verifier,
            Instant endsAt) {

        /** Without the verifier. */
        @Override
        public String toString() {
            return kind + " " + name + ", until " + endsAt;
        }
    }

    void keep(String state, Asked asked) {
        String verifier = asked.verifier();
        jdbc.sql("""
                        insert into leadloop.asked_consent
                            (state_hash, kind, name, asked_by, redirect_uri, verifier, ends_at)
                        values (:state, :kind, :name, :by, :redirect, :verifier, :ends::timestamptz)
                        """)
                .param("state", box.fingerprint(state))
                .param("kind", asked.kind().name())
                .param("name", asked.name())
                .param("by", asked.by())
                .param("redirect", asked.redirectUri().toString())
                .param("verifier", verifier == null ? null : box.seal(verifier.getBytes(StandardCharsets.UTF_8)))
                .param("ends", asked.endsAt().toString())
                .update();
    }

    /** The consent of that state, also one that is over; the state is used up by it. */
    Optional<Asked> take(String state) {
        return jdbc.sql("""
                        delete from leadloop.asked_consent where state_hash = :state
                        returning kind, name, asked_by, redirect_uri, verifier, ends_at
                        """)
                .param("state", box.fingerprint(state))
                .query((row, number) -> asked(row))
                .optional();
    }

    /** Forgets those that nobody came back for. */
    void forget(Instant endedBefore) {
        jdbc.sql("delete from leadloop.asked_consent where ends_at < :before::timestamptz")
                .param("before", endedBefore.toString())
                .update();
    }

    private Asked asked(ResultSet row) throws SQLException {
        byte[] verifier = row.getBytes("verifier");
        return new Asked(
                ConnectionKind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("asked_by"),
                URI.create(row.getString("redirect_uri")),
                verifier == null ? null : new String(box.open(verifier), StandardCharsets.UTF_8),
                row.getObject("ends_at", OffsetDateTime.class).toInstant());
    }
}
