package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.destination.Destination;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Ad accounts and CRMs that people make on the pages. */
class ConnectionsInTheBrowserStoryTests extends BeforeAnythingIsConnected {

    @Autowired
    IdentityService identity;

    @Nested
    class Who_may {

        private Browser as(String group) {
            User user = identity.newUser("conny");
            user.setPassword("a-long-word-of-hers-1");
            identity.saveUser(user);
            identity.createMembership("conny", group);
            return Browser.signedIn(house, "conny", "a-long-word-of-hers-1");
        }

        @Test
        void see_a_connection_is_everybody_and_change_it_only_an_administrator() {
            brand.put(brand.document("ON", BrandUk.SECRET, ""));
            Browser conny = as("sales-ops");
            assertThat(conny.get("/ops/connections/account/brand-uk").body())
                    .contains("Administrators change connections", "/test#test")
                    .doesNotContain("value=\"ON\"", "value=\"OFF\"", "value=\"REMOVED\"");
            assertThat(conny.post(
                                    "/ops/connections/account/brand-uk/state",
                                    List.of(Map.entry("state", "OFF"), Map.entry("version", "1")))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(destinations.find("brand-uk")).map(Destination::isOn).contains(true);
        }
    }

    @Nested
    class In_the_browser {

        private final List<Map.Entry<String, String>> typed = new ArrayList<>(List.of(
                Map.entry("type", "meta"),
                Map.entry("version", "0"),
                Map.entry("state", "ON"),
                Map.entry("name", "brand-uk"),
                Map.entry("label", "Brand UK"),
                Map.entry("key.dataset-id", "700700"),
                Map.entry("key.data-processing-options", "LDU")));

        @Test
        void a_refused_form_keeps_what_was_typed_and_says_beside_the_field_what_is_wrong() {
            HttpResponse<String> page =
                    Browser.signedIn(house, "admin", House.PASSWORD).post("/ops/connections/account", typed);
            assertThat(page.statusCode()).isEqualTo(400);
            assertThat(page.body())
                    .contains("value=\"brand-uk\"", "value=\"700700\"", ">LDU</textarea>", "Set access-token.")
                    .containsPattern("is-invalid[^>]*|id=\"f-access-token\"[^>]*is-invalid");
        }

        @Test
        void a_whole_form_makes_an_account_and_its_page_shows_it_again() {
            typed.add(Map.entry("key.access-token", BrandUk.SECRET));
            typed.add(Map.entry("key.base-url", brand.address()));
            HttpResponse<String> page =
                    Browser.signedIn(house, "admin", House.PASSWORD).post("/ops/connections/account", typed);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains("is on, on every node within seconds.", ">LDU</textarea>", "value=\"700700\"")
                    .doesNotContain(BrandUk.SECRET);
            assertThat(brand.toldOf("made-ines"))
                    .extracting(Conversion::state)
                    .containsExactly(ConversionState.ACCEPTED);
        }

        @Test
        void every_type_has_a_form() {
            Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
            assertThat(List.of(
                            "google-ads",
                            "google-ads-legacy",
                            "linkedin",
                            "meta",
                            "microsoft-ads",
                            "openai-ads",
                            "pinterest",
                            "reddit",
                            "snapchat",
                            "tiktok",
                            "x"))
                    .allSatisfy(type -> assertThat(admin.get("/ops/connections/account/new?type=" + type)
                                    .body())
                            .contains("Save and switch on", "id=\"f-base-url\""));
            assertThat(List.of("hubspot", "salesforce", "pipedrive", "dynamics", "close", "generic"))
                    .allSatisfy(type -> assertThat(admin.get("/ops/connections/source/new?type=" + type)
                                    .body())
                            .contains("Save and switch on", "id=\"f-consent-when-absent\""));
        }
    }

    /** Pinterest's way to test is documented: the query parameter test=true, and such events count nothing. */
    @Nested
    class Tested_before_the_first_lead {

        private String test(String name) {
            HttpResponse<String> page = Browser.signedIn(house, "admin", House.PASSWORD)
                    .post("/ops/connections/account/" + name + "/test", List.of());
            assertThat(page.statusCode()).isEqualTo(200);
            return page.body();
        }

        private void pins(String state, String token, String event) {
            brand.put("account/pins", """
                    {"type":"pinterest","state":"%s","keys":{"ad-account-id":"549755885175","access-token":"%s",
                     "base-url":"%s","conversion-actions[mql]":"%s"}}
                    """.formatted(state, token, house.address("/sandbox/pinterest"), event));
        }

        @Test
        void a_draft_signs_in_and_has_a_made_up_conversion_checked_that_counts_nothing() {
            pins("DRAFT", "demo-pinterest-token", "lead");
            assertThat(test("pins")).contains("would be taken (test=true: nothing counts).", ">proved</span>");
            assertThat(house.received("pinterest", "leadloop-test")).isEmpty();
            assertThat(house.count("select count(*) from leadloop.conversion where destination = 'pins'"))
                    .isZero();
            assertThat(house.texts("select verb from leadloop.audit_entry where subject_id = 'pins'"))
                    .containsExactlyInAnyOrder("CREATE", "TEST_CALL");
        }

        @Test
        void an_action_that_the_platform_does_not_know_is_found() {
            pins("DRAFT", "demo-pinterest-token", "mql");
            assertThat(test("pins"))
                    .contains("of the action &#39;mql&#39; was refused", "Event name is not supported.");
        }

        @Test
        void a_refused_token_is_said_with_the_platforms_words() {
            pins("DRAFT", "demo-pinterest-token", "lead");
            house.faults("pinterest", "{\"fault\":\"BAD_TOKEN\"}");
            assertThat(test("pins")).contains("It refuses LeadLoop", ">wrong</span>");
            house.faults("pinterest");
        }

        @Test
        void what_a_platform_cannot_check_without_counting_is_said_and_not_sent() {
            brand.put(brand.document("ON", BrandUk.SECRET, ""));
            assertThat(test("brand-uk"))
                    .contains(
                            "cannot check a conversion without counting it (test_event_code counts)",
                            ">not proved</span>");
            assertThat(brand.received()).isEmpty();
        }

        @Test
        void half_of_the_keys_are_named() {
            brand.put("{\"type\":\"meta\",\"keys\":{\"dataset-id\":\"1\"}}");
            assertThat(test("brand-uk")).contains("Set access-token.");
        }
    }
}
