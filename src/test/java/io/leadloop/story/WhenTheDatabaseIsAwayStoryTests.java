package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.leadloop.support.House;
import io.leadloop.support.Node;
import io.leadloop.support.OwnPostgres;
import io.leadloop.support.StoryTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that stops, comes back and runs full under a running node. */
@Tag(StoryTest.TAG)
class WhenTheDatabaseIsAwayStoryTests {

    private static final Duration WELL_AGAIN = Duration.ofSeconds(10);

    private static OwnPostgres postgres;
    private static Node node;

    @BeforeAll
    static void start() {
        postgres = OwnPostgres.started();
        node = Node.start("away", settings());
        node.isUp();
    }

    private static Map<String, String> settings() {
        return Map.of(
                "spring.profiles.active",
                "demo",
                "spring.datasource.url",
                postgres.url(),
                "spring.datasource.username",
                OwnPostgres.USER,
                "leadloop.admin.password",
                House.PASSWORD,
                "leadloop.inbox.encryption-key",
                "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void webhooks_get_503_within_three_seconds_and_all_is_well_ten_seconds_after_its_return() {
        assertThat(send("before").statusCode()).isEqualTo(202);
        isTold("before");
        int saidBefore = node.said().size();

        postgres.stop();
        List<Timed> answers = new ArrayList<>(
                IntStream.range(0, 10).mapToObj(i -> timed("lost-" + i)).toList());
        List<HttpClient> senders = IntStream.range(0, 200)
                .mapToObj(i -> HttpClient.newHttpClient())
                .toList();
        List<CompletableFuture<Timed>> together = IntStream.range(0, 200)
                .mapToObj(i -> timedLater(senders.get(i), "lost-too-" + i))
                .toList();
        together.forEach(it -> answers.add(it.join()));
        assertThat(answers).allSatisfy(it -> {
            assertThat(it.answer().statusCode()).isEqualTo(503);
            assertThat(it.answer().headers().firstValue("Retry-After")).hasValue("10");
            assertThat(it.answer().body()).contains("The database does not answer");
            assertThat(it.took()).isLessThan(Duration.ofSeconds(3));
        });
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(get("/api/leads").statusCode()).isEqualTo(503);
        assertThat(get("/api/leads").body()).contains("The database does not answer");
        // Long enough for every watch and pool to run into it.
        await().pollDelay(Duration.ofSeconds(25)).atMost(Duration.ofMinutes(1)).until(() -> true);
        List<String> said = node.said().subList(saidBefore, node.said().size());
        assertThat(said).as("lines in the first minute").hasSizeLessThanOrEqualTo(3);
        assertThat(said).anyMatch(it -> it.contains("The database does not answer"));

        postgres.start();
        await().atMost(WELL_AGAIN).untilAsserted(() -> {
            assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(send("after").statusCode()).isEqualTo(202);
        });
        isTold("after");
    }

    @Test
    void a_full_disk_is_answered_with_503_and_words_and_is_over_when_there_is_room() {
        postgres.jdbc().sql("""
                create or replace function disk_full() returns trigger language plpgsql as
                $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$
                """).update();
        postgres.jdbc()
                .sql("create trigger disk_full before insert on leadloop.inbox_message for each statement"
                        + " execute function disk_full()")
                .update();
        HttpResponse<String> full = send("full");
        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(full.body()).contains("The database's disk is full: make room there");
        assertThat(node.said()).anyMatch(it -> it.contains("The database's disk is full"));
        assertThat(get("/actuator/prometheus").body())
                .containsPattern("leadloop_database_failures_total\\{trouble=\"DISK_FULL\"} [1-9]");

        postgres.jdbc().sql("drop trigger disk_full on leadloop.inbox_message").update();
        assertThat(send("full").statusCode()).isEqualTo(202);
        isTold("full");
    }

    /** Applied and uploaded by the background work; the conversion's hold is none. */
    private static void isTold(String lead) {
        await("upload of " + lead)
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> postgres.jdbc()
                        .sql("""
                                select count(*) from leadloop.conversion c join leadloop.lead l on l.id = c.lead_id
                                where l.external_id = :lead and c.destination = 'google-ads' and c.state = 'ACCEPTED'
                                """)
                        .param("lead", lead)
                        .query(Long.class)
                        .single()
                        .equals(1L));
    }

    @Test
    void a_node_whose_clock_is_off_says_so_and_another_does_not() {
        try (Node ahead = Node.start("ahead", settings(), Duration.ofSeconds(40))) {
            ahead.isUp();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ahead.said().stream()
                            .anyMatch(it -> it.contains("The clock of this node is")
                                    && it.contains("ahead of the database's: it takes no jobs and no uploads")));
            assertThat(exchange(signedIn(ahead.address("/actuator/health"))).statusCode())
                    .as("it takes webhooks in")
                    .isEqualTo(200);
            assertThat(exchange(signedIn(ahead.address("/actuator/prometheus"))).body())
                    .containsPattern("leadloop_process_clock_offset_seconds\\{?.* (39|40)\\.");
            assertThat(node.said()).noneMatch(it -> it.contains("The clock of this node is"));
        }
    }

    private record Timed(HttpResponse<String> answer, Duration took) {}

    private static Timed timed(String lead) {
        long begun = System.nanoTime();
        return new Timed(send(lead), Duration.ofNanos(System.nanoTime() - begun));
    }

    private static CompletableFuture<Timed> timedLater(HttpClient sender, String lead) {
        HttpRequest request = webhook(lead);
        long begun = System.nanoTime();
        return sender.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(it -> new Timed(it, Duration.ofNanos(System.nanoTime() - begun)));
    }

    private static HttpResponse<String> send(String lead) {
        return exchange(webhook(lead));
    }

    private static HttpRequest webhook(String lead) {
        Instant captured = Instant.now().minus(Duration.ofDays(2));
        String body = """
                {"id":"%1$s","status":"MQL","occurredAt":"%2$s","lead":{"id":"%1$s","capturedAt":"%3$s"},
                 "clickIds":[{"kind":"gclid","value":"away-%1$s"}],"consent":{"adUserData":"granted"}}
                """.formatted(lead, captured.plusSeconds(3600), captured);
        long now = Instant.now().getEpochSecond();
        String id = "msg_" + UUID.randomUUID();
        try {
            return HttpRequest.newBuilder(URI.create(node.address("/webhooks/generic")))
                    .header("webhook-id", id)
                    .header("webhook-timestamp", Long.toString(now))
                    .header("webhook-signature", new Webhook(House.SECRET).sign(id, now, body))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(String path) {
        return exchange(signedIn(node.address(path)));
    }

    private static HttpRequest signedIn(String address) {
        String credentials = java.util.Base64.getEncoder().encodeToString(("admin:" + House.PASSWORD).getBytes());
        return HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Basic " + credentials)
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            // A connection of its own: after a 503 Tomcat closes the one of before, and the JDK's client may wait for
            // it.
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
