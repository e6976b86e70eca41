package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Lead;
import io.leadloop.ops.desk.AuditLog;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.leadloop.support.WebSession;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** "Looked at, until Friday, because ...": alerts leave such a stuck lead out until the day is over, or it moves. */
@StoryTest
class StuckLeadsThatSomebodyLookedAtStoryTests {

    private static final String WORDS = "Looked at by admin, until 2026-12-11: the owner is on leave";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    AuditLog audit;

    @Value("${server.port}")
    int port;

    @BeforeEach
    void nobody_is_stuck() {
        house.sql("update leadloop.lead set process_instance_id = null");
        clock.set("2026-10-03T10:25:00Z");
    }

    /** At SQL since 2026-10-03, where 60 days are allowed; it is 2026-12-06. */
    private Lead stuck(String name) {
        house.leadReaches(name, "SQL", "2026-10-03T09:00:00Z", "gclid=" + name);
        house.settles();
        clock.pass(Duration.ofDays(64));
        return house.lead("generic", name).orElseThrow();
    }

    private HttpResponse<String> acknowledges(Lead lead, String body) {
        return house.send(house.asAdministrator("/api/leads/" + lead.id() + "/acknowledge")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private String get(String path) {
        return house.send(house.asAdministrator(path).GET()).body();
    }

    private String atSql() {
        return get("/api/situation").replaceAll("(?s).*\\{\"id\":\"SQL\"[^}]*(\"stuck\":[^}]*)}.*", "$1");
    }

    @Test
    void it_is_said_by_rest_seen_everywhere_and_over_with_its_day() {
        Lead lead = stuck("looked-at");
        assertThat(atSql()).isEqualTo("\"stuck\":1,\"acknowledged\":0");
        assertThat(acknowledges(lead, "{\"until\":\"2026-12-11\",\"comment\":\" the owner is on leave \"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(atSql()).as("alerts and figures count from here").isEqualTo("\"stuck\":0,\"acknowledged\":1");
        assertThat(get("/api/leads?stuck=true"))
                .contains("\"acknowledgement\":{\"until\":\"2026-12-11\",\"reason\":\"the owner is on leave\","
                        + "\"by\":\"admin\"");
        assertThat(get("/api/leads/" + lead.id() + "/dossier")).contains(WORDS);
        assertThat(audit.newest(lead.id().value(), 5))
                .extracting(it -> it.actor() + " " + it.verb() + " " + it.detail() + " / " + it.comment())
                .containsExactly("admin ACKNOWLEDGE stuck, until 2026-12-11 / the owner is on leave");
        WebSession page = new WebSession(port).signsInToOurPages("admin", House.PASSWORD);
        assertThat(page.get("/ops/leads?show=stuck").body()).contains(WORDS);
        assertThat(page.get("/ops/leads/" + lead.id()).body()).contains(WORDS, "I looked at it...");
        clock.set("2026-12-11T23:59:59Z");
        assertThat(atSql()).isEqualTo("\"stuck\":0,\"acknowledged\":1");
        clock.set("2026-12-12T00:00:00Z");
        assertThat(atSql()).isEqualTo("\"stuck\":1,\"acknowledged\":0");
    }

    @Test
    void it_is_said_on_the_page_of_the_lead() {
        Lead lead = stuck("on-the-page");
        WebSession page = new WebSession(port).signsInToOurPages("admin", House.PASSWORD);
        String form = page.get("/ops/leads/" + lead.id()).body();
        String token = form.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]*)\".*", "$1");
        page.send(page.request("/ops/leads/" + lead.id() + "/acknowledge")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("until=2026-12-11&comment=the+owner+is+on+leave&_csrf=" + token)));
        assertThat(page.get("/ops/leads?show=stuck").body()).contains(WORDS);
    }

    @Test
    void it_holds_for_no_later_stage() {
        Lead lead = stuck("moved-on");
        acknowledges(lead, "{\"until\":\"2027-06-01\",\"comment\":\"c\"}");
        house.leadReaches("moved-on", "MQL", "2026-12-06T09:00:00Z");
        house.settles();
        clock.pass(Duration.ofDays(90));
        assertThat(get("/api/situation")).contains("\"stuck\":1,\"acknowledged\":0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"until\":\"2026-12-11\"}",
                "{\"until\":\"2026-12-11\",\"comment\":\"  \"}",
                "{\"until\":\"Friday\",\"comment\":\"c\"}",
                "{\"comment\":\"c\"}",
                "{\"until\":\"2026-12-05\",\"comment\":\"c\"}",
                "{\"until\":\"2028-01-01\",\"comment\":\"c\"}"
            })
    void without_a_day_or_a_reason_it_is_refused_in_words(String body) {
        HttpResponse<String> answer = acknowledges(stuck("refused"), body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Say ");
    }

    @Test
    void a_lead_that_is_not_stuck_needs_none() {
        house.leadReaches("in-time", "SQL", "2026-10-03T09:00:00Z");
        house.settles();
        HttpResponse<String> answer = acknowledges(
                house.lead("generic", "in-time").orElseThrow(), "{\"until\":\"2026-10-11\",\"comment\":\"c\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not stuck");
    }
}
