package io.leadloop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.connection.AuditFinding.Kind;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import io.leadloop.destination.FakePlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an account says of its conversion actions, and what of it does not fit the plan. */
class AccountAuditStoryTests extends BeforeAnyAccountIsAsked {

    @Nested
    class Once_a_day {

        @Test
        void each_account_with_a_list_is_asked_and_what_does_not_fit_the_plan_is_kept() {
            audits.look();
            assertThat(kinds("google-ads")).containsExactly(Kind.PRIMARY_IN_PLAN_ONLY, Kind.WINDOW_SHORTER);
            assertThat(kinds("microsoft-ads")).isEmpty();
            assertThat(listedAt("microsoft-ads")).isNotNull();
            assertThat(audits.of("meta")).isEmpty();
        }

        @Test
        void and_not_twice() {
            audits.look();
            Instant first = listedAt("google-ads");
            clock.pass(Duration.ofHours(23));
            audits.look();
            assertThat(listedAt("google-ads")).isEqualTo(first);
            clock.pass(Duration.ofHours(2));
            audits.look();
            assertThat(listedAt("google-ads")).isAfter(first);
        }

        @Test
        void by_one_of_the_nodes() {
            Instant now = clock.instant();
            assertThat(store.claim("google-ads", now, now.plusSeconds(60))).isTrue();
            assertThat(store.claim("google-ads", now, now.plusSeconds(60))).isFalse();
        }

        @Test
        void an_answer_that_comes_late_does_not_take_the_place_of_a_newer_one() {
            audits.look();
            AuditedAccount newer = audits.of("google-ads").orElseThrow();
            store.keep(
                    "google-ads",
                    new Listing("Old", List.of(), List.of(), null),
                    List.of(),
                    clock.instant().minusSeconds(60),
                    clock.instant());
            assertThat(audits.of("google-ads")).contains(newer);
        }

        @Test
        void a_plan_that_changed_is_compared_at_once_without_asking() {
            googleUk("ON", "demo-developer-token", "");
            audits.look();
            assertThat(kinds("google-uk")).isEmpty();
            Instant first = listedAt("google-uk");
            thePlanTellsGoogleUk("1004");
            assertThat(kinds("google-uk")).containsExactly(Kind.WRONG_TYPE);
            assertThat(audits.all())
                    .filteredOn(it -> it.account().equals("google-uk"))
                    .flatExtracting(AuditedAccount::needingSomebody)
                    .hasSize(1);
            assertThat(listedAt("google-uk")).isEqualTo(first);
        }

        @Test
        void an_account_that_refuses_says_why_keeps_what_it_told_and_is_asked_again_after_an_hour() {
            googleUk("ON", "demo-developer-token", "");
            audits.look();
            googleUk("ON", "another-token", "");
            audits.look();
            AuditedAccount refused = audits.of("google-uk").orElseThrow();
            assertThat(refused.problem()).contains("DEVELOPER_TOKEN_INVALID");
            assertThat(refused.listing()).isNotNull();
            assertThat(admin.get(AUDIT).body()).contains("DEVELOPER_TOKEN_INVALID");
            googleUk("ON", "demo-developer-token", "");
            audits.look();
            assertThat(audits.of("google-uk").orElseThrow().problem()).isNull();
        }
    }

    @Test
    void a_list_without_end_is_not_stored_and_the_account_says_so() {
        try (FakePlatform google = new FakePlatform()) {
            String action =
                    "{\"conversionAction\":{\"id\":\"%d\",\"name\":\"a\",\"status\":\"ENABLED\",\"type\":\"UPLOAD_CLICKS\"}}";
            String rows = IntStream.range(0, 2_001).mapToObj(action::formatted).collect(Collectors.joining(","));
            google.answersBy(body -> FakePlatform.Answer.of(
                    200, body.contains("FROM customer") ? "{\"results\":[]}" : "{\"results\":[" + rows + "]}"));
            googleUk("ON", "demo-developer-token", ",\"report.base-url\":\"" + google.address() + "\"");
            audits.look();
            AuditedAccount told = audits.of("google-uk").orElseThrow();
            assertThat(told.problem()).contains("more than 2000 conversion actions");
            assertThat(told.listing()).isNull();
        }
    }

    @Nested
    class The_findings {

        @Test
        void stand_on_the_accounts_page_the_worst_first_with_the_time() {
            audits.look();
            assertThat(admin.get("/ops/connections/account/google-ads/audit").body())
                    .containsSubsequence(
                            "2026-10-03 10:25 UTC",
                            "&#39;LeadLoop SQL&#39; is secondary in the account and primary in the plan",
                            "counts up to 30 days after the click",
                            "Contact form");
            assertThat(admin.get("/ops/destinations").body()).contains(": 2 findings.");
        }

        /** An action that was removed stays in the account's list for ever. */
        @Test
        void are_told_with_as_many_actions_as_the_page_shows() {
            admin.post("/ops/connections/account/google-ads/audit", List.of());
            String page = admin.get("/ops/connections/account/google-ads/audit").body();
            int shown = page.split("data-label=\"Click window\"", -1).length - 1;
            assertThat(admin.get("/ops/audit").body()).contains("It told " + shown + " actions; ");
        }

        /** The sandbox's Google counts what it takes. */
        @Test
        void stand_beside_what_the_platform_made_of_uploads() {
            house.leadReaches("used", "MQL", "2026-10-03T09:00:00Z", "gclid=used-g");
            house.settles();
            audits.look();
            assertThat(admin.get("/ops/connections/account/google-ads/audit").body())
                    .containsSubsequence("LeadLoop MQL", "1 of 1 used", "LeadLoop SQL");
        }

        @Test
        void stand_among_the_checks_of_the_pipeline_and_keep_nobody_from_publishing() {
            assertThat(admin.get("/ops/pipeline").body()).doesNotContain("is secondary in the account");
            audits.look();
            assertThat(admin.get("/ops/pipeline").body())
                    .containsSubsequence(
                            "Google Ads, action sql", "&#39;LeadLoop SQL&#39; is secondary in the account");
            thePlanTellsGoogleUk("1002");
        }

        @Test
        void need_somebody_only_where_an_action_is_missing_or_switched_off() {
            googleUk("ON", "demo-developer-token", "");
            audits.look();
            assertThat(admin.get("/ops/failures").body()).doesNotContain("google-ads/audit");
            thePlanTellsGoogleUk("4711");
            audits.look();
            assertThat(admin.get("/ops/failures").body())
                    .contains("Google UK:", "has no action &#39;4711&#39;", "href=\"" + AUDIT + "\"");
            thePlanTellsGoogleUk("1005");
            audits.look();
            assertThat(admin.get("/ops/failures").body()).contains("&#39;Old import&#39; is removed");
        }

        @Test
        void of_a_platform_without_a_list_are_none_and_the_page_says_so() {
            assertThat(admin.get("/ops/connections/account/google-ads-legacy/audit")
                            .body())
                    .containsPattern("typed by hand: <span>[^<]+</span> has no list by API");
        }

        @Test
        void of_a_platform_whose_keys_for_a_list_are_not_set_are_none_and_the_page_names_the_key() {
            assertThat(admin.get("/ops/connections/account/x/audit").body()).contains("<code>ad-account-id</code>");
            assertThat(admin.get("/ops/connections/account/reddit/audit").body())
                    .contains("<code>report.ad-account-id</code>");
        }

        @Test
        void about_a_pixel_stand_on_the_page_above_the_pixels_that_the_account_has() {
            AccountPixel has = new AccountPixel(
                    "pixel", "p-0", "Website", State.OFF, null, true, Instant.parse("2026-10-01T08:00:00Z"));
            store.keep(
                    "google-ads",
                    Listing.ofPixels(null, AccountPixel.named("pixel-id", "pixel", "p-1", List.of(has))),
                    List.of(),
                    clock.instant(),
                    clock.instant());
            assertThat(admin.get("/ops/connections/account/google-ads/audit").body())
                    .containsSubsequence(
                            "The pixel p-1, which pixel-id names, is not in the ad account&#39;s list",
                            "Pixels and tags of the account",
                            "not in the account",
                            "Website",
                            "switched off",
                            "2026-10-01 08:00 UTC");
        }
    }

    /** By the categories of Google's own catalogue. */
    @Test
    void an_old_import_that_is_primary_beside_ours_stands_on_the_page_and_among_the_checks_of_the_pipeline() {
        store.keep(
                "google-ads",
                new Listing(
                        "Demo",
                        List.of(),
                        List.of(
                                APlan.action("1002", "LeadLoop SQL", "QUALIFIED_LEAD", true, null),
                                APlan.action("77", "Old import", "QUALIFIED_LEAD", true, null)),
                        null),
                List.of(),
                clock.instant(),
                clock.instant());
        String words = "&#39;Old import&#39; is primary in the account too";
        assertThat(kinds("google-ads")).contains(Kind.OTHER_PRIMARY);
        assertThat(admin.get("/ops/connections/account/google-ads/audit").body())
                .containsSubsequence(words, "Make it secondary in the account");
        assertThat(admin.get("/ops/pipeline").body()).containsSubsequence("Google Ads, action sql", words);
    }

    @Nested
    class The_accounts_own_actions {

        @Test
        void are_offered_where_a_line_of_the_plan_is_typed() {
            assertThat(admin.get("/ops/pipeline/stage/SQL").body()).doesNotContain("datalist");
            audits.look();
            assertThat(admin.get("/ops/pipeline/stage/SQL").body())
                    .contains(
                            "list=\"actions-google-ads\"",
                            "<option value=\"sql\">LeadLoop SQL, Qualified lead, 1002</option>",
                            "<option value=\"sql\">LeadLoop SQL, Submit lead form, 502</option>")
                    .doesNotContain("Contact form", "Old import");
        }

        @Test
        void are_chosen_in_the_form_of_a_draft_that_was_asked() throws Exception {
            googleUk("DRAFT", "demo-developer-token", "");
            thePlanTellsGoogleUk("sql");
            assertThat(admin.get("/ops/connections/account/google-uk").body()).contains("<textarea");
            admin.post(AUDIT, List.of());
            assertThat(admin.get("/ops/connections/account/google-uk").body())
                    .contains(
                            "name=\"row.conversion-actions.0.name\" value=\"sql\"",
                            "<option value=\"1002\">LeadLoop SQL, Qualified lead, 1002</option>");
            Connection before =
                    connections.find(ConnectionKind.ACCOUNT, "google-uk").orElseThrow();
            List<Map.Entry<String, String>> typed = new ArrayList<>(List.of(
                    Map.entry("type", "google-ads"),
                    Map.entry("version", Integer.toString(before.version())),
                    Map.entry("state", "ON"),
                    Map.entry("name", "google-uk"),
                    Map.entry("row.conversion-actions.0.name", "sql"),
                    Map.entry("row.conversion-actions.0.value", "1002"),
                    Map.entry("row.conversion-actions.1.name", ""),
                    Map.entry("row.conversion-actions.1.value", "")));
            before.keys().forEach((key, value) -> typed.add(Map.entry("key." + key, value)));
            assertThat(admin.post("/ops/connections/account", typed).body()).contains("is on, on every node");
            assertThat(connections
                            .find(ConnectionKind.ACCOUNT, "google-uk")
                            .orElseThrow()
                            .keys())
                    .containsEntry("conversion-actions[sql]", "1002");
        }
    }
}
