package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.leadloop.support.House;
import io.leadloop.support.Node;
import io.leadloop.support.StoryTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Two nodes on one PostgreSQL that is given by an address, from the first second on. */
@StoryTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesStoryTests {

    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    /** docs/connections.md says two seconds; the rest is for a busy machine. */
    private static final Duration FOLLOWED = Duration.ofSeconds(5);

    private static final String SHOP = """
            {"type":"generic","state":"%s","keys":{"verification":"token","secrets[0]":"%s","consent-when-absent":"granted"}}
            """;

    private static final String BRAND = """
            {"type":"meta","label":"%s","state":"ON","keys":{"dataset-id":"7","access-token":"t","base-url":"http://localhost:9"}}
            """;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcConnectionDetails server;

    private @Nullable Node first;
    private @Nullable Node second;

    /** Two that were started at once; the stories that need no database of their own share them. */
    private void bothAreUp() {
        if (first == null) {
            jdbc.sql("create database two_nodes").update();
            first = start("one", "two_nodes", "default");
            second = start("two", "two_nodes", "default");
        }
        one().isUp();
        two().isUp();
    }

    private Node one() {
        return Objects.requireNonNull(first);
    }

    private Node two() {
        return Objects.requireNonNull(second);
    }

    @AfterAll
    void both_end() {
        Stream.of(first, second).filter(Objects::nonNull).forEach(Node::close);
    }

    @Test
    void both_start_at_once_on_an_empty_database() {
        bothAreUp();
        JdbcClient theirs = in("two_nodes");
        assertThat(theirs.sql("select key_ || ':' || version_ from act_re_procdef")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "lead-lifecycle:1", "conversion-upload:1", "crm-sweep:1", "stuck-lead-watch:1");
        assertThat(theirs.sql("select id_ from act_id_user").query(String.class).list())
                .containsExactly("admin");
    }

    @Test
    void a_hundred_webhooks_of_one_lead_twice_each_in_random_order_from_sixteen_clients_end_where_the_crm_says() {
        jdbc.sql("create database two_nodes_storm").update();
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try (Node one = start("one", "two_nodes_storm", "demo");
                Node two = start("two", "two_nodes_storm", "demo")) {
            one.isUp();
            two.isUp();
            List<String> storm = storm();
            List<CompletableFuture<Integer>> sent = IntStream.range(0, storm.size())
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> send(i % 2 == 0 ? one : two, storm.get(i)), clients))
                    .toList();
            assertThat(sent).allSatisfy(it -> assertThat(it.join()).isEqualTo(202));
            JdbcClient storms = in("two_nodes_storm");
            await().atMost(Duration.ofMinutes(1)).until(() -> settled(storms));
            assertThat(storms.sql("select stage from leadloop.lead where external_id = 'storm'")
                            .query(String.class)
                            .list())
                    .containsExactly("SQL");
            assertThat(storms.sql("select event::jsonb ->> 'transactionId' || ' ' || deliveries from sandbox.received"
                                    + " where destination = 'google-ads'")
                            .query(String.class)
                            .list())
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(it).endsWith(" 1"));
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void a_crm_that_is_made_changed_or_switched_off_at_one_is_followed_by_the_other() {
        bothAreUp();
        assertThat(asks(two(), "first-word")).isEqualTo(404);
        connects(one(), "source/shop", SHOP.formatted("ON", "first-word"));
        await().atMost(FOLLOWED)
                .untilAsserted(() -> assertThat(asks(two(), "first-word")).isEqualTo(202));
        connects(one(), "source/shop", SHOP.formatted("ON", "second-word"));
        await().atMost(FOLLOWED)
                .untilAsserted(() -> assertThat(asks(two(), "first-word")).isEqualTo(401));
        assertThat(asks(two(), "second-word")).isEqualTo(202);
        connects(two(), "source/shop", SHOP.formatted("OFF", "second-word"));
        await().atMost(FOLLOWED)
                .untilAsserted(() -> assertThat(asks(one(), "second-word")).isEqualTo(404));
    }

    @Test
    void an_account_that_is_made_renamed_or_paused_at_one_is_so_at_the_other() {
        bothAreUp();
        connects(one(), "account/brand-at", BRAND.formatted("Brand Austria"));
        await().atMost(FOLLOWED).untilAsserted(() -> assertThat(accounts(two())).contains("Brand Austria"));
        connects(one(), "account/brand-at", BRAND.formatted("Brand Tirol"));
        await().atMost(FOLLOWED).untilAsserted(() -> assertThat(accounts(two())).contains("Brand Tirol"));
        assertThat(accounts(two())).doesNotContain("closed for winter");
        says(asAdministrator(one(), "/api/destinations/brand-at/pause")
                .POST(HttpRequest.BodyPublishers.ofString("{\"comment\":\"closed for winter\"}")));
        await().atMost(FOLLOWED).untilAsserted(() -> assertThat(accounts(two())).contains("closed for winter"));
    }

    private static String accounts(Node node) {
        return says(asAdministrator(node, "/api/destinations")).body();
    }

    private static HttpRequest.Builder asAdministrator(Node node, String path) {
        String admin = Base64.getEncoder().encodeToString(("admin:" + House.PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(node.address(path)))
                .header("Authorization", "Basic " + admin)
                .header("Content-Type", "application/json");
    }

    private static void connects(Node node, String connection, String document) {
        HttpResponse<String> answer = says(asAdministrator(node, "/api/connections/" + connection)
                .PUT(HttpRequest.BodyPublishers.ofString(document)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static int asks(Node node, String secret) {
        return says(HttpRequest.newBuilder(URI.create(node.address("/webhooks/shop")))
                        .header("X-LeadLoop-Token", secret)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                House.event("followed", "MQL", "2026-10-02T09:00:00Z", ",\"id\":\"e-1\""))))
                .statusCode();
    }

    private static HttpResponse<String> says(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> storm() {
        Instant captured = Instant.now().minus(Duration.ofDays(2));
        String[] stages = {"CAPTURED", "MQL", "SQL"};
        List<String> storm = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i % 100;
            storm.add("""
                    {"id":"storm-%d","status":"%s","occurredAt":"%s","lead":{"id":"storm","capturedAt":"%s"},
                     "clickIds":[{"kind":"gclid","value":"storm-g"}],"consent":{"adUserData":"granted"}}
                    """.formatted(
                            number, stages[Math.min(2, number / 40)], captured.plusSeconds(60L * number), captured));
        }
        Collections.shuffle(storm, new Random(11));
        return storm;
    }

    private static int send(Node node, String body) {
        long now = Instant.now().getEpochSecond();
        String id = "msg_" + UUID.randomUUID();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(node.address("/webhooks/generic")))
                    .header("webhook-id", id)
                    .header("webhook-timestamp", Long.toString(now))
                    .header("webhook-signature", new Webhook(House.SECRET).sign(id, now, body))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything is applied, both steps are planned and nothing waits to be sent to Google. */
    private static boolean settled(JdbcClient storms) {
        return storms.sql("""
                        select not exists (select from leadloop.inbox_message where state <> 'PROCESSED')
                            and 2 = (select count(*) from leadloop.conversion where destination = 'google-ads'
                                and state = 'ACCEPTED')
                        """).query(Boolean.class).single();
    }

    private Node start(String node, String database, String profile) {
        return Node.start(
                node,
                Map.of(
                        "spring.profiles.active",
                        profile,
                        "spring.datasource.url",
                        urlOf(database),
                        "spring.datasource.username",
                        server.getUsername(),
                        "spring.datasource.password",
                        server.getPassword(),
                        "spring.datasource.hikari.maximum-pool-size",
                        "6",
                        "leadloop.admin.password",
                        House.PASSWORD,
                        "leadloop.inbox.encryption-key",
                        KEY));
    }

    private JdbcClient in(String database) {
        return JdbcClient.create(
                new DriverManagerDataSource(urlOf(database), server.getUsername(), server.getPassword()));
    }

    private String urlOf(String database) {
        return server.getJdbcUrl().replace("/postgres?", "/" + database + "?");
    }
}
