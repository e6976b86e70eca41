package io.leadloop.destination.reddit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.AccountTrial.Verdict;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.destination.PlatformReports.Line;
import io.leadloop.destination.PlatformReports.Spend;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.TokensInMemory;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Reddit counted and what its ads cost, against its reports. */
class RedditReportsTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC);
    private static final LocalDate FROM = LocalDate.parse("2026-09-10");
    private static final LocalDate UNTIL = LocalDate.parse("2026-10-03");
    private static final Map<String, String> ACTIONS =
            Map.of("mql", "LEAD", "won", "PURCHASE", "sql", "Sales qualified");

    private final FakeRedditReporting reddit = new FakeRedditReporting();

    @AfterEach
    void close() {
        reddit.close();
    }

    private RedditReports reports() {
        return reports("refresh", ACTIONS, Map.of(), Basis.UNKNOWN);
    }

    private RedditReports reports(
            @Nullable String refreshToken,
            Map<String, String> actions,
            Map<String, List<String>> columns,
            Basis basis) {
        boolean on = refreshToken != null;
        return new RedditReports(
                AccountName.of(RedditType.ID),
                new RedditProperties(
                        reddit.address(),
                        "v3",
                        "a2_pixel",
                        "conversion-token",
                        actions,
                        RedditProperties.ActionSource.OTHER,
                        null,
                        Duration.ofHours(167),
                        null),
                new RedditReportProperties(
                        on ? "a2_abc" : null,
                        on ? "client" : null,
                        on ? "secret" : null,
                        refreshToken,
                        reddit.address().resolve("/access_token"),
                        "server:leadloop:1",
                        columns,
                        Map.of(),
                        basis),
                new OutsideHttp(
                        new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), CLOCK),
                new TokensInMemory(),
                CLOCK);
    }

    @Nested
    class A_report {

        @Test
        void tells_clicks_and_views_of_a_tracking_type_with_its_value_and_leaves_the_day_of_counting_open()
                throws Exception {
            reddit.reports(
                    "2026-10-01",
                    Map.of(
                            "conversion_lead_clicks", 2,
                            "conversion_lead_views", 1,
                            "conversion_lead_total_value", 12_345,
                            "conversion_purchase_clicks", 1));
            assertThat(reports().lines(FROM, UNTIL))
                    .extracting(
                            Line::action,
                            it -> it.day().toString(),
                            Line::basis,
                            it -> it.conversions().intValue(),
                            it -> it.amount().stripTrailingZeros().toPlainString(),
                            Line::currency)
                    .containsExactlyInAnyOrder(
                            tuple("mql", "2026-10-01", Basis.UNKNOWN, 3, "123.45", "GBP"),
                            tuple("won", "2026-10-01", Basis.UNKNOWN, 1, "0", "GBP"));
            assertThat(reports().bases()).containsExactly(Basis.UNKNOWN);
        }

        @Test
        void is_dated_as_the_operator_says_who_knows_it() throws Exception {
            reddit.reports("2026-10-01", Map.of("conversion_lead_clicks", 2));
            RedditReports reports = reports("refresh", ACTIONS, Map.of(), Basis.CLICK);
            assertThat(reports.bases()).containsExactly(Basis.CLICK);
            assertThat(reports.lines(FROM, UNTIL)).extracting(Line::basis).containsExactly(Basis.CLICK);
        }

        @Test
        void of_a_custom_event_is_told_only_by_the_fields_that_are_configured() throws Exception {
            assertThat(reports().tells("sql")).isFalse();
            reddit.reports("2026-10-01", Map.of("key_conversion_total_count", 7));
            RedditReports configured =
                    reports("refresh", ACTIONS, Map.of("sql", List.of("KEY_CONVERSION_TOTAL_COUNT")), Basis.UNKNOWN);
            assertThat(configured.tells("sql")).isTrue();
            assertThat(configured.lines(FROM, UNTIL))
                    .extracting(Line::action, it -> it.conversions().intValue(), Line::currency)
                    .containsExactly(tuple("sql", 7, ""));
        }

        @Test
        void tells_neither_of_two_actions_that_share_a_tracking_type() {
            RedditReports shared = reports("refresh", Map.of("mql", "LEAD", "sql", "LEAD"), Map.of(), Basis.UNKNOWN);
            assertThat(shared.tells("mql")).isFalse();
            assertThatThrownBy(() -> shared.lines(FROM, UNTIL))
                    .hasMessageContaining("leadloop.destinations.reddit.report.columns");
        }

        @Test
        void of_costs_is_by_campaign_with_its_name_where_one_is_known() throws Exception {
            reddit.reports("2026-10-01", Map.of("spend", 12_340_000, "campaign_id", "c1"))
                    .reports("2026-10-01", Map.of("spend", 500_000, "campaign_id", "gone"))
                    .reports("2026-10-02", Map.of("spend", 0, "campaign_id", "c1"));
            assertThat(reports().spend(FROM, UNTIL))
                    .extracting(
                            Spend::campaign,
                            it -> it.amount().stripTrailingZeros().toPlainString(),
                            Spend::currency)
                    .containsExactly(tuple("Spring", "12.34", "GBP"), tuple("gone", "0.5", "GBP"));
        }

        @Test
        void has_pages_whose_address_is_taken_as_it_is_told() throws Exception {
            for (int day = 10; day < 15; day++) {
                reddit.reports("2026-09-" + day, Map.of("conversion_lead_clicks", 1));
            }
            reddit.givesRowsOfAPage(2);
            assertThat(reports().lines(FROM, UNTIL)).hasSize(5);
            assertThat(reddit.requests())
                    .filteredOn(it -> it.path().endsWith("/reports"))
                    .hasSize(3)
                    .allSatisfy(it -> assertThat(it.body())
                            .isEqualTo(reddit.requests().get(2).body()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://evil.example/api/v3/ad_accounts/a2_abc/reports?page.token=1",
                    "http://localhost:1/api/v3/ad_accounts/a2_abc/reports?page.token=1",
                    "no address"
                })
        void whose_next_page_is_elsewhere_is_not_followed_there(String address) {
            reddit.reports("2026-09-10", Map.of("conversion_lead_clicks", 1))
                    .reports("2026-09-11", Map.of("conversion_lead_clicks", 1))
                    .givesRowsOfAPage(1);
            reddit.namesNextPage(address);
            assertThatThrownBy(() -> reports().lines(FROM, UNTIL)).hasMessageContaining("not of its own API");
        }

        /** India's day begins at half past of UTC, and Reddit rounds to the hour. */
        @Test
        void holds_whole_days_of_the_accounts_calendar_and_no_others() throws Exception {
            reddit.keepsDaysOf("Asia/Kolkata");
            reddit.reports("2026-09-09", Map.of("conversion_lead_clicks", 1))
                    .reports("2026-09-10", Map.of("conversion_lead_clicks", 2))
                    .reports("2026-10-03", Map.of("conversion_lead_clicks", 3))
                    .reports("2026-10-04", Map.of("conversion_lead_clicks", 4));
            RedditReports reports = reports();
            assertThat(reports.lines(FROM, UNTIL))
                    .extracting(it -> it.day().toString())
                    .containsExactly("2026-09-10", "2026-10-03");
            assertThat(reports.zone()).contains(ZoneId.of("Asia/Kolkata"));
            assertThat(reddit.requests().get(2).body())
                    .contains("\"starts_at\":\"2026-09-09T18:00:00Z\"", "\"ends_at\":\"2026-10-03T19:00:00Z\"");
        }

        @Test
        void of_days_that_changed_late_tells_what_holds_now() throws Exception {
            RedditReports reports = reports();
            reddit.reports("2026-09-10", Map.of("conversion_lead_clicks", 1));
            reports.lines(FROM, UNTIL);
            reddit.forgets();
            reddit.reports("2026-09-10", Map.of("conversion_lead_clicks", 4));
            assertThat(reports.lines(FROM, UNTIL))
                    .singleElement()
                    .satisfies(it -> assertThat(it.conversions()).isEqualByComparingTo("4"));
        }
    }

    @Nested
    class A_refusal {

        @ParameterizedTest
        @CsvSource({
            "403, scope adsread",
            "404, report.ad-account-id",
            "429, in some minutes",
            "400, report.columns",
            "503, asked again tomorrow"
        })
        void says_what_to_do_and_repeats_nothing(int status, String words) throws Exception {
            RedditReports reports = reports();
            reports.zone();
            reddit.answersNext(FakeRedditReporting.refusal(status));
            assertThatThrownBy(() -> reports.lines(FROM, UNTIL))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("HTTP " + status)
                    .hasMessageContaining(words)
                    .hasMessageNotContaining("secret words");
        }

        @Test
        void of_a_revoked_token_asks_for_a_new_one() {
            assertThatThrownBy(() ->
                            reports("revoked", ACTIONS, Map.of(), Basis.UNKNOWN).lines(FROM, UNTIL))
                    .hasMessageContaining("invalid_grant")
                    .hasMessageContaining("duration=permanent");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<html>",
                    "{}",
                    "{\"data\":{}}",
                    "{\"data\":{\"metrics\":[{\"date\":\"soon\"}]}}",
                    "{\"data\":{\"metrics\":[{\"date\":\"2026-10-01\",\"conversion_lead_clicks\":\"many\"}]}}"
                })
        void is_what_cannot_be_read(String answer) {
            reddit.answersNext(Answer.of(
                    200, "{\"access_token\":\"report-token\",\"expires_in\":86400,\"token_type\":\"bearer\"}"));
            reddit.answersNext(Answer.of(200, "{\"data\":{\"currency\":\"GBP\",\"time_zone_id\":\"Europe/London\"}}"));
            reddit.answersNext(Answer.of(200, answer));
            assertThatThrownBy(() -> reports().lines(FROM, UNTIL)).isInstanceOf(Unavailable.class);
        }
    }

    @Nested
    class The_account {

        @Test
        void is_named_with_currency_and_zone() {
            assertThat(reports().describe())
                    .containsExactly(new AccountTrial.Line(
                            Verdict.PROVED,
                            "The ad account is 'Brand UK', in GBP, its days are those of Europe/Berlin."));
        }

        @Test
        void that_is_stopped_is_wrong_and_without_keys_is_not_asked() {
            reddit.isStopped();
            assertThat(reports().describe()).anySatisfy(it -> {
                assertThat(it.verdict()).isEqualTo(Verdict.WRONG);
                assertThat(it.words()).contains("SUSPENDED");
            });
            RedditReports off = reports(null, ACTIONS, Map.of(), Basis.UNKNOWN);
            assertThat(off.isOn()).isFalse();
            assertThat(off.describe())
                    .singleElement()
                    .satisfies(it -> assertThat(it.verdict()).isEqualTo(Verdict.OPEN));
        }
    }
}
