package io.leadloop.ops.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Somebody who is not looking at a page is told, once for each cause, by a webhook that proves who sent it. */
@StoryTest
class AlertsStoryTests {

    private static final String SECRET = "whsec_YWxlcnRzLW9mLWxlYWRsb29wLWZvci10ZXN0cw==";
    private static final String AT = "2026-10-03T09:00:00Z";
    private static final List<Received> RECEIVED = new ArrayList<>();
    private static HttpServer receiver;
    private static volatile int status = 204;

    record Received(Headers headers, String body) {}

    @DynamicPropertySource
    static void a_receiver(DynamicPropertyRegistry registry) throws IOException {
        receiver = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        receiver.createContext("/", AlertsStoryTests::take);
        receiver.start();
        registry.add(
                "leadloop.alerts.url",
                () -> "http://localhost:" + receiver.getAddress().getPort() + "/hook");
        registry.add("leadloop.alerts.secret", () -> SECRET);
    }

    @AfterAll
    static void it_ends() {
        receiver.stop(0);
    }

    private static void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        RECEIVED.add(new Received(exchange.getRequestHeaders(), body));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    AlertWatch watch;

    @Autowired
    AlertSender sender;

    @BeforeEach
    void nothing_was_told() {
        clock.set("2026-10-03T10:25:00Z");
        house.sql("delete from leadloop.alert");
        everybodyWasHeard("2026-10-03T10:20:00Z");
        RECEIVED.clear();
        status = 204;
    }

    private void everybodyWasHeard(String at) {
        house.sql("update leadloop.source_pulse set heard_at = timestamptz '" + at + "'");
    }

    private void theWatchLooks() {
        watch.look();
        sender.send();
    }

    @Test
    void a_blocked_destination_is_told_once_reminded_of_daily_and_told_when_it_is_over() throws Exception {
        for (int i = 0; i < 20; i++) {
            house.leadReaches("alarm-" + i + "-", "MQL", AT, "fbclid=alarm-" + i + "-f");
        }
        house.faults("meta", "{\"fault\":\"BAD_TOKEN\"}");
        house.settles();
        theWatchLooks();
        theWatchLooks();
        assertThat(RECEIVED).hasSize(1);
        Received alert = RECEIVED.get(0);
        assertThat(alert.headers().getFirst("webhook-signature"))
                .isEqualTo(new Webhook(SECRET)
                        .sign(
                                alert.headers().getFirst("webhook-id"),
                                Long.parseLong(alert.headers().getFirst("webhook-timestamp")),
                                alert.body()));
        assertThat(alert.body())
                .contains("leadloop.destinationBlocked.raised")
                .contains("20 conversions wait")
                .doesNotContain("alarm-");
        clock.pass(Duration.ofHours(25));
        theWatchLooks();
        assertThat(RECEIVED).hasSize(2);
        house.faults("meta");
        house.administratorPosts("/api/destinations/meta/resume");
        house.uploads();
        theWatchLooks();
        theWatchLooks();
        assertThat(RECEIVED).hasSize(3);
        assertThat(RECEIVED.get(2).body())
                .contains("destinationBlocked.cleared")
                .contains("Over: ");
    }

    @Test
    void a_receiver_that_is_down_is_told_later() {
        house.sql("update leadloop.source_pulse set heard_at = timestamptz '2026-09-20T10:00:00Z'"
                + " where source = 'generic'");
        status = 503;
        theWatchLooks();
        theWatchLooks();
        assertThat(RECEIVED).hasSize(1);
        status = 200;
        clock.pass(Duration.ofMinutes(2));
        theWatchLooks();
        assertThat(RECEIVED).hasSize(2);
        assertThat(RECEIVED.get(1).body())
                .contains("sourceSilent")
                .contains("The source generic has sent nothing since");
        house.leadReaches("speaks-again", "MQL", AT);
        theWatchLooks();
        assertThat(RECEIVED.get(2).body()).contains("sourceSilent.cleared");
    }

    @Test
    void stuck_leads_are_one_alert_with_their_number_by_stage() {
        for (int i = 0; i < 3; i++) {
            house.leadReaches("stays-" + i, "SQL", AT);
        }
        house.applies();
        clock.pass(Duration.ofDays(70));
        everybodyWasHeard("2026-12-12T10:20:00Z");
        theWatchLooks();
        assertThat(RECEIVED)
                .filteredOn(it -> it.body().contains("stuckLeads"))
                .singleElement()
                .satisfies(it -> assertThat(it.body()).contains("3 at SQL"));
    }
}
