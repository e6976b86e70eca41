package io.leadloop.destination.linkedin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.FakeReportApi.Answer;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.destination.PlatformReports.Line;
import io.leadloop.destination.PlatformReports.Spend;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.destination.TokensInMemory;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What LinkedIn counted, as its ad analytics tell it. */
class LinkedInReportsTests {

    private static final LocalDate FROM = LocalDate.parse("2026-07-06");
    private static final LocalDate UNTIL = LocalDate.parse("2026-10-03");

    private final FakeLinkedInAnalytics linkedIn = new FakeLinkedInAnalytics();

    @AfterEach
    void close() {
        linkedIn.close();
    }

    private LinkedInDestination destination(
            @Nullable String accessToken,
            @Nullable String refreshToken,
            String version,
            LinkedInReportProperties report) {
        OutsideHttp http = new OutsideHttp(
                new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)),
                new ObjectMapper(),
                Clock.systemUTC());
        LinkedInProperties account = new LinkedInProperties(
                linkedIn.address(),
                version,
                linkedIn.address().resolve("/token"),
                accessToken,
                refreshToken == null ? null : "client",
                refreshToken == null ? null : "secret",
                refreshToken,
                Map.of("SQL", "2002", "Won", "2003", "odd", "a rule", "one", "2009", "other", "2009"),
                Duration.ofDays(90),
                Duration.ofDays(90));
        return new LinkedInDestination(
                AccountName.of(LinkedInType.ID),
                account,
                report,
                http,
                new PlatformSettings(false, Map.of()),
                new TokensInMemory(),
                Clock.systemUTC());
    }

    private static LinkedInReportProperties report(@Nullable String account, @Nullable String token, String metric) {
        return new LinkedInReportProperties(account, token, metric, Basis.UNKNOWN);
    }

    private PlatformReports reports(LinkedInReportProperties report) {
        return destination("upload-token", null, "202609", report).reports().orElseThrow();
    }

    private PlatformReports reports() {
        return reports(report("55", "report-token", "externalWebsiteConversions"));
    }

    private static String plain(java.math.BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    @Test
    void a_conversion_rule_is_the_action_that_is_sent_to_it() throws Exception {
        linkedIn.counted("2026-10-01", "2002", 5, 3, "250.00");
        linkedIn.counted("2026-10-01", "777", 9, 9, "0");
        linkedIn.counted("2026-10-04", "2002", 1, 1, "0");
        assertThat(reports().lines(FROM, UNTIL))
                .extracting(
                        Line::action,
                        it -> it.day().toString(),
                        Line::basis,
                        it -> plain(it.conversions()),
                        it -> plain(it.amount()),
                        Line::currency)
                .containsExactly(
                        tuple("SQL", "2026-10-01", Basis.UNKNOWN, "5", "250", "EUR"),
                        tuple("777", "2026-10-01", Basis.UNKNOWN, "9", "0", "EUR"));
        assertThat(reports().tells("SQL")).isTrue();
        assertThat(reports().tells("777")).isTrue();
        assertThat(reports().tells("odd")).isFalse();
        assertThat(reports().tells("MQL")).isFalse();
    }

    @Test
    void a_rule_that_two_actions_share_is_told_of_neither() throws Exception {
        linkedIn.counted("2026-10-01", "2009", 5, 3, "250.00");
        assertThat(reports().lines(FROM, UNTIL)).extracting(Line::action).doesNotContain("one", "other");
        assertThat(reports().tells("one")).isFalse();
        assertThat(reports().tells("other")).isFalse();
    }

    @Test
    void those_after_a_click_alone_are_a_matter_of_configuration() throws Exception {
        linkedIn.counted("2026-10-01", "2002", 5, 3, "250.00");
        assertThat(reports(report("55", "report-token", "externalWebsitePostClickConversions"))
                        .lines(FROM, UNTIL))
                .singleElement()
                .satisfies(it -> assertThat(it.conversions()).isEqualByComparingTo("3"));
    }

    @Test
    void costs_are_the_accounts_whole_days_in_its_currency() throws Exception {
        linkedIn.currency = "CHF";
        linkedIn.spent("2026-10-01", "120.25");
        linkedIn.spent("2026-10-02", "0");
        assertThat(reports().spend(FROM, UNTIL))
                .extracting(it -> it.day().toString(), Spend::campaign, it -> plain(it.amount()), Spend::currency)
                .containsExactly(tuple("2026-10-01", null, "120.25", "CHF"));
    }

    @Test
    void an_answer_that_may_be_cut_off_is_asked_for_in_halves() throws Exception {
        linkedIn.most = 15_000;
        for (int day = 1; day <= 30; day++) {
            for (int rule = 0; rule < 600; rule++) {
                linkedIn.counted("2026-09-" + (day < 10 ? "0" : "") + day, String.valueOf(5000 + rule), 1, 1, "0");
            }
        }
        assertThat(reports().lines(FROM, UNTIL)).hasSize(18_000);
    }

    @Test
    void nothing_at_all_may_be_a_missing_right_and_is_no_nought() throws Exception {
        assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("r_ads_reporting");
        linkedIn.spent("2026-10-01", "1");
        assertThat(reports().lines(FROM, UNTIL)).isEmpty();
    }

    @Test
    void it_signs_in_as_the_destination_does_where_it_has_no_token_of_its_own() throws Exception {
        linkedIn.spent("2026-10-01", "1");
        PlatformReports reports = destination(
                        null, "refresh", "202609", report("55", null, "externalWebsiteConversions"))
                .reports()
                .orElseThrow();
        assertThat(reports.spend(FROM, UNTIL)).hasSize(1);
        assertThat(destination(null, "gone", "202609", report("55", null, "externalWebsiteConversions"))
                        .describe())
                .singleElement()
                .satisfies(it -> assertThat(it.words()).contains("invalid_grant", "Sign in again"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, REVOKED_ACCESS_TOKEN, sign in again",
        "403, ACCESS_DENIED, scopes r_ads_reporting and r_ads",
        "404, NOT_FOUND, check report.ad-account-id",
        "426, NONEXISTENT_VERSION, set api-version",
        "429, TOO_MANY_REQUESTS, asked again tomorrow",
        "400, ILLEGAL_ARGUMENT, report.conversions",
        "500, SERVER_ERROR, asked again tomorrow"
    })
    void a_refusal_says_what_to_do_and_repeats_nothing_of_the_request(int status, String code, String words) {
        linkedIn.api().answersInstead(FakeLinkedInAnalytics.error(status, code));
        assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                .hasMessageContaining(code)
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret words")
                .hasMessageNotContaining("report-token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<html>| no report", "{\"name\":\"x\"}| without elements", "[]| without elements"})
    void an_answer_that_cannot_be_read_is_told(String body, String words) {
        linkedIn.api().answersInstead(new Answer(200, body));
        assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(words);
    }

    @Test
    void a_line_without_a_day_is_told() {
        linkedIn.counted("2026-10-01", "2002", 5, 3, "many");
        assertThatThrownBy(() -> reports().lines(FROM, UNTIL)).hasMessageContaining("cannot be read");
    }

    @Test
    void the_account_says_who_it_is_and_what_is_wrong_with_it() {
        LinkedInDestination destination =
                destination("upload-token", null, "202609", report("55", "report-token", "externalWebsiteConversions"));
        assertThat(destination.describe())
                .extracting(AccountTrial.Line::verdict)
                .containsExactly(AccountTrial.Verdict.PROVED);
        linkedIn.status = "CANCELLED";
        linkedIn.isTest = true;
        assertThat(destination.describe())
                .extracting(AccountTrial.Line::words)
                .satisfiesExactly(
                        it -> assertThat(it).contains("Alpine Doors", "EUR", "UTC"),
                        it -> assertThat(it).contains("CANCELLED"),
                        it -> assertThat(it).contains("test account"));
        assertThat(destination("upload-token", null, "202609", report(null, null, "x"))
                        .describe())
                .singleElement()
                .satisfies(it -> assertThat(it.verdict()).isEqualTo(AccountTrial.Verdict.OPEN));
    }
}
