package io.leadloop.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.AccountCatalogue.Listing;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what accounts said of themselves. */
@Repository
class AuditStore {

    private static final TypeReference<List<AuditFinding>> FINDINGS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    AuditStore(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<AuditedAccount> all() {
        return jdbc.sql("select * from leadloop.account_audit order by account")
                .query((row, number) -> audited(row))
                .list();
    }

    Optional<AuditedAccount> find(String account) {
        return jdbc.sql("select * from leadloop.account_audit where account = :account")
                .param("account", account)
                .query((row, number) -> audited(row))
                .optional();
    }

    /**
     * Takes the turn of asking an account that is due; of several nodes one gets it.
     *
     * @param again when another one may take it, if this one never answers
     */
    boolean claim(String account, Instant now, Instant again) {
        return jdbc.sql("""
                        insert into leadloop.account_audit as a (account, ask_at) values (:account, :again::timestamptz)
                        on conflict (account) do update set ask_at = excluded.ask_at where a.ask_at <= :now::timestamptz
                        """)
                        .param("account", account)
                        .param("now", now.toString())
                        .param("again", again.toString())
                        .update()
                > 0;
    }

    /** Keeps what an account told; a newer answer of another node stays. */
    void keep(String account, Listing listing, List<AuditFinding> findings, Instant at, Instant again) {
        jdbc.sql("""
                        insert into leadloop.account_audit as a (account, ask_at, listed_at, listing, findings)
                        values (:account, :again::timestamptz, :at::timestamptz, :listing::jsonb, :findings::jsonb)
                        on conflict (account) do update set ask_at = excluded.ask_at, listed_at = excluded.listed_at,
                            listing = excluded.listing, findings = excluded.findings, problem = null
                        where a.listed_at is null or a.listed_at <= excluded.listed_at
                        """)
                .param("account", account)
                .param("at", at.toString())
                .param("again", again.toString())
                .param("listing", text(listing))
                .param("findings", text(findings))
                .update();
    }

    /** It did not tell; what it told before stays. */
    void problem(String account, String words, Instant again) {
        jdbc.sql("""
                        insert into leadloop.account_audit (account, ask_at, problem)
                        values (:account, :again::timestamptz, :problem)
                        on conflict (account) do update set ask_at = excluded.ask_at, problem = excluded.problem
                        """)
                .param("account", account)
                .param("again", again.toString())
                .param("problem", words)
                .update();
    }

    void due(String account, Instant now) {
        jdbc.sql("update leadloop.account_audit set ask_at = :now::timestamptz where account = :account")
                .param("account", account)
                .param("now", now.toString())
                .update();
    }

    /**
     * Takes the turn of making an action of an account; one person on one node has it.
     *
     * @param until when the turn ends by itself, if the node does not live to end it
     */
    boolean beginMaking(String account, Instant now, Instant until) {
        return jdbc.sql("""
                        update leadloop.account_audit set making_until = :until::timestamptz
                        where account = :account and (making_until is null or making_until <= :now::timestamptz)
                        """)
                        .param("account", account)
                        .param("now", now.toString())
                        .param("until", until.toString())
                        .update()
                > 0;
    }

    void endMaking(String account) {
        jdbc.sql("update leadloop.account_audit set making_until = null where account = :account")
                .param("account", account)
                .update();
    }

    private AuditedAccount audited(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("listed_at", OffsetDateTime.class);
        String listing = row.getString("listing");
        try {
            return new AuditedAccount(
                    row.getString("account"),
                    at == null ? null : at.toInstant(),
                    row.getString("problem"),
                    listing == null ? null : json.readValue(listing, Listing.class),
                    json.readValue(row.getString("findings"), FINDINGS));
        } catch (JsonProcessingException ofAnotherVersion) {
            return new AuditedAccount(row.getString("account"), null, row.getString("problem"), null, List.of());
        }
    }

    private @Nullable String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
