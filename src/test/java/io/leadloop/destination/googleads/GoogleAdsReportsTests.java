package io.leadloop.destination.googleads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.destination.PlatformReports.Line;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Google Ads counted, as the Google Ads API tells it. */
class GoogleAdsReportsTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC);
    private static final LocalDate FROM = LocalDate.parse("2026-09-01");
    private static final LocalDate UNTIL = LocalDate.parse("2026-10-03");

    private final FakePlatform google = new FakePlatform();

    @AfterEach
    void close() {
        google.close();
    }

    private GoogleAdsReports reports(@Nullable String developerToken, String... customers) {
        OutsideHttp http = new OutsideHttp(
                new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), CLOCK);
        GoogleAdsProperties account = new GoogleAdsProperties(
                google.address(),
                "v1",
                google.address().resolve("/token"),
                null,
                "client",
                "secret",
                "refresh",
                "123-456-7890",
                "99-88",
                Map.of("won", "1003", "mql", "1001", "one", "1009", "other", "1009"),
                "WEB",
                Duration.ofDays(90),
                Duration.ofHours(6),
                false);
        return new GoogleAdsReports(
                AccountName.of(GoogleAdsType.ID),
                account,
                new GoogleAdsReportProperties(google.address(), "v25", null, developerToken, List.of(customers)),
                http,
                new TokensInMemory(),
                CLOCK);
    }

    private static String row(String action, String day, String metrics) {
        return "{\"customer\":{\"resourceName\":\"customers/1\",\"currencyCode\":\"EUR\"},\"segments\":{\"date\":\""
                + day
                + "\",\"conversionAction\":\"customers/1/conversionActions/" + action + "\"},\"metrics\":{" + metrics
                + "}}";
    }

    private static Answer page(String next, String... rows) {
        return Answer.of(
                200,
                "{\"results\":[" + String.join(",", rows) + "]"
                        + (next.isEmpty() ? "" : ",\"nextPageToken\":\"" + next + "\"") + "}");
    }

    @Test
    void each_action_is_told_by_the_day_of_the_click_and_by_its_own_over_all_pages() throws Exception {
        google.answers(
                page(
                        "p2",
                        row(
                                "1001",
                                "2026-10-01",
                                "\"allConversions\":2.5,\"allConversionsValue\":50,"
                                        + "\"allConversionsByConversionDate\":3,\"allConversionsValueByConversionDate\":60")),
                page("", row("7777", "2026-10-02", "\"allConversions\":9,\"allConversionsByConversionDate\":0")));
        assertThat(reports("dev").lines(FROM, UNTIL))
                .extracting(
                        Line::action,
                        it -> it.day().toString(),
                        Line::basis,
                        it -> it.conversions().stripTrailingZeros().toPlainString(),
                        it -> it.amount().stripTrailingZeros().toPlainString(),
                        Line::currency)
                .containsExactlyInAnyOrder(
                        tuple("mql", "2026-10-01", Basis.CLICK, "2.5", "50", "EUR"),
                        tuple("mql", "2026-10-01", Basis.CONVERSION, "3", "60", "EUR"),
                        tuple("7777", "2026-10-02", Basis.CLICK, "9", "0", "EUR"));
        FakePlatform.Heard first = google.requests().get(0);
        assertThat(first.address()).isEqualTo("/v25/customers/1234567890/googleAds:search");
        assertThat(first.header("developer-token")).isEqualTo("dev");
        assertThat(first.header("login-customer-id")).isEqualTo("9988");
        assertThat(first.body()).contains("BETWEEN '2026-09-01' AND '2026-10-03'");
        assertThat(google.heard().get(1)).contains("\"pageToken\":\"p2\"");
    }

    @Test
    void an_id_that_two_actions_share_and_an_action_without_one_are_told_of_nobody() throws Exception {
        google.answers(
                page("", row("1009", "2026-10-01", "\"allConversions\":2,\"allConversionsByConversionDate\":2")));
        assertThat(reports("dev").lines(FROM, UNTIL)).extracting(Line::action).doesNotContain("one", "other");
        assertThat(java.util.List.of("won", "one", "other", "nowhere", "1009", "7777"))
                .filteredOn(reports("dev")::tells)
                .as("7777 is an action of the account that the plan names by its id")
                .containsExactly("won", "7777");
    }

    @Test
    void what_the_ads_cost_is_told_by_campaign_and_day_of_each_account() throws Exception {
        google.answers(
                page("p2", cost("Brand", "2026-10-01", "1234560000"), cost("Brand", "2026-10-02", "0")),
                page("", cost("Rest", "2026-10-02", "10000")),
                page("", cost("Below", "2026-10-02", "5000000")));
        assertThat(reports("dev", "1-1", "2-2").spend(FROM, UNTIL))
                .extracting(
                        it -> it.day().toString(),
                        PlatformReports.Spend::campaign,
                        it -> it.amount().toPlainString(),
                        PlatformReports.Spend::currency)
                .containsExactly(
                        tuple("2026-10-01", "Brand", "1234.5600", "EUR"),
                        tuple("2026-10-02", "Rest", "0.0100", "EUR"),
                        tuple("2026-10-02", "Below", "5.0000", "EUR"));
        assertThat(google.requests().get(0).address()).isEqualTo("/v25/customers/11/googleAds:search");
        assertThat(google.requests().get(2).address()).isEqualTo("/v25/customers/22/googleAds:search");
        assertThat(google.heard().get(0))
                .contains("metrics.cost_micros FROM campaign WHERE segments.date BETWEEN '2026-09-01' AND '2026-10-03'")
                .doesNotContain("conversion_action");
    }

    @ParameterizedTest
    @Timeout(30)
    @ValueSource(strings = {"much", "1E100000000"})
    void a_cost_that_is_no_number_or_of_too_many_digits_spoils_the_answer_at_once(String micros) {
        google.answers(page("", cost("Brand", "2026-10-01", micros)));
        assertThatThrownBy(() -> reports("dev").spend(FROM, UNTIL))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("no number");
    }

    private static String cost(String campaign, String day, String micros) {
        return "{\"customer\":{\"currencyCode\":\"EUR\"},\"campaign\":{\"name\":\"" + campaign
                + "\"},\"segments\":{\"date\":\"" + day + "\"},\"metrics\":{\"costMicros\":\"" + micros + "\"}}";
    }

    @Test
    void the_accounts_below_a_manager_are_added_up() throws Exception {
        String three = "\"allConversionsByConversionDate\":3";
        google.answers(page("", row("1003", "2026-10-01", three)), page("", row("1003", "2026-10-01", three)));
        assertThat(reports("dev", "111", "222").lines(FROM, UNTIL))
                .singleElement()
                .satisfies(it -> assertThat(it.conversions()).isEqualByComparingTo("6"));
    }

    @ParameterizedTest
    @CsvSource({
        "403, DEVELOPER_TOKEN_NOT_APPROVED, needs Basic access",
        "400, REQUESTED_METRICS_FOR_MANAGER, report.customer-ids",
        "403, USER_PERMISSION_DENIED, login-customer-id",
        "429, RESOURCE_EXHAUSTED, asked again tomorrow"
    })
    void a_refusal_says_what_to_do_and_repeats_nothing_of_the_request(int status, String code, String words) {
        google.answers(Answer.of(
                status,
                "{\"error\":{\"code\":" + status + ",\"status\":\"PERMISSION_DENIED\",\"message\":\"secret words\","
                        + "\"details\":[{\"errors\":[{\"errorCode\":{\"anError\":\"" + code + "\"}}]}]}}"));
        assertThatThrownBy(() -> reports("dev").lines(FROM, UNTIL))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining(code)
                .hasMessageContaining(words)
                .hasMessageNotContaining("secret words");
    }

    @Test
    void silence_a_refused_sign_in_and_an_answer_that_is_no_report_are_told() {
        google.answers(Answer.silence(), Answer.of(200, "<html>"));
        assertThatThrownBy(() -> reports("dev").lines(FROM, UNTIL)).hasMessageContaining("did not answer");
        assertThatThrownBy(() -> reports("dev").lines(FROM, UNTIL)).isInstanceOf(Unavailable.class);
        google.answersTokenRequests(Answer.of(400, "{\"error\":\"invalid_grant\"}"));
        assertThatThrownBy(() -> reports("dev").lines(FROM, UNTIL)).hasMessageContaining("scope adwords");
    }

    private static String worth(String currency, String amount) {
        return row(
                        "1003",
                        "2026-10-01",
                        "\"allConversionsByConversionDate\":1,\"allConversionsValueByConversionDate\":" + amount)
                .replace("EUR", currency);
    }

    @Test
    void another_currency_is_told_as_it_is() throws Exception {
        google.answers(
                page("", worth("JPY", "150000")),
                page("", cost("Brand", "2026-10-01", "9000000").replace("EUR", "JPY")));
        assertThat(reports("dev").lines(FROM, UNTIL)).singleElement().satisfies(it -> {
            assertThat(it.currency()).isEqualTo("JPY");
            assertThat(it.amount()).isEqualByComparingTo("150000");
        });
        assertThat(reports("dev").spend(FROM, UNTIL))
                .singleElement()
                .extracting(PlatformReports.Spend::currency)
                .isEqualTo("JPY");
    }

    /** Yen and dollars have no sum. */
    @Test
    void accounts_of_two_currencies_below_a_manager_are_not_added_up_as_if_they_had_one() throws Exception {
        google.answers(page("", worth("USD", "100")), page("", worth("JPY", "15000")));
        assertThat(reports("dev", "111", "222").lines(FROM, UNTIL)).isNotEmpty().allSatisfy(it -> {
            assertThat(it.currency()).isEmpty();
            assertThat(it.amount()).isZero();
        });
    }

    @Test
    void without_a_developer_token_it_is_off() {
        assertThat(reports(null).isOn()).isFalse();
        assertThat(reports("dev").isOn()).isTrue();
    }

    private static Answer customer(String zone) {
        return Answer.of(
                200, "{\"results\":[{\"customer\":{\"timeZone\":\"" + zone + "\",\"currencyCode\":\"EUR\"}}]}");
    }

    /** A report's days are those of the account in which the ads run (customer.time_zone, customer.proto v25). */
    @Test
    void its_days_are_those_of_the_accounts_calendar_where_all_have_one() throws Exception {
        google.answers(customer("America/New_York"));
        assertThat(reports("dev").zone()).contains(ZoneId.of("America/New_York"));
        google.answers(customer("Europe/Berlin"), customer("Europe/Berlin"));
        assertThat(reports("dev", "11", "12").zone()).contains(ZoneId.of("Europe/Berlin"));
        google.answers(customer("Europe/Berlin"), customer("Asia/Tokyo"));
        assertThat(reports("dev", "11", "12").zone()).isEmpty();
        google.answers(customer("Mars/Olympus"));
        assertThat(reports("dev").zone()).isEmpty();
    }
}
