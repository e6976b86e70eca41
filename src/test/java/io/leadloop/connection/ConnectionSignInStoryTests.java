package io.leadloop.connection;

import static io.leadloop.connection.AuthorizationServer.ACCESS_TOKEN;
import static io.leadloop.connection.AuthorizationServer.REFRESH_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.secret.SecretBox;
import io.leadloop.support.Chromium;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Administrators connect by "Connect with ...", with an OAuth app of their own. */
@StoryTest
class ConnectionSignInStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    ConnectionStore store;

    @Autowired
    SecretBox box;

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
    class A_whole_round {

        @Test
        void with_Google_asks_for_lasting_access_with_PKCE_and_keeps_the_refresh_token() {
            URI asked = app.asked(CustomersApp.GOOGLE);
            assertThat(asked.toString()).startsWith("https://accounts.google.com/o/oauth2/v2/auth?");
            assertThat(AuthorizationServer.form(asked.getRawQuery()))
                    .containsEntry("scope", "https://www.googleapis.com/auth/datamanager")
                    .containsEntry("access_type", "offline")
                    .containsEntry("prompt", "consent")
                    .containsEntry("redirect_uri", house.address("/ops/connections/oauth/callback"))
                    .containsKey("code_challenge");
            String page = app.back(app.admin, app.platform.agreed(asked));
            assertThat(page).contains("Connected with Google.").doesNotContain(REFRESH_TOKEN);
            assertThat(app.secretsOf(ConnectionKind.ACCOUNT, "google-fr"))
                    .containsEntry("refresh-token", REFRESH_TOKEN);
            assertThat(app.platform.wrong()).isEmpty();
            assertThat(house.texts(
                            "select detail from leadloop.audit_entry where subject = 'CONNECTION' order by at, id"))
                    .last()
                    .isEqualTo("google-ads, draft, changed: refresh-token");
        }

        @Test
        void with_HubSpot_replaces_an_access_token_and_says_which_account_it_is() {
            app.made(
                    "source/hub-de",
                    "hubspot",
                    "\"access-token\":\"pat-1\",\"base-url\":\"" + app.platform.address() + "\"");
            URI asked = app.asked("source/hub-de");
            assertThat(asked.toString()).startsWith("https://app.hubspot.com/oauth/authorize?");
            assertThat(AuthorizationServer.form(asked.getRawQuery()))
                    .containsEntry("scope", "oauth crm.objects.contacts.read crm.objects.deals.read")
                    .doesNotContainKey("code_challenge");
            assertThat(app.back(app.admin, app.platform.agreed(asked)))
                    .contains("Connected with HubSpot, account 62515.");
            assertThat(app.secretsOf(ConnectionKind.SOURCE, "hub-de"))
                    .containsEntry("refresh-token", REFRESH_TOKEN)
                    .doesNotContainKey("access-token");
            assertThat(app.platform.wrong()).isEmpty();
        }

        @Test
        void asks_for_the_reports_of_Google_Ads_too_where_they_are_wanted() {
            app.made("account/google-de", "google-ads", "\"report.developer-token\":\"d\"");
            assertThat(AuthorizationServer.form(app.asked("account/google-de").getRawQuery()))
                    .containsEntry(
                            "scope",
                            "https://www.googleapis.com/auth/datamanager https://www.googleapis.com/auth/adwords");
        }

        @Test
        void with_Microsoft_works_in_a_real_browser_under_our_content_policy() {
            app.made(
                    "account/bing-fr",
                    "microsoft-ads",
                    "\"token-uri\":\"" + app.platform.address() + "/common/oauth2/v2.0/token\"");
            try (Chromium browser = Chromium.open(house).signIn("admin")) {
                browser.go("/ops/connections/account/bing-fr");
                browser.see(house.address("/ops/connections/oauth/callback"));
                browser.press("Connect with Microsoft");
                browser.press("Continue to Microsoft");
                browser.see("Connected with Microsoft.");
            }
            assertThat(app.secretsOf(ConnectionKind.ACCOUNT, "bing-fr")).containsEntry("refresh-token", REFRESH_TOKEN);
            assertThat(app.platform.wrong()).isEmpty();
        }
    }

    @Nested
    class LinkedIn_without_a_refresh_token {

        @Test
        void is_connected_by_the_access_token_until_it_ends_and_can_be_switched_on() {
            app.made(
                    "account/li-fr",
                    "linkedin",
                    "\"token-uri\":\"" + app.platform.address() + "/linkedin/accessToken\"");
            assertThat(app.connects("account/li-fr"))
                    .contains("Connected with LinkedIn until 2026-12-02", "to approved apps only");
            assertThat(app.secretsOf(ConnectionKind.ACCOUNT, "li-fr")).containsEntry("access-token", ACCESS_TOKEN);
            assertThat(app.admin
                            .post(
                                    "/ops/connections/account/li-fr/state",
                                    List.of(Map.entry("state", "ON"), Map.entry("version", "2")))
                            .body())
                    .contains("is on, on every node within seconds.");
        }
    }

    @Nested
    class A_dump {

        @Test
        void holds_neither_state_nor_verifier_nor_code_nor_token() {
            URI asked = app.asked(CustomersApp.GOOGLE);
            String state = AuthorizationServer.form(asked.getRawQuery()).get("state");
            String verifier = house.texts("select encode(verifier, 'hex') from leadloop.asked_consent").stream()
                    .map(it -> new String(box.open(HexFormat.of().parseHex(it)), StandardCharsets.UTF_8))
                    .findFirst()
                    .orElseThrow();
            assertThat(AuthorizationServer.form(asked.getRawQuery()))
                    .containsEntry("code_challenge", AuthorizationServer.s256(verifier));
            isNowhere(state, verifier);
            assertThat(app.back(app.admin, app.platform.agreed(asked))).contains("Connected with Google.");
            isNowhere(state, verifier, "4/code-of-consent-1", REFRESH_TOKEN, ACCESS_TOKEN);
            assertThat(house.count("select count(*) from leadloop.asked_consent"))
                    .isZero();
        }

        private void isNowhere(String... texts) {
            for (String text : texts) {
                assertThat(house.tablesThatHold(text)).as(text).isEmpty();
                assertThat(house.tablesThatHold(HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8))))
                        .as(text)
                        .isEmpty();
            }
        }
    }
}
