package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.leadloop.support.WebSession;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Our part of Cockpit: who may see and press what there, by Cockpit's own session. */
@StoryTest
class CockpitStoryTests {

    private static final String API = "/camunda/api/leadloop/";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    IdentityService identity;

    @Value("${server.port}")
    int port;

    @BeforeEach
    void an_operator_and_a_viewer() {
        clock.set("2026-10-03T10:25:00Z");
        // Cockpit finds its engine by name in a registry of the JVM; another story may have started a second node.
        person("olga", "operators");
        person("vera", "viewers");
    }

    @AfterEach
    void they_leave() {
        identity.deleteUser("olga");
        identity.deleteUser("vera");
        house.faults("google-ads");
    }

    private void person(String id, String group) {
        User user = identity.newUser(id);
        user.setPassword("a-long-password");
        identity.saveUser(user);
        identity.createMembership(id, group);
    }

    private Conversion rejected(String lead) {
        house.leadReaches(lead, "MQL", "2026-10-03T09:00:00Z", "gclid=" + lead + "-g");
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"" + lead + "-g\"}");
        house.settles();
        house.faults("google-ads");
        return house.conversion(lead, "MQL", "google-ads");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"situation", "leads?stuck=true", "audit", "conversions", "destinations", "conversions/bulk"})
    void without_a_session_nothing_can_be_read(String path) {
        assertThat(new WebSession(port).get(API + path).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"destinations/meta/pause", "conversions/bulk", "inbox/1/replay"})
    void without_a_session_nothing_can_be_pressed(String path) {
        assertThat(new WebSession(port).post(API + path).statusCode()).isEqualTo(401);
    }

    @Test
    void an_operator_retries_from_the_tab() {
        Conversion conversion = rejected("from-the-tab");
        WebSession olga = new WebSession(port).signsInToCockpit("olga", "a-long-password");
        assertThat(olga.get(API + "leads/" + conversion.lead() + "/dossier").body())
                .contains("\"verbs\":[\"RETRY\",\"CORRECT\",\"DROP\"]")
                .doesNotContain("from-the-tab@");
        assertThat(olga.post(API + "conversions/" + conversion.id() + "/retry").statusCode())
                .isEqualTo(200);
        house.uploads();
        assertThat(house.conversion("from-the-tab", "MQL", "google-ads").state())
                .isEqualTo(ConversionState.ACCEPTED);
        assertThat(olga.get(API + "audit?lead=" + conversion.lead()).body()).contains("\"actor\":\"olga\"");
    }

    @Test
    void without_the_token_nothing_is_done() {
        Conversion conversion = rejected("forged");
        WebSession olga = new WebSession(port).signsInToCockpit("olga", "a-long-password");
        assertThat(olga.postWithoutToken(API + "conversions/" + conversion.id() + "/drop")
                        .statusCode())
                .isEqualTo(403);
        assertThat(house.conversion("forged", "MQL", "google-ads").state()).isEqualTo(ConversionState.REJECTED);
    }

    @Test
    void a_viewer_sees_everything_and_presses_nothing() {
        Conversion conversion = rejected("looked-at");
        WebSession vera = new WebSession(port).signsInToCockpit("vera", "a-long-password");
        assertThat(vera.get(API + "leads/" + conversion.lead() + "/dossier").statusCode())
                .isEqualTo(200);
        for (String verb : new String[] {"retry", "drop", "correct"}) {
            assertThat(vera.post(API + "conversions/" + conversion.id() + "/" + verb)
                            .statusCode())
                    .as(verb)
                    .isEqualTo(403);
        }
        assertThat(vera.post(API + "conversions/bulk").statusCode()).isEqualTo(403);
    }

    @Test
    void whoever_left_the_groups_sees_nothing_from_then_on() {
        WebSession olga = new WebSession(port).signsInToCockpit("olga", "a-long-password");
        identity.deleteMembership("olga", "operators");
        // The session ended with the right.
        assertThat(olga.get(API + "situation").statusCode()).isEqualTo(401);
    }

    @Test
    void an_operator_cannot_deploy() {
        WebSession olga = new WebSession(port).signsInToCockpit("olga", "a-long-password");
        assertThat(olga.send(olga.request("/camunda/api/engine/engine/default/deployment/create")
                                .setHeader("Content-Type", "multipart/form-data; boundary=b")
                                .header("X-XSRF-TOKEN", olga.token())
                                .POST(BodyPublishers.ofString("--b\r\nContent-Disposition: form-data;"
                                        + " name=\"deployment-name\"\r\n\r\nx\r\n--b\r\nContent-Disposition:"
                                        + " form-data; name=\"x.txt\"; filename=\"x.txt\"\r\nContent-Type:"
                                        + " text/plain\r\n\r\nx\r\n--b--\r\n")))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void one_sign_in_serves_cockpit_and_our_pages_and_two_requests_at_once_keep_it() {
        WebSession page = new WebSession(port).signsInToOurPages("olga", "a-long-password");
        for (int i = 0; i < 3; i++) {
            assertThat(page.get(API + "situation").statusCode()).isEqualTo(200);
            assertThat(page.get("/camunda/api/engine/engine/default/process-definition/count")
                            .statusCode())
                    .isEqualTo(200);
        }
        WebSession cockpit = new WebSession(port).signsInToCockpit("vera", "a-long-password");
        assertThat(cockpit.get("/ops/leads").statusCode()).isEqualTo(200);
        assertThat(cockpit.get("/ops/leads").body()).contains("Find a lead");
    }

    @Test
    void the_files_of_the_plugin_are_served_and_the_banner_is_hidden() {
        WebSession admin = new WebSession(port).signsInToCockpit("admin", House.PASSWORD);
        assertThat(admin.get("/camunda/app/cockpit/default/").body()).contains("leadloop");
        String files = "/camunda/api/cockpit/plugin/leadloop/static/app/";
        assertThat(admin.get(files + "plugin.js").body()).contains("cockpit.dashboard");
        for (String module : List.of("server", "nodes", "keep", "verbs", "dashboard", "conversion", "lead", "stuck")) {
            assertThat(admin.get(files + module + ".js").body()).contains("export const");
        }
        assertThat(admin.get("/camunda/app/cockpit/styles/user-styles.css").body())
                .contains(".ce-eol-banner");
    }
}
