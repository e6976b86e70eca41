package io.leadloop.destination.meta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.Destination;
import io.leadloop.destination.FakeReportApi.Answer;
import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.destination.PlatformReports.Line;
import io.leadloop.destination.PlatformReports.Spend;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Meta counted, as the insights of the Graph API tell it. */
class MetaReportsTests {

    private static final LocalDate FROM = LocalDate.parse("2026-09-06");
    private static final LocalDate UNTIL = LocalDate.parse("2026-10-03");
    private static final String SQL = "offsite_conversion.custom.77";
    private static final String WON = "offsite_conversion.fb_pixel_custom.Won";

    private final FakeMetaInsights meta = new FakeMetaInsights();
    private final OutsideHttp http = new OutsideHttp(
            new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), Clock.systemUTC());

    @AfterEach
    void close() {
        meta.close();
    }

    private MetaReportProperties report(@Nullable String account, @Nullable String token) {
        return new MetaReportProperties(
                null, account, token, Map.of("SQL", SQL, "Won", WON, "one", "shared", "other", "shared"));
    }

    private static MetaProperties account(URI base, String version) {
        return new MetaProperties(
                base,
                version,
                "900100",
                "dataset-token",
                "CRM",
                null,
                null,
                Duration.ofDays(90),
                Duration.ofDays(7),
                List.of(),
                0,
                0,
                null);
    }

    private MetaReports reports() {
        return reports("report-token");
    }

    private MetaReports reports(@Nullable String token) {
        return new MetaReports(
                AccountName.of(MetaType.ID), account(meta.address(), "v25.0"), report("123", token), http);
    }

    private List<AccountTrial.Line> described(@Nullable String account, @Nullable String token) {
        Destination destination = new MetaDestination(
                AccountName.of(MetaType.ID),
                account(meta.address(), "v25.0"),
                report(account, token),
                http,
                new PlatformSettings(false, Map.of()),
                Clock.systemUTC());
        return destination.describe();
    }

    private static String plain(java.math.BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    @Test
    void a_column_that_two_actions_share_is_told_of_neither() throws Exception {
        meta.counted("2026-10-01", "shared", "3", "60.50");
        assertThat(reports().lines(FROM, UNTIL)).isEmpty();
        assertThat(reports().tells("one")).isFalse();
        assertThat(reports().tells("SQL")).isTrue();
    }

    @Test
    void each_action_is_told_by_its_column_alone_and_of_a_day_that_nobody_knows() throws Exception {
        meta.counted("2026-10-01", SQL, "3", "60.50");
        // The same conversions again under another name: never added up.
        meta.counted("2026-10-01", "omni_custom", "3", "60.50");
        meta.countedCustom("2026-10-02", WON, "1", "900");
        meta.counted("2026-10-05", SQL, "9", "0");
        assertThat(reports().lines(FROM, UNTIL))
                .extracting(
                        Line::action,
                        it -> it.day().toString(),
                        Line::basis,
                        it -> plain(it.conversions()),
                        it -> plain(it.amount()),
                        Line::currency)
                .containsExactlyInAnyOrder(
                        tuple("SQL", "2026-10-01", Basis.UNKNOWN, "3", "60.5", "EUR"),
                        tuple("Won", "2026-10-02", Basis.UNKNOWN, "1", "900", "EUR"));
        assertThat(reports().bases()).containsExactly(Basis.UNKNOWN);
    }

    @Test
    void an_action_without_a_column_is_not_told() {
        assertThat(reports().tells("SQL")).isTrue();
        assertThat(reports().tells("MQL")).isFalse();
    }

    @Test
    void what_the_ads_cost_is_told_by_campaign_over_all_pages() throws Exception {
        meta.page = 2;
        for (int day = 1; day <= 3; day++) {
            meta.spent("2026-10-0" + day, "brand", "10.5" + day);
            meta.spent("2026-10-0" + day, "doors & windows", "4");
        }
        meta.spent("2026-10-03", "asleep", "0");
        assertThat(reports().spend(FROM, UNTIL))
                .extracting(it -> it.day().toString(), Spend::campaign, it -> plain(it.amount()), Spend::currency)
                .containsExactlyInAnyOrder(
                        tuple("2026-10-01", "brand", "10.51", "EUR"),
                        tuple("2026-10-01", "doors & windows", "4", "EUR"),
                        tuple("2026-10-02", "brand", "10.52", "EUR"),
                        tuple("2026-10-02", "doors & windows", "4", "EUR"),
                        tuple("2026-10-03", "brand", "10.53", "EUR"),
                        tuple("2026-10-03", "doors & windows", "4", "EUR"));
        assertThat(meta.api().asked()).hasSize(4);
    }

    @Test
    void a_report_that_is_too_large_for_one_answer_is_asked_for_in_halves() throws Exception {
        meta.mostDays = 10;
        for (int day = 10; day <= 30; day++) {
            meta.counted("2026-09-" + day, SQL, "1", "0");
        }
        assertThat(reports().lines(FROM, UNTIL)).hasSize(21);
    }

    @Test
    void days_and_money_are_those_of_the_account() throws Exception {
        meta.currency = "JPY";
        meta.zone = "Asia/Tokyo";
        meta.spent("2026-10-01", "brand", "12000");
        assertThat(reports().zone()).contains(ZoneId.of("Asia/Tokyo"));
        assertThat(reports().spend(FROM, UNTIL))
                .singleElement()
                .satisfies(it -> assertThat(it.currency()).isEqualTo("JPY"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 4, 0, is asked again tomorrow",
        "400, 17, 2446079, is asked again tomorrow",
        "400, 80000, 0, is asked again tomorrow",
        "401, 190, 463, set report.access-token to a new one",
        "403, 200, 0, needs the permission ads_read",
        "400, 100, 33, needs the permission ads_read",
        "400, 2635, 0, set api-version to a newer one",
        "400, 100, 0, check report.ad-account-id",
        "503, 2, 0, asked again tomorrow"
    })
    void a_refusal_says_what_to_do_and_repeats_nothing_of_the_request(int status, int code, int subcode, String words) {
        meta.api().answersInstead(FakeMetaInsights.error(status, code, subcode));
        assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("code " + code)
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("report-token");
    }

    @Test
    void the_token_of_a_dataset_reads_no_report_and_the_words_say_so() {
        assertThatThrownBy(() -> reports(null).lines(FROM, UNTIL)).hasMessageContaining("Events Manager");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>Sign in to the network</html>| no report",
                "{\"error\":null}| without data",
                "{\"data\":[{\"date_start\":\"yesterday\",\"date_stop\":\"yesterday\"}]}| without a day",
                "{\"data\":[{\"date_start\":\"2026-10-01\",\"date_stop\":\"2026-10-02\"}]}| more than one day",
                "{\"data\":[{\"date_start\":\"2026-10-01\",\"date_stop\":\"2026-10-01\",\"actions\":[{\"action_type\":"
                        + "\"offsite_conversion.custom.77\",\"value\":\"many\"}]}]}| cannot be read"
            })
    void an_answer_that_cannot_be_read_is_told_and_no_number_is_made_of_it(String body, String words) {
        meta.api().answersInstead(new Answer(200, body));
        assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(words);
    }

    @Test
    void silence_is_told() {
        meta.api().answersInstead(new Answer(0, ""));
        assertThatThrownBy(() -> reports().zone()).hasMessageContaining("did not answer");
    }

    @Test
    void it_is_off_without_the_ad_accounts_id() {
        assertThat(new MetaReports(
                                AccountName.of(MetaType.ID),
                                account(meta.address(), "v25.0"),
                                report(null, "report-token"),
                                http)
                        .isOn())
                .isFalse();
        assertThat(reports().isOn()).isTrue();
    }

    @Test
    void the_account_and_the_dataset_say_who_they_are() {
        assertThat(described("123", "report-token"))
                .extracting(AccountTrial.Line::verdict, AccountTrial.Line::words)
                .containsExactly(
                        tuple(
                                AccountTrial.Verdict.PROVED,
                                "The ad account is 'Alpine Doors', in EUR, its days are those of Europe/Berlin."),
                        tuple(
                                AccountTrial.Verdict.PROVED,
                                "The dataset is 'CRM events', its last event of 2026-10-02T08:00:00+0000."));
    }

    @Test
    void a_disabled_account_an_unavailable_dataset_and_a_token_without_the_right_are_wrong() {
        meta.status = 2;
        meta.isDatasetUnavailable = true;
        assertThat(described("act_123", "report-token"))
                .filteredOn(it -> it.verdict() == AccountTrial.Verdict.WRONG)
                .extracting(AccountTrial.Line::words)
                .satisfiesExactly(
                        it -> assertThat(it).contains("disabled (reason 3)"),
                        it -> assertThat(it).contains("unavailable"));
        assertThat(described("123", null)).singleElement().satisfies(it -> {
            assertThat(it.verdict()).isEqualTo(AccountTrial.Verdict.WRONG);
            assertThat(it.words()).contains("ads_read");
        });
        assertThat(described(null, null))
                .singleElement()
                .satisfies(it -> assertThat(it.verdict()).isEqualTo(AccountTrial.Verdict.OPEN));
    }
}
