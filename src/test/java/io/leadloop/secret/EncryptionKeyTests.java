package io.leadloop.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.support.OwnPostgres;
import io.leadloop.support.StoryTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
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

    private final SecretBox right = box("0123456789012345678901234567890A");
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

    private static void start(SecretBox box, boolean acceptsNewKey) {
        new EncryptionCheck(jdbc, box, Clock.systemUTC(), acceptsNewKey).afterPropertiesSet();
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

    private static SecretBox box(String key) {
        return new SecretBox(Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII)));
    }
}
