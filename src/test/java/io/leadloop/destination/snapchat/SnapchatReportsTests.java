package io.leadloop.destination.snapchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.FakeReportApi.Answer;
import io.leadloop.destination.FakeReportApi.Asked;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Snapchat counted, as the statistics of an ad account tell it. */
class SnapchatReportsTests {

    private static final LocalDate UNTIL = LocalDate.parse("2026-10-03");
    private static final LocalDate FROM = UNTIL.minusDays(29);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T20:00:00Z"), ZoneOffset.UTC);

    private final FakeSnapchatStats snap = new FakeSnapchatStats();

    @AfterEach
    void close() {
        snap.close();
    }

    private SnapchatDestination destination(@Nullable String account, String refresh, @Nullable String source) {
        OutsideHttp http = new OutsideHttp(
                new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), CLOCK);
        SnapchatProperties uploads = new SnapchatProperties(
                snap.address(), "v3", "pixel", "upload-token", Map.of(), "OFFLINE", null, null, Duration.ofDays(37));
        SnapchatReportProperties report = new SnapchatReportProperties(
                snap.address(),
                "v1",
                account,
                "client",
                "secret",
                refresh,
                snap.address().resolve("/login/oauth2/access_token"),
                Map.of(
                        "SIGN_UP",
                        "conversion_sign_ups",
                        "PURCHASE",
                        "conversion_purchases",
                        "one",
                        "shared",
                        "other",
                        "shared"),
                Map.of("PURCHASE", "conversion_purchases_value"),
                source,
                "28_DAY",
                "1_DAY");
        return new SnapchatDestination(
                AccountName.of(SnapchatType.ID),
                uploads,
                report,
                http,
                new PlatformSettings(false, Map.of()),
                new TokensInMemory(),
                CLOCK);
    }

    private SnapchatDestination destination() {
        return destination("acc-1", "refresh", null);
    }

    private PlatformReports reports() {
        return destination().reports().orElseThrow();
    }

    private static String plain(java.math.BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    @Test
    void each_action_is_told_by_both_days_over_all_campaigns_and_pages() throws Exception {
        snap.page = 2;
        for (String campaign : new String[] {"c1", "c2", "c3"}) {
            snap.counted(campaign, "2026-10-01", "impression", "offline", "conversion_sign_ups", 2);
        }
        snap.counted("c1", "2026-10-02", "conversion", "offline", "conversion_purchases", 1);
        snap.counted("c1", "2026-10-02", "conversion", "offline", "conversion_purchases_value", 1_250_500_000L);
        snap.counted("c1", "2026-10-02", "conversion", "web", "conversion_sign_ups", 50);
        snap.counted("c1", "2026-10-04", "conversion", "offline", "conversion_sign_ups", 7);
        assertThat(reports().lines(FROM, UNTIL))
                .extracting(
                        Line::action,
                        it -> it.day().toString(),
                        Line::basis,
                        it -> plain(it.conversions()),
                        it -> plain(it.amount()),
                        Line::currency)
                .containsExactlyInAnyOrder(
                        tuple("SIGN_UP", "2026-10-01", Basis.CLICK, "6", "0", ""),
                        tuple("PURCHASE", "2026-10-02", Basis.CONVERSION, "1", "1250.5", "USD"));
        assertThat(reports().tells("CUSTOM_EVENT_1")).isFalse();
        assertThat(reports().tells("one")).as("a column that two actions share").isFalse();
    }

    @Test
    void fields_that_bear_their_source_are_read_too() throws Exception {
        snap.hasSuffix = true;
        snap.counted("c1", "2026-10-01", "conversion", "web", "conversion_sign_ups", 4);
        assertThat(destination("acc-1", "refresh", "web")
                        .reports()
                        .orElseThrow()
                        .lines(FROM, UNTIL))
                .singleElement()
                .satisfies(it -> assertThat(it.conversions()).isEqualByComparingTo("4"));
    }

    @Test
    void a_day_begins_at_midnight_of_the_account_also_where_the_clock_changes() throws Exception {
        snap.spent("c1", "2026-11-01", 1_000_000);
        snap.spent("c1", "2026-11-02", 2_000_000);
        snap.campaign("c1", "brand");
        assertThat(reports().zone()).contains(ZoneId.of("America/Los_Angeles"));
        assertThat(reports().spend(LocalDate.parse("2026-10-31"), LocalDate.parse("2026-11-01")))
                .extracting(it -> it.day().toString())
                .containsExactly("2026-11-01");
        Asked asked = snap.api().asked().get(snap.api().asked().size() - 1);
        assertThat(asked.of("start_time")).isEqualTo("2026-10-31T00:00:00.000-07:00");
        assertThat(asked.of("end_time")).isEqualTo("2026-11-02T00:00:00.000-08:00");
    }

    @Test
    void costs_are_told_by_the_campaigns_names_over_all_pages_and_the_accounts_days() throws Exception {
        snap.page = 1;
        // Its midnight lies on the day before, by UTC.
        snap.zone = "Asia/Tokyo";
        snap.campaign("c1", "brand");
        snap.campaign("c2", "doors & windows");
        snap.spent("c1", "2026-10-01", 12_340_000);
        snap.spent("c2", "2026-10-01", 1_000_000);
        snap.spent("gone", "2026-10-01", 500_000);
        assertThat(reports().spend(FROM, UNTIL))
                .extracting(it -> it.day().toString(), Spend::campaign, it -> plain(it.amount()), Spend::currency)
                .containsExactlyInAnyOrder(
                        tuple("2026-10-01", "brand", "12.34", "USD"),
                        tuple("2026-10-01", "doors & windows", "1", "USD"),
                        tuple("2026-10-01", null, "0.5", "USD"));
    }

    @Test
    void the_token_goes_to_no_other_host() {
        snap.page = 1;
        snap.otherHost = "http://localhost:1";
        snap.spent("c1", "2026-10-01", 1_000_000);
        snap.spent("c2", "2026-10-01", 1_000_000);
        assertThatThrownBy(() -> reports().spend(FROM, UNTIL)).hasMessageContaining("another host");
    }

    @Test
    void conversions_that_are_not_worked_out_for_days_are_no_loss() throws Exception {
        snap.processedUntil = "2026-09-28T00:00:00.000-07:00";
        assertThatThrownBy(() -> reports().lines(FROM, UNTIL)).hasMessageContaining("until 2026-09-28 only");
        assertThat(reports().spend(FROM, UNTIL)).isEmpty();
        snap.processedUntil = "2026-10-01T00:00:00.000-07:00";
        assertThat(reports().lines(FROM, UNTIL)).isEmpty();
    }

    @Test
    void a_success_that_hides_a_failure_is_none() {
        snap.hidesAFailure = true;
        assertThatThrownBy(() -> reports().lines(FROM, UNTIL)).hasMessageContaining("no success in its answer");
    }

    @ParameterizedTest
    @CsvSource({
        "401, E1001, new report.refresh-token",
        "403, E1004, snapchat-marketing-api",
        "404, E1005, check report.ad-account-id",
        "429, E1012, asked again tomorrow",
        "400, E1008, check report.columns",
        "500, E1000, asked again tomorrow"
    })
    void a_refusal_says_what_to_do_and_repeats_nothing_of_the_request(int status, String code, String words) {
        snap.api().answersInstead(FakeSnapchatStats.error(status, code));
        assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                .hasMessageContaining(code)
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret words")
                .hasMessageNotContaining("report-token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<html>| no report", "{\"timeseries_stats\":[]}| no success"})
    void an_answer_that_cannot_be_read_is_told(String body, String words) {
        snap.api().answersInstead(new Answer(200, body));
        assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(words);
    }

    @Test
    void a_revoked_sign_in_is_told() {
        assertThat(destination("acc-1", "gone", null).describe())
                .singleElement()
                .satisfies(it -> assertThat(it.words()).contains("invalid_grant", "new report.refresh-token"));
    }

    @Test
    void the_account_says_who_it_is_and_what_is_wrong_with_it() {
        assertThat(destination().describe())
                .singleElement()
                .satisfies(
                        it -> assertThat(it.words())
                                .isEqualTo(
                                        "The ad account is 'Alpine Doors', in USD, its days are those of America/Los_Angeles."));
        snap.status = "PENDING";
        snap.isTest = true;
        assertThat(destination().describe())
                .extracting(AccountTrial.Line::verdict)
                .containsExactly(AccountTrial.Verdict.PROVED, AccountTrial.Verdict.WRONG, AccountTrial.Verdict.WRONG);
        assertThat(destination(null, "refresh", null).describe())
                .singleElement()
                .satisfies(it -> assertThat(it.verdict()).isEqualTo(AccountTrial.Verdict.OPEN));
    }
}
