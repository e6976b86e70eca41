package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.support.House;
import io.leadloop.support.Node;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestRun;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The user of docker-compose.yml, which is called like our schema. PostgreSQL looks for a table first in the schema that is
 * called like the user ({@code search_path}), so the engine's tables would come to stand among ours.
 */
@Tag(StoryTest.TAG)
class ADatabaseUserCalledLeadLoopTests {

    /** What waits in the inbox of the dump is encrypted by it; made up. */
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static EmbeddedPostgres server;

    @BeforeAll
    static void a_server_with_that_user() throws IOException {
        Path folder = TestRun.folder("user");
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setDataDirectory(folder.resolve("postgres").toFile())
                .setLocaleConfig("locale", "C")
                .setRegisterShutdownHook(false)
                .start();
        as("postgres", "postgres").sql("create role leadloop login").update();
        as("postgres", "postgres").sql("create role other login").update();
    }

    @AfterAll
    static void ends() throws IOException {
        server.close();
    }

    @Test
    void starts_on_a_database_with_that_schema_and_makes_the_engines_tables_in_public() {
        database("fresh");
        as("leadloop", "fresh").sql("create schema leadloop").update();
        try (Node node = node("fresh", "leadloop")) {
            node.isUp();
            assertThat(schemasOfTheEngine("fresh")).containsExactly("public");
        }
    }

    @Test
    void goes_on_with_an_installation_whose_engine_stands_in_schema_leadloop_and_moves_it_to_public() throws Exception {
        database("former");
        load("former", dump().replace("public.act_", "leadloop.act_"));
        assertThat(schemasOfTheEngine("former")).containsExactly("leadloop");
        long processes = count("former", "leadloop.act_hi_procinst");
        try (Node node = node("former", "leadloop")) {
            node.isUp();
            assertThat(schemasOfTheEngine("former")).containsExactly("public");
            assertThat(count("former", "public.act_hi_procinst")).isGreaterThanOrEqualTo(processes);
            assertThat(count("former", "leadloop.lead")).isPositive();
        }
    }

    @Test
    void is_told_when_an_engine_stands_in_both_schemas() {
        database("doubled");
        as("leadloop", "doubled").sql("create schema leadloop").update();
        as("leadloop", "doubled")
                .sql("create table public.act_ge_property (name_ text)")
                .update();
        as("leadloop", "doubled")
                .sql("create table leadloop.act_ge_property (name_ text)")
                .update();
        try (Node node = node("doubled", "leadloop")) {
            assertThatThrownBy(node::isUp)
                    .hasMessageContaining("Camunda's tables stand in the schemas public and leadloop");
        }
    }

    @Test
    void is_told_which_right_is_missing_where_the_database_belongs_to_somebody_else() {
        database("foreign");
        as("leadloop", "foreign")
                .sql("grant create on database \"foreign\" to other")
                .update();
        try (Node node = node("foreign", "other")) {
            assertThatThrownBy(node::isUp).hasMessageContaining("grant create on schema public to other");
        }
    }

    private static void database(String name) {
        as("postgres", "postgres")
                .sql("create database \"" + name + "\" owner leadloop")
                .update();
    }

    private static List<String> schemasOfTheEngine(String database) {
        return as("leadloop", database)
                .sql("select distinct schemaname::text from pg_tables where tablename like 'act\\_%'")
                .query(String.class)
                .list();
    }

    private static long count(String database, String table) {
        return as("leadloop", database)
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    private static String dump() throws IOException {
        String name = "/release-0.1/database.sql.gz";
        try (InputStream file =
                        Objects.requireNonNull(ADatabaseUserCalledLeadLoopTests.class.getResourceAsStream(name), name);
                InputStream sql = new GZIPInputStream(file)) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void load(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.getJdbcUrl("leadloop", database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static JdbcClient as(String user, String database) {
        return JdbcClient.create(new DriverManagerDataSource(server.getJdbcUrl(user, database), user, ""));
    }

    private static Node node(String database, String user) {
        return Node.start(
                database,
                Map.of(
                        "spring.datasource.url",
                        server.getJdbcUrl(user, database),
                        "spring.datasource.username",
                        user,
                        "spring.datasource.hikari.maximum-pool-size",
                        "8",
                        "leadloop.admin.password",
                        House.PASSWORD,
                        "leadloop.inbox.encryption-key",
                        KEY));
    }
}
