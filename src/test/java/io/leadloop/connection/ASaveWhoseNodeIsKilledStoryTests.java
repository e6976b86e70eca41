package io.leadloop.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.support.House;
import io.leadloop.support.Node;
import io.leadloop.support.StoryTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A node is killed after it wrote a connection's row and before it wrote its version: the test holds the table of versions,
 * so that the save waits in the middle of its transaction.
 */
@StoryTest
class ASaveWhoseNodeIsKilledStoryTests {

    private static final String DATABASE = "killed_save";
    private static final String BRAND = """
            {"type":"meta","label":"%s","state":"ON","keys":{"dataset-id":"7","access-token":"%s","base-url":"http://localhost:9"}}
            """;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcConnectionDetails server;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void changes_nothing_and_a_new_node_works_with_what_was_there_and_saves_it_anew() throws Exception {
        jdbc.sql("create database " + DATABASE).update();
        DriverManagerDataSource database =
                new DriverManagerDataSource(url(), server.getUsername(), server.getPassword());
        JdbcClient theirs = JdbcClient.create(database);
        List<String> before;
        try (Node node = start("killed")) {
            node.isUp();
            assertThat(saved(node, "Brand Austria", "first-token").get().statusCode())
                    .isEqualTo(200);
            before = stored(theirs);
            assertThat(before).hasSize(2);
            killedWhileItSaves(node, database, theirs);
        }
        assertThat(stored(theirs)).isEqualTo(before);
        try (Node node = start("next")) {
            node.isUp();
            assertThat(send(node, "/api/destinations", null).get().body())
                    .contains("Brand Austria")
                    .doesNotContain("Brand Tirol");
            assertThat(saved(node, "Brand Tirol", "second-token").get().statusCode())
                    .isEqualTo(200);
            assertThat(theirs.sql("select label || ' ' || version from leadloop.connection")
                            .query(String.class)
                            .single())
                    .isEqualTo("Brand Tirol 2");
        }
    }

    private void killedWhileItSaves(Node node, DriverManagerDataSource database, JdbcClient theirs) throws Exception {
        try (Connection held = database.getConnection()) {
            held.setAutoCommit(false);
            held.createStatement().execute("lock table leadloop.connection_version in share row exclusive mode");
            CompletableFuture<HttpResponse<String>> answer = saved(node, "Brand Tirol", "second-token");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(waiting(theirs)).hasSize(1));
            node.kill();
            assertThat(answer).failsWithin(Duration.ofSeconds(10)).withThrowableOfType(ExecutionException.class);
            held.rollback();
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ofNodes(theirs)).isZero());
    }

    /** All columns of the connection, its sealed secrets too, and its versions. */
    private static List<String> stored(JdbcClient theirs) {
        return theirs.sql("select to_jsonb(c)::text from leadloop.connection c"
                        + " union all select to_jsonb(v)::text from leadloop.connection_version v")
                .query(String.class)
                .list();
    }

    private static List<Integer> waiting(JdbcClient theirs) {
        return theirs.sql("select pid from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock' and query like '%leadloop.connection_version%'")
                .query(Integer.class)
                .list();
    }

    /** Sessions beside the one that asks. */
    private static long ofNodes(JdbcClient theirs) {
        return theirs.sql("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and pid <> pg_backend_pid()")
                .query(Long.class)
                .single();
    }

    private CompletableFuture<HttpResponse<String>> saved(Node node, String label, String token) {
        return send(node, "/api/connections/account/brand-at", BRAND.formatted(label, token));
    }

    /** @param document to put; null to get */
    private CompletableFuture<HttpResponse<String>> send(Node node, String path, @Nullable String document) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.address(path)))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(("admin:" + House.PASSWORD).getBytes(UTF_8)))
                .header("Content-Type", "application/json");
        return http.sendAsync(
                document == null
                        ? request.build()
                        : request.PUT(HttpRequest.BodyPublishers.ofString(document))
                                .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private Node start(String name) {
        return Node.start(
                name,
                Map.of(
                        "spring.profiles.active",
                        "default",
                        "spring.datasource.url",
                        url(),
                        "spring.datasource.username",
                        server.getUsername(),
                        "spring.datasource.password",
                        server.getPassword(),
                        "spring.datasource.hikari.maximum-pool-size",
                        "6",
                        "leadloop.admin.password",
                        House.PASSWORD,
                        "leadloop.inbox.encryption-key",
                        "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));
    }

    private String url() {
        return server.getJdbcUrl().replace("/postgres?", "/" + DATABASE + "?");
    }
}
