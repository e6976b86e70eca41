package io.leadloop.ops.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody who is not looking at a page is told, once for each cause, by a webhook that proves who sent it. */
@StoryTest
class AlertsStoryTests {

    private static final String SECRET = "whsec_YWxlcnRzLW9mLWxlYWRsb29wLWZvci10ZXN0cw==";
    private static final String AT = "2026-10-03T09:00:00Z";
    private static final List<Received> RECEIVED = new ArrayList<>();
    private static HttpServer receiver;
    private static volatile int status = 204;

    record Received(Headers headers, String body) {}

    @BeforeAll
    static void a_receiver() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        receiver.createContext("/", AlertsStoryTests::take);
        receiver.start();
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
    AlertNotices notices;

    @Autowired
    OutsideHttp http;

    @Autowired
    ObjectMapper json;

    private AlertSender sender;

    @BeforeEach
    void nothing_was_told() {
        clock.set("2026-10-03T10:25:00Z");
        house.sql("delete from leadloop.alert");
        everybodyWasHeard("2026-10-03T10:20:00Z");
        RECEIVED.clear();
        URI url = URI.create("http://localhost:" + receiver.getAddress().getPort() + "/hook");
        AlertSettings settings = AlertChannelsStoryTests.settings(url, SECRET, null, List.of());
        sender = new AlertSender(notices, settings, List.of(new WebhookAlerts(settings, http, json, clock)), clock);
        status = 204;
    }

    private void everybodyWasHeard(String at) {
        house.sql("update leadloop.source_heartbeat set heard_at = timestamptz '" + at + "'");
    }

    /** What the receiver heard about this; other stories leave other alerts. */
    private static List<Received> about(String kindAndMore, String words) {
        return RECEIVED.stream()
                .filter(it -> it.body().contains("leadloop." + kindAndMore)
                        && it.body().contains(words))
                .toList();
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
        assertThat(about("destinationBlocked", "meta")).hasSize(1);
        Received alert = about("destinationBlocked.raised", "conversions wait").get(0);
        assertThat(alert.headers().getFirst("webhook-signature"))
                .isEqualTo(new Webhook(SECRET)
                        .sign(
                                alert.headers().getFirst("webhook-id"),
                                Long.parseLong(alert.headers().getFirst("webhook-timestamp")),
                                alert.body()));
        assertThat(alert.body()).doesNotContain("alarm-");
        clock.pass(Duration.ofHours(25));
        theWatchLooks();
        assertThat(about("destinationBlocked.raised", "meta")).hasSize(2);
        house.faults("meta");
        house.administratorPosts("/api/destinations/meta/resume");
        house.uploads();
        theWatchLooks();
        theWatchLooks();
        assertThat(about("destinationBlocked.cleared", "Over: ")).hasSize(1);
    }

    @Test
    void a_receiver_that_is_down_is_told_later() {
        house.sql("update leadloop.source_heartbeat set heard_at = timestamptz '2026-09-20T10:00:00Z'"
                + " where source = 'generic'");
        status = 503;
        theWatchLooks();
        theWatchLooks();
        assertThat(about("sourceSilent", "generic")).hasSize(1);
        status = 200;
        clock.pass(Duration.ofMinutes(2));
        theWatchLooks();
        theWatchLooks();
        assertThat(about("sourceSilent.raised", "The source generic has sent nothing since"))
                .hasSize(2);
        house.leadReaches("speaks-again", "MQL", AT);
        theWatchLooks();
        assertThat(about("sourceSilent.cleared", "generic")).hasSize(1);
    }

    @Test
    void every_try_of_one_message_has_the_same_id_and_body() {
        house.sql(
                "insert into leadloop.crm_refusal (source, call, is_sign_in, words, since) values ('generic', 'LOOKUP',"
                        + " true, 'token revoked', '2026-10-03T10:20:00Z')");
        status = 503;
        theWatchLooks();
        clock.pass(Duration.ofMinutes(1));
        theWatchLooks();
        status = 200;
        clock.pass(Duration.ofMinutes(5));
        theWatchLooks();
        List<Received> tries = about("crmRefuses.raised", "token revoked");
        assertThat(tries).hasSize(3);
        assertThat(tries.stream().map(it -> it.headers().getFirst("webhook-id")).distinct())
                .hasSize(1);
        assertThat(tries.stream().map(Received::body).distinct()).hasSize(1);
        assertThat(tries.stream()
                        .map(it -> it.headers().getFirst("webhook-timestamp"))
                        .distinct())
                .hasSize(3);
        house.sql("delete from leadloop.crm_refusal");
        theWatchLooks();
        assertThat(about("crmRefuses.cleared", "generic"))
                .singleElement()
                .satisfies(it -> assertThat(it.headers().getFirst("webhook-id"))
                        .isNotEqualTo(tries.get(0).headers().getFirst("webhook-id")));
    }

    @Test
    void what_grows_tenfold_is_told_again_and_what_grows_less_is_not() {
        parked(2);
        theWatchLooks();
        parked(17);
        theWatchLooks();
        assertThat(about("inboxParked", "events could not be applied")).hasSize(1);
        parked(1);
        theWatchLooks();
        theWatchLooks();
        assertThat(about("inboxParked.grown", "Ten times as much as before: 20 events"))
                .hasSize(1);
        house.sql("delete from leadloop.inbox_message where delivery_key like 'grows-%'");
        theWatchLooks();
        assertThat(about("inboxParked.cleared", "Over: ")).hasSize(1);
    }

    private void parked(int more) {
        house.sql(
                "insert into leadloop.inbox_message (source, delivery_key, ordering_key, state, origin, payload, received_at, due_at)"
                        + " select 'generic', 'grows-' || gen_random_uuid(), 'grows', 'PARKED', 'WEBHOOK', 'x', timestamptz"
                        + " '2026-10-03T10:20:00Z', timestamptz '2026-10-03T10:20:00Z' from generate_series(1, " + more
                        + ")");
    }

    @Test
    void a_version_that_ends_is_told_once_a_week_before_and_as_ended_after() {
        clock.set("2027-08-01T10:00:00Z");
        theWatchLooks();
        clock.pass(Duration.ofDays(6));
        theWatchLooks();
        assertThat(about("endsSoon.raised", "linkedin: API version 202609 ends on 2027-09-15"))
                .hasSize(1);
        clock.pass(Duration.ofDays(2));
        theWatchLooks();
        assertThat(about("endsSoon.raised", "linkedin: API version")).hasSize(2);
        clock.set("2027-09-15T10:00:00Z");
        theWatchLooks();
        theWatchLooks();
        assertThat(about("endsSoon.cleared", "linkedin: API version")).hasSize(1);
        assertThat(about("ended.raised", "linkedin: API version 202609 ended on 2027-09-15"))
                .hasSize(1);
    }

    @Test
    void a_crm_that_refuses_us_is_told_at_once_with_its_words_and_told_when_it_is_over() {
        house.sql(
                "insert into leadloop.crm_refusal (source, call, is_sign_in, words, since) values ('generic', 'LOOKUP',"
                        + " true, 'The CRM refuses the sign-in (401). It says: \"token revoked\".', '2026-10-03T10:20:00Z')");
        theWatchLooks();
        theWatchLooks();
        assertThat(about("crmRefuses.raised", "token revoked")).hasSize(1);
        house.sql("delete from leadloop.crm_refusal");
        theWatchLooks();
        assertThat(about("crmRefuses.cleared", "generic")).hasSize(1);
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
        assertThat(about("stuckLeads", "leads stand longer"))
                .singleElement()
                .satisfies(it -> assertThat(it.body()).containsPattern("\\d+ at SQL"));
    }

    @Test
    void used_up_retries_are_one_alert_of_a_destination_and_the_daily_try_is_no_end_of_it() {
        for (int i = 0; i < 3; i++) {
            house.leadReaches("worn-" + i + "-", "MQL", AT, "gclid=worn-" + i + "-g");
        }
        house.applies();
        house.faults("google-ads", "{\"fault\":\"SERVER_ERROR\",\"times\":99}");
        for (int i = 0; i < 12; i++) {
            house.uploadsOnce("google-ads");
            house.retriesAreDue();
        }
        theWatchLooks();
        theWatchLooks();
        assertThat(about("retriesUsedUp.raised", "Google Ads took none of all retries: 3 for"))
                .singleElement()
                .satisfies(it -> assertThat(it.body()).contains("/ops/failures").doesNotContain("worn-"));
        house.sql("update leadloop.conversion set state = 'PLANNED' where state = 'EXHAUSTED'");
        theWatchLooks();
        house.sql("update leadloop.conversion set state = 'EXHAUSTED' where state = 'PLANNED' and attempts > 9");
        clock.pass(Duration.ofMinutes(4));
        theWatchLooks();
        assertThat(about("retriesUsedUp", "google-ads")).hasSize(1);
        house.faults("google-ads");
        house.sql("update leadloop.conversion set state = 'ACCEPTED' where state = 'EXHAUSTED'");
        theWatchLooks();
        clock.pass(Duration.ofMinutes(6));
        theWatchLooks();
        assertThat(about("retriesUsedUp.cleared", "google-ads")).hasSize(1);
    }
}
