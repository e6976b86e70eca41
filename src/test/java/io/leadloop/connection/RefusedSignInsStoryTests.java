package io.leadloop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.People;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sign-ins at platforms that connect nothing. */
@StoryTest
class RefusedSignInsStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    IdentityService identity;

    @Autowired
    ConnectionStore store;

    private CustomersApp app;

    @BeforeEach
    void two_drafts_with_the_id_and_secret_of_an_app() {
        app = new CustomersApp(house, clock, store);
    }

    @AfterEach
    void away() {
        app.close();
    }

    @Nested
    class An_answer_that_nobody_waits_for {

        @Test
        void with_a_state_of_nobody_is_refused() {
            assertThat(app.admin
                            .get("/ops/connections/oauth/callback?code=4/x&state=guessed")
                            .body())
                    .contains("This sign-in is not known, or was answered already.");
            assertThat(app.admin.get("/ops/connections/oauth/callback").body()).contains("is not known");
        }

        @Test
        void and_came_already_is_refused() {
            String address = app.platform.agreed(app.asked(CustomersApp.GOOGLE));
            app.back(app.admin, address);
            assertThat(app.back(app.admin, address)).contains("or was answered already");
            assertThat(store.find(ConnectionKind.ACCOUNT, "google-fr")
                            .orElseThrow()
                            .connection()
                            .version())
                    .isEqualTo(2);
        }

        @Test
        void to_another_administrator_is_refused_and_used_up() {
            People.join(identity, "olaf", "camunda-admin");
            String address = app.platform.agreed(app.asked(CustomersApp.GOOGLE));
            assertThat(app.back(Browser.signedIn(house, "olaf", House.PASSWORD), address))
                    .contains("Another user began this sign-in.");
            assertThat(app.back(app.admin, address)).contains("or was answered already");
            app.nothingIsKept();
        }

        @Test
        void and_comes_after_ten_minutes_is_refused() {
            String address = app.platform.agreed(app.asked(CustomersApp.GOOGLE));
            clock.set("2026-10-03T10:35:01Z");
            assertThat(app.back(app.admin, address)).contains("longer than ten minutes");
            app.nothingIsKept();
        }
    }

    @Nested
    class Nothing_is_connected {

        @Test
        void when_the_person_says_no() {
            assertThat(app.back(app.admin, AuthorizationServer.denied(app.asked(CustomersApp.GOOGLE))))
                    .contains("Not connected: access was not allowed at Google.");
            app.nothingIsKept();
        }

        @Test
        void when_a_box_was_unticked() {
            app.made(
                    "account/google-it",
                    "google-ads",
                    "\"report.developer-token\":\"d\",\"token-uri\":\"" + app.platform.address() + "/token\"");
            app.platform.unticks("https://www.googleapis.com/auth/adwords");
            assertThat(app.connects("account/google-it"))
                    .contains("Google did not grant https://www.googleapis.com/auth/adwords. Connect again");
            assertThat(app.secretsOf(ConnectionKind.ACCOUNT, "google-it")).doesNotContainKey("refresh-token");
        }

        @Test
        void when_HubSpot_leaves_a_scope_out() {
            app.platform.unticks("crm.objects.deals.read");
            assertThat(app.connects(CustomersApp.HUBSPOT)).contains("HubSpot did not grant crm.objects.deals.read.");
        }

        @Test
        void when_another_HubSpot_account_was_chosen() {
            app.made("source/hub-it", "hubspot", "\"portal-id\":\"7\",\"base-url\":\"" + app.platform.address() + "\"");
            assertThat(app.connects("source/hub-it"))
                    .contains("the account chosen at HubSpot is 62515, this connection is for 7 (portal-id).");
            assertThat(app.secretsOf(ConnectionKind.SOURCE, "hub-it")).doesNotContainKey("refresh-token");
        }

        @Test
        void when_no_refresh_token_comes_and_it_says_what_to_do() {
            app.platform.givesNoRefreshToken();
            assertThat(app.connects(CustomersApp.GOOGLE))
                    .contains("Google gave no refresh token. Remove the app&#39;s access in your account at Google");
            app.nothingIsKept();
        }

        @Test
        void when_the_token_endpoint_refuses_the_app_is_silent_or_speaks_no_JSON() {
            app.platform.answers(
                    401, "{\"error\":\"invalid_client\",\"error_description\":\"The OAuth client was deleted.\"}");
            assertThat(app.connects(CustomersApp.GOOGLE)).contains("invalid_client, The OAuth client was deleted.");
            app.platform.answers(502, "<html>Bad gateway</html>");
            assertThat(app.connects(CustomersApp.GOOGLE))
                    .contains("Google gave no tokens (HTTP 502")
                    .doesNotContain("Bad gateway");
            String address = app.platform.agreed(app.asked(CustomersApp.GOOGLE));
            app.platform.close();
            assertThat(app.back(app.admin, address)).contains("Google did not answer at its token address.");
            app.nothingIsKept();
        }

        /** Whoever answers at the token address may repeat what it was sent, or anything else. */
        @Test
        void and_neither_the_secret_nor_the_body_of_a_stranger_is_shown() {
            app.platform.answers(
                    400,
                    "{\"error\":\"invalid_grant\",\"error_description\":\"client_secret="
                            + AuthorizationServer.CLIENT_SECRET + "\"}");
            assertThat(app.connects(CustomersApp.GOOGLE))
                    .contains("invalid_grant, client_secret=(secret)")
                    .doesNotContain(AuthorizationServer.CLIENT_SECRET);
            app.platform.answers(200, "{\"x\":\"INTERNAL-BODY\"}");
            assertThat(app.connects(CustomersApp.GOOGLE))
                    .contains("gave no tokens")
                    .doesNotContain("INTERNAL-BODY");
            app.nothingIsKept();
        }

        @Test
        void when_the_code_is_empty() {
            String address = app.platform.agreed(app.asked(CustomersApp.GOOGLE)).replaceAll("code=[^&]*", "code=");
            assertThat(app.back(app.admin, address)).contains("Google gave no consent");
            app.nothingIsKept();
        }

        @Test
        void when_the_connection_was_removed_meanwhile() {
            String address = app.platform.agreed(app.asked(CustomersApp.GOOGLE));
            house.sql("update leadloop.connection set state = 'REMOVED' where name = 'google-fr'");
            assertThat(app.back(app.admin, address)).contains("There is no connection &#39;google-fr&#39;.");
        }
    }

    @Nested
    class Who_is_no_administrator {

        @Test
        void can_neither_begin_nor_answer() {
            String address = app.platform.agreed(app.asked(CustomersApp.GOOGLE));
            for (String group : List.of("sales-ops", "viewers", "operators")) {
                People.join(identity, "no-" + group, group);
                Browser other = Browser.signedIn(house, "no-" + group, House.PASSWORD);
                assertThat(other.post("/ops/connections/" + CustomersApp.GOOGLE + "/sign-in", List.of())
                                .statusCode())
                        .isEqualTo(403);
                assertThat(other.get(address.substring(house.address("").length()))
                                .statusCode())
                        .isEqualTo(403);
            }
            app.nothingIsKept();
        }
    }
}
