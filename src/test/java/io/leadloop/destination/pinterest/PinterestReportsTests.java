package io.leadloop.destination.pinterest;

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
import io.leadloop.destination.pinterest.PinterestProperties.ActionSource;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Pinterest counted, as the analytics of an ad account tell it. */
class PinterestReportsTests {

    private static final LocalDate UNTIL = LocalDate.parse("2026-10-03");
    private static final LocalDate FROM = UNTIL.minusDays(29);
    private static final String ACTION = "TIME_OF_AD_ACTION";
    private static final String CONVERSION = "TIME_OF_CONVERSION";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:00:00Z"), ZoneOffset.UTC);

    private final FakePinterestAnalytics pinterest = new FakePinterestAnalytics(UNTIL);
    private final TokensInMemory tokens = new TokensInMemory();

    @AfterEach
    void close() {
        pinterest.close();
    }

    private PinterestDestination destination(
            @Nullable String token, @Nullable String refresh, Map<String, String> columns, int clickWindow) {
        OutsideHttp http = new OutsideHttp(
                new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), CLOCK);
        PinterestProperties account = new PinterestProperties(
                pinterest.address(),
                "v5",
                "549755885175",
                "conversion-token",
                Map.of("mql", "lead", "won", "checkout"),
                ActionSource.OFFLINE,
                null,
                Duration.ofDays(7),
                false);
        PinterestReportProperties report = new PinterestReportProperties(
                token,
                refresh == null ? null : "client",
                refresh == null ? null : "secret",
                refresh,
                pinterest.address().resolve("/v5/oauth/token"),
                columns,
                Map.of("won", "TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR"),
                clickWindow,
                30,
                1);
        return new PinterestDestination(
                AccountName.of(PinterestType.ID),
                account,
                report,
                http,
                new PlatformSettings(false, Map.of()),
                tokens,
                CLOCK);
    }

    private PinterestDestination destination(@Nullable String token) {
        return destination(token, null, Map.of("mql", "TOTAL_LEAD", "won", "TOTAL_CHECKOUT"), 30);
    }

    private PlatformReports reports() {
        return destination("report-token").reports().orElseThrow();
    }

    private static String plain(java.math.BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    @Test
    void a_column_that_two_actions_share_is_told_of_neither() throws Exception {
        pinterest.counted(ACTION, "2026-09-28", "TOTAL_LEAD", 4);
        PlatformReports shared = destination(
                        "report-token", null, Map.of("one", "TOTAL_LEAD", "other", "TOTAL_LEAD"), 30)
                .reports()
                .orElseThrow();
        assertThat(shared.tells("one")).isFalse();
        assertThat(shared.lines(FROM, UNTIL)).isEmpty();
    }

    @Test
    void each_action_is_told_by_the_day_of_the_ads_action_and_by_its_own() throws Exception {
        pinterest.counted(ACTION, "2026-09-28", "TOTAL_LEAD", 4);
        pinterest.counted(CONVERSION, "2026-10-01", "TOTAL_LEAD", 3);
        pinterest.counted(CONVERSION, "2026-10-02", "TOTAL_CHECKOUT", 1);
        pinterest.counted(CONVERSION, "2026-10-02", "TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR", 1_250_500_000L);
        pinterest.counted(CONVERSION, "2026-10-02", "TOTAL_LEAD", 0);
        assertThat(reports().lines(FROM, UNTIL))
                .extracting(
                        Line::action,
                        it -> it.day().toString(),
                        Line::basis,
                        it -> plain(it.conversions()),
                        it -> plain(it.amount()),
                        Line::currency)
                .containsExactlyInAnyOrder(
                        tuple("mql", "2026-09-28", Basis.CLICK, "4", "0", ""),
                        tuple("mql", "2026-10-01", Basis.CONVERSION, "3", "0", ""),
                        tuple("won", "2026-10-02", Basis.CONVERSION, "1", "1250.5", "EUR"));
        assertThat(reports().tells("sql")).isFalse();
    }

    @Test
    void costs_are_the_accounts_whole_days_in_its_currency() throws Exception {
        pinterest.currency = "GBP";
        pinterest.counted(ACTION, "2026-10-01", "SPEND_IN_MICRO_DOLLAR", 12_340_000);
        assertThat(reports().spend(FROM, UNTIL))
                .extracting(it -> it.day().toString(), Spend::campaign, it -> plain(it.amount()), Spend::currency)
                .containsExactly(tuple("2026-10-01", null, "12.34", "GBP"));
    }

    @Test
    void its_days_are_those_of_utc_and_as_many_as_its_windows_and_until_the_oldest_is_complete() throws Exception {
        assertThat(reports().zone()).contains(ZoneOffset.UTC);
        assertThat(reports().days()).isEqualTo(33);
        assertThat(destination("t", null, Map.of(), 60).reports().orElseThrow().days())
                .isEqualTo(63);
    }

    @Test
    void the_refresh_token_goes_with_basic_and_its_successor_is_kept() throws Exception {
        assertThat(destination(null, "refresh-1", Map.of(), 30)
                        .reports()
                        .orElseThrow()
                        .spend(FROM, UNTIL))
                .isEmpty();
        assertThat(tokens.newest("pinterest", "refresh-1")).isEqualTo("refresh-2");
    }

    @Test
    void a_refresh_token_that_has_ended_is_told() {
        assertThat(destination(null, "gone", Map.of(), 30).describe())
                .singleElement()
                .satisfies(it -> assertThat(it.words()).contains("invalid_grant", "Sign in again"));
    }

    @Test
    void the_conversion_token_reads_nothing_and_a_wrong_column_is_named() {
        assertThatThrownBy(() ->
                        destination("conversion-token").reports().orElseThrow().lines(FROM, UNTIL))
                .hasMessageContaining("conversion token");
        assertThatThrownBy(() -> destination("report-token", null, Map.of("mql", "LEADS_OF_MINE"), 30)
                        .reports()
                        .orElseThrow()
                        .lines(FROM, UNTIL))
                .hasMessageContaining("check report.columns");
    }

    @ParameterizedTest
    @CsvSource({
        "401, 2, report.refresh-token",
        "403, 29, Campaign Manager",
        "404, 50, check ad-account-id",
        "429, 8, asked again tomorrow",
        "500, 0, asked again tomorrow"
    })
    void a_refusal_says_what_to_do_and_repeats_nothing_of_the_request(int status, int code, String words) {
        pinterest.api().answersInstead(FakePinterestAnalytics.error(status, code));
        assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                .hasMessageContaining("code " + code)
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret words")
                .hasMessageNotContaining("report-token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<html>| no report", "{\"currency\":\"EUR\"}| no list of days"})
    void an_answer_that_cannot_be_read_is_told(String body, String words) {
        pinterest.api().answersInstead(new Answer(200, body));
        assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(words);
    }

    @Test
    void the_account_says_who_it_is() {
        assertThat(destination("report-token").describe())
                .extracting(AccountTrial.Line::verdict)
                .containsExactly(AccountTrial.Verdict.PROVED);
        pinterest.eventQuality = """
                [{"ingestion_source":"CONVERSIONS_API","lookback_period":"14d","overall_status":"NEEDS_WORK",
                  "quality_components":[],"source_platform":"OFFLINE"},
                 {"ingestion_source":"CONVERSIONS_API","overall_status":"<b>","source_platform":"WEB"}]
                """;
        assertThat(destination("report-token").describe())
                .extracting(AccountTrial.Line::words)
                .hasSize(2)
                .last()
                .asString()
                .endsWith("in the last 14 days, Offline: Needs work.");
        pinterest.eventQuality = "{}";
        assertThat(destination("report-token").describe())
                .as("a platform that gives no marks is no worse for it")
                .extracting(AccountTrial.Line::verdict)
                .containsExactly(AccountTrial.Verdict.PROVED, AccountTrial.Verdict.OPEN);
        pinterest.eventQuality = "[]";
        pinterest.currency = "UNK";
        assertThat(destination("report-token").describe())
                .extracting(AccountTrial.Line::verdict)
                .containsExactly(AccountTrial.Verdict.PROVED, AccountTrial.Verdict.WRONG);
        assertThat(destination((String) null).describe())
                .singleElement()
                .satisfies(it -> assertThat(it.verdict()).isEqualTo(AccountTrial.Verdict.OPEN));
    }
}
