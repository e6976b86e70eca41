package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.close.AClose;
import io.leadloop.crm.dynamics.ADynamics;
import io.leadloop.crm.pipedrive.APipedrive;
import io.leadloop.support.Browser;
import io.leadloop.support.Chromium;
import io.leadloop.support.House;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A CRM that refuses LeadLoop's credentials is shown at once, in its own words, until it answers again. */
class CrmsThatRefuseStoryTests extends SmallerCrms {

    @BeforeEach
    void nothing_is_refused() {
        clock.set("2022-11-24T16:00:00Z");
        house.sql("delete from leadloop.crm_refusal");
    }

    private String page(String path) {
        return path.startsWith("/ops")
                ? Browser.signedIn(house, "admin", House.PASSWORD).get(path).body()
                : house.send(house.asAdministrator(path).GET()).body();
    }

    private void isShown(String source, String words) {
        assertThat(page("/ops/sources")).contains("refuses LeadLoop", words).doesNotContain("jane.doe");
        assertThat(page("/ops/overview"))
                .contains(source, "refuses LeadLoop", words)
                .doesNotContain("jane.doe");
        assertThat(page("/api/situation")).contains(words);
        assertThat(page("/api/sources")).contains(words);
    }

    private void isGone() {
        assertThat(page("/ops/sources")).doesNotContain("refuses LeadLoop");
        assertThat(page("/ops/overview")).doesNotContain("refuses LeadLoop");
    }

    private void deal(String id) {
        String body = APipedrive.changed("deal-won.json", it -> {
            ((ObjectNode) it.path("data")).put("id", Integer.parseInt(id));
            ((ObjectNode) it.path("meta")).put("entity_id", id);
        });
        assertThat(post("/webhooks/pipedrive", body, "Authorization", basic("leadloop", "story-password"))
                        .statusCode())
                .isEqualTo(200);
        house.settles();
    }

    @Test
    void pipedrives_token_was_revoked() {
        PIPEDRIVE.answersOnce(401, "{\"success\":false,\"error\":\"unauthorized access by jane.doe@example.com\"}");
        deal("901");
        isShown("pipedrive", "unauthorized access by ***");
        clock.pass(Duration.ofSeconds(10));
        house.settles();
        isGone();
        assertThat(house.count("select count(*) from leadloop.inbox_message where source = 'pipedrive'"
                        + " and state = 'LOOKUP'"))
                .isZero();
    }

    @Test
    void cockpits_dashboard_names_it_too() {
        PIPEDRIVE.answersOnce(401, "{\"success\":false,\"error\":\"unauthorized access\"}");
        deal("908");
        try (Chromium admin = Chromium.open(house)) {
            admin.signIn("admin");
            admin.go("/camunda/app/cockpit/default/#/dashboard");
            admin.see("unauthorized access");
            admin.see("Look at it");
        }
    }

    @Test
    void a_call_that_is_not_allowed_stays_shown_while_others_are_answered() {
        PIPEDRIVE.answersOnce(403, "{\"success\":false,\"error\":\"Scope and URL mismatch\"}");
        deal("902");
        deal("903");
        isShown("pipedrive", "Scope and URL mismatch");
        clock.pass(Duration.ofSeconds(10));
        house.settles();
        isGone();
    }

    @Test
    void a_secret_that_does_not_fit_is_seen_where_the_source_stands() {
        // After whatever good one another story sent: a refusal is over once a good one came later.
        clock.set("2031-02-03T04:05:06Z");
        assertThat(post("/webhooks/close", "{}", "close-sig-hash", "wrong").statusCode())
                .isEqualTo(401);
        assertThat(page("/ops/sources"))
                .contains("1 webhook</b> refused since", "and none was good: the signature or token does not fit");
    }

    @Test
    void dynamics_gives_no_token() {
        // Whatever token another class of stories was given has ended by then.
        clock.set("2017-10-03T13:25:00Z");
        DYNAMICS.answersOnce(
                401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222: The secret is expired.\"}");
        String body = ADynamics.changed("opportunity-won.json", it -> it.put("CorrelationId", ADynamics.ORGANIZATION));
        assertThat(post("/webhooks/dynamics?code=" + ADynamics.KEY, body).statusCode())
                .isEqualTo(200);
        house.settles();
        isShown("dynamics", "invalid_client: AADSTS7000222: The secret is expired.");
        clock.pass(Duration.ofSeconds(10));
        house.settles();
        isGone();
    }

    @Test
    void closes_key_is_inactive() {
        clock.set("2019-01-15T12:49:00Z");
        CLOSE.answersOnce(401, "{\"error\":\"The API key of jane.doe@example.com is inactive.\"}");
        String body = AClose.changed("opportunity-won.json", it -> it.put("id", "ev_refused"));
        assertThat(post("/webhooks/close", body, headers(body)).statusCode()).isEqualTo(200);
        house.settles();
        isShown("close", "The API key of *** is inactive.");
        clock.pass(Duration.ofSeconds(10));
        house.settles();
        isGone();
    }

    private String[] headers(String body) {
        return AClose.signed(body, clock.instant()).entrySet().stream()
                .flatMap(it -> java.util.stream.Stream.of(it.getKey(), it.getValue()))
                .toArray(String[]::new);
    }

    @Test
    void an_outage_is_no_refusal() {
        PIPEDRIVE.answersOnce(503, "{}");
        deal("904");
        isGone();
    }

    /** What an operator reads again is no sign of life of the CRM's webhooks, and expected of no hour. */
    @Test
    void what_is_read_again_is_counted_as_no_webhook() {
        deal("905");
        house.sql("update leadloop.source_heartbeat set heard_at = null where source = 'pipedrive'");
        String lead = house.lead("pipedrive", "8").orElseThrow().id().value().toString();
        String counted = page("/actuator/prometheus")
                .lines()
                .filter(it -> it.startsWith("leadloop_webhook_received_total") && it.contains("pipedrive"))
                .toList()
                .toString();
        house.administratorPosts("/api/leads/" + lead + "/reread");
        house.settles();
        assertThat(house.count("select count(*) from leadloop.source_heartbeat where source = 'pipedrive'"
                        + " and heard_at is not null"))
                .isZero();
        assertThat(page("/actuator/prometheus")
                        .lines()
                        .filter(it -> it.startsWith("leadloop_webhook_received_total") && it.contains("pipedrive"))
                        .toList()
                        .toString())
                .isEqualTo(counted);
        assertThat(house.count("select count(*) from leadloop.inbox_message where delivery_key like 'reread:%'"
                        + " and origin <> 'REREAD'"))
                .isZero();
    }
}
