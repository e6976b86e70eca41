package io.leadloop.destination.microsoftads;

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
import io.leadloop.http.AccessToken;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.PublicAddresses;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Microsoft Advertising counted and what its ads cost, against its Reporting API. */
class MicrosoftAdsReportsTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC);
    private static final LocalDate FROM = LocalDate.parse("2026-09-01");
    private static final LocalDate UNTIL = LocalDate.parse("2026-10-03");

    private final FakeMicrosoftReporting microsoft = new FakeMicrosoftReporting();
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void close() {
        microsoft.close();
    }

    private MicrosoftAdsReports reports() {
        return reports("AllConversions");
    }

    private MicrosoftAdsReports reports(String column) {
        MicrosoftAdsProperties account = new MicrosoftAdsProperties(
                microsoft.address(),
                "v13",
                microsoft.address().resolve("/token"),
                "https://ads.microsoft.com/msads.manage offline_access",
                "developer",
                "7654321",
                "1234567",
                "client",
                "secret",
                "refresh",
                Map.of("won", "Won deal", "mql", "Qualified lead", "demo", "Shared", "call", "Shared"),
                false,
                Duration.ofDays(90),
                Duration.ofDays(90),
                Duration.ofHours(1));
        OutsideHttp http = new OutsideHttp(
                new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), CLOCK);
        AccessToken token = AccessToken.byRefreshToken(
                "microsoft-ads",
                new AccessToken.Client("client", "secret", "refresh", account.tokenUri(), account.scope()),
                new TokensInMemory(),
                http,
                CLOCK);
        return new MicrosoftAdsReports(
                AccountName.of(MicrosoftAdsType.ID),
                account,
                new MicrosoftAdsReportProperties(
                        true,
                        null,
                        null,
                        column,
                        "AllRevenue",
                        ZoneOffset.UTC,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20)),
                new MicrosoftAdsCalls(account, http, token),
                new PublicAddresses(host -> new InetAddress[] {InetAddress.getByAddress(new byte[] {10, 0, 0, 7})}),
                pauses::add);
    }

    private List<String> steps() {
        return microsoft.requests().stream()
                .map(it -> it.path().replaceAll(".*/", ""))
                .toList();
    }

    @Nested
    class A_report {

        @Test
        void tells_each_goal_under_its_action_by_the_day_of_the_click_in_the_accounts_currency() throws Exception {
            microsoft
                    .counted("Won deal", "2026-09-01", "2", "1,250.50")
                    .counted("Won deal", "2026-09-01", "1", "")
                    .counted("Qualified lead", "2026-10-03", "0.5", "--")
                    .counted("Newsletter", "2026-09-02", "9", "0");
            assertThat(reports().lines(FROM, UNTIL))
                    .extracting(
                            Line::action,
                            it -> it.day().toString(),
                            Line::basis,
                            it -> it.conversions().stripTrailingZeros().toPlainString(),
                            it -> it.amount().stripTrailingZeros().toPlainString(),
                            Line::currency)
                    .containsExactlyInAnyOrder(
                            tuple("won", "2026-09-01", Basis.CLICK, "3", "1250.5", "CHF"),
                            tuple("mql", "2026-10-03", Basis.CLICK, "0.5", "0", "CHF"),
                            tuple("Newsletter", "2026-09-02", Basis.CLICK, "9", "0", "CHF"));
            assertThat(reports().bases()).containsExactly(Basis.CLICK);
            assertThat(reports().zone()).contains(ZoneOffset.UTC);
        }

        @Test
        void tells_neither_of_two_actions_that_share_a_goal() throws Exception {
            microsoft.counted("Shared", "2026-09-01", "2", "0");
            assertThat(reports().lines(FROM, UNTIL)).extracting(Line::action).doesNotContain("demo", "call");
            assertThat(reports().tells("demo")).isFalse();
            assertThat(reports().tells("won")).isTrue();
            assertThat(reports().tells("A goal's own name")).isTrue();
        }

        @Test
        void of_costs_is_by_campaign_and_day_without_columns_of_goals() throws Exception {
            microsoft.cost("Brand", "2026-09-30", "12.34").cost("Generic", "2026-09-30", "0.00");
            assertThat(reports().spend(FROM, UNTIL))
                    .extracting(
                            Spend::campaign,
                            it -> it.day().toString(),
                            it -> it.amount().stripTrailingZeros().toPlainString(),
                            Spend::currency)
                    .containsExactly(tuple("Brand", "2026-09-30", "12.34", "CHF"));
            assertThat(microsoft.requests().get(0).body()).doesNotContain("Goal");
        }

        @Test
        void that_holds_nothing_has_no_file() throws Exception {
            assertThat(reports().lines(FROM, UNTIL)).isEmpty();
            assertThat(reports().spend(FROM, UNTIL)).isEmpty();
            assertThat(steps()).containsExactly("Submit", "Poll", "Submit", "Poll");
        }

        @Test
        void of_days_that_changed_late_tells_what_holds_now() throws Exception {
            MicrosoftAdsReports reports = reports();
            microsoft.counted("Won deal", "2026-09-01", "1", "100");
            reports.lines(FROM, UNTIL);
            microsoft.forgets();
            microsoft.counted("Won deal", "2026-09-01", "4", "400");
            assertThat(reports.lines(FROM, UNTIL))
                    .singleElement()
                    .satisfies(it -> assertThat(it.conversions()).isEqualByComparingTo("4"));
        }

        @Test
        void with_american_days_and_lines_above_and_below_is_read_too() throws Exception {
            microsoft.counted("Won deal", "9/7/2026", "1", "0");
            microsoft.keepsHeaderAndFooter();
            assertThat(reports().lines(FROM, UNTIL))
                    .singleElement()
                    .satisfies(it -> assertThat(it.day()).isEqualTo("2026-09-07"));
        }

        @Test
        void asks_for_a_column_that_microsoft_does_not_know_and_says_which_keys_to_check() {
            assertThatThrownBy(() -> reports("Conversionz").lines(FROM, UNTIL))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("report.conversions-column");
        }
    }

    @Nested
    class While_it_is_being_made {

        @Test
        void it_is_asked_for_every_five_seconds() throws Exception {
            microsoft.counted("Won deal", "2026-09-01", "1", "0").isPendingFor(3);
            assertThat(reports().lines(FROM, UNTIL)).hasSize(1);
            assertThat(pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
        }

        @Test
        void longer_than_the_limit_it_is_left_and_goes_on_where_it_stood() throws Exception {
            microsoft.counted("Won deal", "2026-09-01", "1", "0").isPendingFor(6);
            MicrosoftAdsReports reports = reports();
            assertThatThrownBy(() -> reports.lines(FROM, UNTIL)).hasMessageContaining("still making the report");
            assertThat(pauses).hasSize(4);
            assertThat(reports.lines(FROM, UNTIL)).hasSize(1);
            assertThat(steps()).containsOnlyOnce("Submit");
        }

        @Test
        void it_may_fail_and_the_next_time_it_is_made_anew() throws Exception {
            microsoft.counted("Won deal", "2026-09-01", "1", "0").ends("Error");
            MicrosoftAdsReports reports = reports();
            assertThatThrownBy(() -> reports.lines(FROM, UNTIL)).hasMessageContaining("could not make the report");
            microsoft.ends("Success");
            assertThat(reports.lines(FROM, UNTIL)).hasSize(1);
            assertThat(steps()).filteredOn("Submit"::equals).hasSize(2);
        }
    }

    @Nested
    class A_refusal {

        @ParameterizedTest
        @CsvSource({
            "105, InvalidCredentials, Connect with Microsoft",
            "109, AuthenticationTokenExpired, Connect with Microsoft",
            "106, UserIsNotAuthorized, User management",
            "2003, ReportingServiceAccountNotAuthorized, User management",
            "117, CallRateExceeded, in some minutes",
            "207, ConcurrentRequestOverLimit, in some minutes",
            "0, InternalError, asked again tomorrow"
        })
        void says_what_to_do_and_repeats_nothing(int code, String name, String words) {
            microsoft.answersNext(FakeMicrosoftReporting.fault(code, name));
            microsoft.answersNext(FakeMicrosoftReporting.fault(code, name));
            assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining(name)
                    .hasMessageContaining(words)
                    .hasMessageNotContaining("secret words");
        }

        @Test
        void of_the_sign_in_asks_to_sign_in_again() {
            microsoft.platform().answersTokenRequests(Answer.of(400, "{\"error\":\"invalid_grant\"}"));
            assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                    .hasMessageContaining("invalid_grant")
                    .hasMessageContaining("Connect with Microsoft");
        }

        @Test
        void is_not_silence() {
            microsoft.answersNext(Answer.silence());
            assertThatThrownBy(() -> reports().lines(FROM, UNTIL)).hasMessageContaining("did not answer");
        }

        @ParameterizedTest
        @ValueSource(strings = {"<html>", "{}", "{\"ReportRequestId\":\" \"}", "[]"})
        void is_what_cannot_be_read(String answer) {
            microsoft.answersNext(Answer.of(200, answer));
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
                            "The account is 'Brand DE', in CHF, its days are those of"
                                    + " AmsterdamBerlinBernRomeStockholmVienna (Microsoft's own name); its reports count"
                                    + " days in UTC."));
        }

        @Test
        void that_is_paused_or_not_seen_is_wrong_and_an_answer_of_something_else_is_open() {
            microsoft.saysOfTheAccount(
                    Answer.of(
                            200,
                            "{\"Account\":{\"Name\":\"B\",\"CurrencyCode\":\"EUR\",\"AccountLifeCycleStatus\":\"Suspended\"}}"));
            assertThat(reports().describe()).anySatisfy(it -> is(it, Verdict.WRONG, "not active (Suspended)"));
            microsoft.saysOfTheAccount(FakeMicrosoftReporting.fault(106, "UserIsNotAuthorized"));
            assertThat(reports().describe()).singleElement().satisfies(it -> is(it, Verdict.WRONG, "User management"));
            microsoft.saysOfTheAccount(Answer.of(502, "<html>"));
            assertThat(reports().describe()).singleElement().satisfies(it -> is(it, Verdict.OPEN, "HTTP 502"));
        }

        private static void is(AccountTrial.Line line, Verdict verdict, String words) {
            assertThat(line.verdict()).isEqualTo(verdict);
            assertThat(line.words()).contains(words);
        }
    }
}
