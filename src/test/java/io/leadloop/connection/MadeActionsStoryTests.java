package io.leadloop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.connection.AuditFinding.Kind;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.People;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A conversion action that is missing in an account is made from its finding. */
class MadeActionsStoryTests extends BeforeAnyAccountIsAsked {

    @Nested
    class An_action_that_is_missing {

        private final List<Map.Entry<String, String>> wanted =
                List.of(Map.entry("action", "sql"), Map.entry("called", "UK qualified"));

        private void isMissing() {
            googleUk("ON", "demo-developer-token", "");
            thePlanTellsGoogleUk("sql");
            audits.look();
            assertThat(kinds("google-uk")).containsExactly(Kind.ACTION_MISSING);
        }

        @Test
        void is_shown_before_it_is_made_and_then_it_is_chosen_and_the_finding_is_gone() {
            isMissing();
            assertThat(admin.get(AUDIT).body()).contains("Make it ...");
            assertThat(admin.post("/ops/connections/account/google-uk/actions/preview", wanted)
                            .body())
                    .contains("category is &#39;Qualified lead&#39;", "it would take it", "value=\"UK qualified\"");
            assertThat(kinds("google-uk")).containsExactly(Kind.ACTION_MISSING);
            assertThat(admin.post("/ops/connections/account/google-uk/actions", wanted)
                            .body())
                    .contains("has the action &#39;UK qualified&#39;", "stands for the plan&#39;s &#39;sql&#39; now");
            assertThat(kinds("google-uk")).isSubsetOf(Kind.OTHER_PRIMARY);
            assertThat(connections
                            .find(ConnectionKind.ACCOUNT, "google-uk")
                            .orElseThrow()
                            .keys())
                    .containsKey("conversion-actions[sql]");
            assertThat(house.texts("select detail from leadloop.audit_entry where verb = 'CREATE' order by id"))
                    .anySatisfy(it -> assertThat(it).startsWith("conversion action 'UK qualified' ("));
        }

        @Test
        void is_not_made_under_a_name_that_the_account_has() {
            isMissing();
            assertThat(admin.post(
                                    "/ops/connections/account/google-uk/actions",
                                    List.of(Map.entry("action", "sql"), Map.entry("called", "LeadLoop SQL")))
                            .body())
                    .contains("has an action of the name &#39;LeadLoop SQL&#39; already");
            assertThat(kinds("google-uk")).containsExactly(Kind.ACTION_MISSING);
        }

        @Test
        void is_not_made_twice() {
            isMissing();
            admin.post(
                    "/ops/connections/account/google-uk/actions",
                    List.of(Map.entry("action", "sql"), Map.entry("called", "UK once")));
            assertThat(admin.post(
                                    "/ops/connections/account/google-uk/actions",
                                    List.of(Map.entry("action", "sql"), Map.entry("called", "UK twice")))
                            .statusCode())
                    .isEqualTo(409);
        }

        @Test
        void is_made_by_one_of_those_who_press_at_once_and_another_time_by_the_next() {
            isMissing();
            List<Map.Entry<String, String>> pressed =
                    List.of(Map.entry("action", "sql"), Map.entry("called", "UK pressed"));
            assertThat(audits.beginMaking("google-uk")).isTrue();
            assertThat(audits.beginMaking("google-uk")).as("on another node").isFalse();
            assertThat(admin.post("/ops/connections/account/google-uk/actions", pressed)
                            .body())
                    .contains("Somebody makes an action of this account at this moment");
            assertThat(kinds("google-uk")).containsExactly(Kind.ACTION_MISSING);
            audits.endMaking("google-uk");
            assertThat(admin.post("/ops/connections/account/google-uk/actions", pressed)
                            .body())
                    .contains("has the action &#39;UK pressed&#39;");
            assertThat(audits.beginMaking("google-uk"))
                    .as("the turn was given back")
                    .isTrue();
            audits.endMaking("google-uk");
        }

        @Test
        void in_an_account_of_the_configuration_is_made_and_the_page_names_the_key() {
            thePlanCallsItAtGoogleAds("demo");
            audits.look();
            assertThat(kinds("google-ads")).contains(Kind.ACTION_MISSING);
            assertThat(admin.post(
                                    "/ops/connections/account/google-ads/actions",
                                    List.of(Map.entry("action", "demo"), Map.entry("called", "Demo of the house")))
                            .body())
                    .containsPattern("give the stage the action \\d+ there instead of demo, or set"
                            + " leadloop.destinations.google-ads.conversion-actions.demo to \\d+\\.");
            thePlanCallsItAtGoogleAds("mql");
        }
    }

    @Nested
    class Who_may {

        private Browser as(String name, String group) {
            People.join(identity, name, group);
            return Browser.signedIn(house, name, House.PASSWORD);
        }

        @Test
        void ask_are_sales_ops_and_operators_and_make_only_administrators() {
            googleUk("ON", "demo-developer-token", "");
            thePlanTellsGoogleUk("sql");
            Browser sally = as("sally-audit", "sales-ops");
            assertThat(sally.post(AUDIT, List.of()).body())
                    .contains("It told", "1 finding")
                    .doesNotContain("Make it ...");
            for (String door : List.of("actions", "actions/preview")) {
                assertThat(sally.post(
                                        "/ops/connections/account/google-uk/" + door,
                                        List.of(Map.entry("action", "sql"), Map.entry("called", "Sally's")))
                                .statusCode())
                        .isEqualTo(403);
            }
            assertThat(house.texts("select detail from leadloop.audit_entry where actor = 'sally-audit'"))
                    .anySatisfy(it -> assertThat(it).contains("asked for its conversion actions"));
        }

        @Test
        void only_look_are_viewers() {
            googleUk("ON", "demo-developer-token", "");
            Browser vera = as("vera-audit", "viewers");
            assertThat(vera.get(AUDIT).statusCode()).isEqualTo(200);
            assertThat(vera.post(AUDIT, List.of()).statusCode()).isEqualTo(403);
        }
    }
}
