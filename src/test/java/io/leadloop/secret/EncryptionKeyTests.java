package io.leadloop.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.support.OwnPostgres;
import io.leadloop.support.StoryTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The encryption key and the database have to belong together before a node starts. */
@Tag(StoryTest.TAG)
class EncryptionKeyTests {

    private static OwnPostgres postgres;
    private static JdbcClient jdbc;

    private static final String RIGHT = "0123456789012345678901234567890A";

    private final SecretBox right = box(RIGHT);
    private final SecretBox wrong = box("0123456789012345678901234567890B");

    @BeforeAll
    static void migrate() {
        postgres = OwnPostgres.started();
        Flyway.configure()
                .dataSource(postgres.url(), OwnPostgres.USER, "")
                .schemas("leadloop")
                .load()
                .migrate();
        jdbc = postgres.jdbc();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void as_before_the_first_start() {
        jdbc.sql("truncate leadloop.encryption_check, leadloop.inbox_message").update();
    }

    @Test
    void the_first_start_seals_a_check_value_and_later_ones_with_the_same_key_go_on() {
        start(right, false);
        start(right, false);
        assertThat(checks()).isEqualTo(1);
    }

    @Test
    void another_key_stops_the_start_with_words_and_leaves_the_check_value() {
        start(right, false);
        assertThatThrownBy(() -> start(wrong, false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("leadloop.inbox.encryption-key")
                .hasMessageContaining("is not the key of this database");
        start(right, false);
    }

    @Test
    void a_database_from_before_the_check_takes_the_key_that_opens_what_waits() {
        waits(right);
        start(right, false);
        assertThat(checks()).isEqualTo(1);
    }

    @Test
    void a_database_from_before_the_check_refuses_a_key_that_does_not_open_what_waits() {
        waits(right);
        assertThatThrownBy(() -> start(wrong, false)).isInstanceOf(IllegalStateException.class);
        assertThat(checks()).isZero();
    }

    @Test
    void whoever_lost_the_key_makes_a_new_one_the_databases_by_saying_so_once() {
        start(right, false);
        start(wrong, true);
        start(wrong, false);
        assertThatThrownBy(() -> start(right, false)).isInstanceOf(IllegalStateException.class);
    }

    /** The former key reads what it sealed; what lasts is sealed with the new one, which is the database's from then on. */
    @Test
    void whoever_replaces_the_key_and_names_the_former_one_loses_nothing() {
        start(right, false);
        waits(right);
        keeps(
                right,
                "connection",
                "insert into leadloop.connection (kind, name, type, state, keys, secrets, version, changed_at,"
                        + " changed_by) values ('ACCOUNT', 'rotated', 'meta', 'ON', '{}', :sealed, 1, now(), 'x')");
        keeps(
                right,
                "token",
                "insert into leadloop.refresh_token (destination, configured_sha256, sealed, updated_at)"
                        + " values ('rotated', 'x', :sealed, now())");
        SecretBox both = new SecretBox(key("0123456789012345678901234567890B"), List.of(key(RIGHT)));
        start(both, false);
        assertThat(wrong.open(stored("select secrets from leadloop.connection where name = 'rotated'")))
                .isEqualTo("connection".getBytes(StandardCharsets.UTF_8));
        assertThat(wrong.open(stored("select sealed from leadloop.refresh_token where destination = 'rotated'")))
                .isEqualTo("token".getBytes(StandardCharsets.UTF_8));
        assertThat(both.open(stored("select payload from leadloop.inbox_message")))
                .isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(checks()).isEqualTo(1);
        start(wrong, false);
        assertThatThrownBy(() -> start(right, false)).isInstanceOf(IllegalStateException.class);
        jdbc.sql("delete from leadloop.connection").update();
        jdbc.sql("delete from leadloop.refresh_token").update();
    }

    @Test
    void a_former_key_that_never_was_this_databases_helps_nobody() {
        start(right, false);
        SecretBox others = new SecretBox(
                key("0123456789012345678901234567890B"), List.of(key("0123456789012345678901234567890C")));
        assertThatThrownBy(() -> start(others, false)).hasMessageContaining("former-encryption-keys");
    }

    @Test
    void what_a_former_key_marked_is_found_by_its_own_mark() {
        SecretBox both = new SecretBox(key("0123456789012345678901234567890B"), List.of(key(RIGHT)));
        assertThat(both.fingerprints("a record"))
                .containsExactly(wrong.fingerprint("a record"), right.fingerprint("a record"));
    }

    private static void keeps(SecretBox box, String secret, String statement) {
        jdbc.sql(statement)
                .param("sealed", box.seal(secret.getBytes(StandardCharsets.UTF_8)))
                .update();
    }

    private static byte[] stored(String query) {
        return jdbc.sql(query).query((row, number) -> row.getBytes(1)).single();
    }

    private static void start(SecretBox box, boolean acceptsNewKey) {
        new EncryptionCheck(jdbc, box, Clock.systemUTC(), acceptsNewKey, new SealedAnew(jdbc, box))
                .afterPropertiesSet();
    }

    private static long checks() {
        return jdbc.sql("select count(*) from leadloop.encryption_check")
                .query(Long.class)
                .single();
    }

    private static void waits(SecretBox box) {
        jdbc.sql("""
                        insert into leadloop.inbox_message
                            (source, delivery_key, ordering_key, origin, state, payload, due_at, received_at)
                        values ('generic', 'k', 'o', 'WEBHOOK', 'WAITING', :payload, now(), now())
                        """)
                .param("payload", box.seal("{}".getBytes(StandardCharsets.UTF_8)))
                .update();
    }

    private static String key(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static SecretBox box(String text) {
        return new SecretBox(key(text));
    }
}
