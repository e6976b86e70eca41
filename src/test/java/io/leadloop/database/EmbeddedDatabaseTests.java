package io.leadloop.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.TestRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The embedded PostgreSQL through restarts, kills and company. Starts real servers and real JVMs. */
class EmbeddedDatabaseTests {

    private final Path folder = TestRun.folder("embedded");

    @Test
    void keeps_its_data_over_a_restart_and_syncs_to_disk() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(settings())) {
            run(database, "create table kept as select 42 as answer");
            assertThat(ask(database, "show fsync")).isEqualTo("on");
            assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
        }
        try (EmbeddedDatabase again = EmbeddedDatabase.start(settings())) {
            assertThat(ask(again, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void takes_over_the_server_that_a_killed_node_left() throws Exception {
        Process node = nodeOnTheSameFolder();
        long orphan = RunningPostmaster.on(folder.resolve("postgres"))
                .orElseThrow()
                .process()
                .pid();
        node.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan)).isPresent();
        try (EmbeddedDatabase heir = EmbeddedDatabase.start(settings())) {
            assertThat(ask(heir, "select answer from kept")).isEqualTo("42");
        }
        assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void a_second_node_on_the_folder_joins_and_leaves_the_server_alone() throws Exception {
        Process owner = nodeOnTheSameFolder();
        try (EmbeddedDatabase guest = EmbeddedDatabase.start(settings())) {
            assertThat(ask(guest, "select answer from kept")).isEqualTo("42");
        }
        try (EmbeddedDatabase guest = EmbeddedDatabase.start(settings())) {
            assertThat(ask(guest, "select answer from kept")).isEqualTo("42");
        }
        owner.destroyForcibly().waitFor();
        EmbeddedDatabase.start(settings()).close();
    }

    /** Another JVM that starts the database, says so, and waits to be killed. */
    public static void main(String[] folder) throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(new EmbeddedDatabaseSettings(Path.of(folder[0]), 0, true));
        run(database, "create table kept as select 42 as answer");
        System.out.println("started");
        Thread.currentThread().join();
    }

    private Process nodeOnTheSameFolder() throws IOException {
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedDatabaseTests.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader says = new BufferedReader(new InputStreamReader(node.getInputStream(), StandardCharsets.UTF_8));
        assertThat(says.lines().anyMatch("started"::equals)).isTrue();
        return node;
    }

    private EmbeddedDatabaseSettings settings() {
        return new EmbeddedDatabaseSettings(folder, 0, true);
    }

    private static void run(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), EmbeddedDatabase.USER, "");
    }
}
