package io.leadloop.destination.tiktok;

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
import io.leadloop.http.HttpSettings;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What TikTok counted and what its ads cost, against its report. */
class TikTokReportsTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-03T10:25:00Z"), ZoneOffset.UTC);
    private static final LocalDate FROM = LocalDate.parse("2026-09-02");
    private static final LocalDate UNTIL = LocalDate.parse("2026-10-03");

    private final FakeTikTokReporting tikTok = new FakeTikTokReporting();

    @AfterEach
    void close() {
        tikTok.close();
    }

    private TikTokReports reports(Map<String, String> columns, Map<String, String> values) {
        return reports("report-token", "700", columns, values);
    }

    private TikTokReports reports(
            @Nullable String token,
            @Nullable String advertiser,
            Map<String, String> columns,
            Map<String, String> values) {
        return new TikTokReports(
                AccountName.of(TikTokType.ID),
                new TikTokProperties(
                        tikTok.address(),
                        "v1.3",
                        "events-token",
                        "PIXEL",
                        null,
                        null,
                        URI.create("https://example.com/"),
                        "CRM",
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Duration.ofDays(28),
                        Duration.ofDays(28),
                        null),
                new TikTokReportProperties(token, advertiser, columns, values, 30),
                new OutsideHttp(
                        new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), CLOCK),
                CLOCK);
    }

    @Nested
    class A_report {

        @Test
        void tells_an_action_by_the_day_of_the_interaction_and_by_that_of_the_conversion() throws Exception {
            tikTok.reports("2026-09-30", Map.of("conversion", "3", "real_time_conversion", "1"))
                    .reports("2026-10-02", Map.of("conversion", "0", "real_time_conversion", "2"));
            TikTokReports reports = reports(Map.of("lead", "conversion"), Map.of());
            assertThat(reports.lines(FROM, UNTIL))
                    .extracting(
                            Line::action,
                            it -> it.day().toString(),
                            Line::basis,
                            it -> it.conversions().intValue(),
                            Line::currency)
                    .containsExactlyInAnyOrder(
                            tuple("lead", "2026-09-30", Basis.CLICK, 3, ""),
                            tuple("lead", "2026-09-30", Basis.CONVERSION, 1, ""),
                            tuple("lead", "2026-10-02", Basis.CONVERSION, 2, ""));
            assertThat(reports.bases()).containsExactlyInAnyOrder(Basis.CLICK, Basis.CONVERSION);
        }

        @Test
        void of_a_single_event_is_told_by_the_interaction_only_with_its_value_in_the_accounts_currency()
                throws Exception {
            tikTok.reports("2026-09-30", Map.of("complete_payment", "2", "total_complete_payment", "125000"));
            TikTokReports reports = reports(Map.of("won", "complete_payment"), Map.of("won", "total_complete_payment"));
            assertThat(reports.lines(FROM, UNTIL)).singleElement().satisfies(it -> {
                assertThat(it.basis()).isEqualTo(Basis.CLICK);
                assertThat(it.amount()).isEqualByComparingTo("125000");
                assertThat(it.currency()).isEqualTo("JPY");
            });
            assertThat(reports.bases()).containsExactly(Basis.CLICK);
        }

        @Test
        void of_actions_with_and_without_a_twin_is_told_by_the_interaction_so_that_no_day_looks_lost()
                throws Exception {
            tikTok.reports(
                    "2026-09-30", Map.of("conversion", "3", "real_time_conversion", "1", "complete_payment", "1"));
            TikTokReports reports = reports(Map.of("lead", "conversion", "won", "complete_payment"), Map.of());
            assertThat(reports.bases()).containsExactly(Basis.CLICK);
            assertThat(reports.lines(FROM, UNTIL)).extracting(Line::basis).containsOnly(Basis.CLICK);
        }

        @Test
        void guesses_no_metric_and_shares_none_between_two_actions() {
            assertThatThrownBy(() -> reports(Map.of(), Map.of()).lines(FROM, UNTIL))
                    .hasMessageContaining("leadloop.destinations.tiktok.report.columns");
            TikTokReports shared = reports(Map.of("mql", "conversion", "sql", "conversion", "won", "result"), Map.of());
            assertThat(shared.tells("won")).isTrue();
            assertThat(shared.tells("mql")).isFalse();
            assertThat(shared.tells("other")).isFalse();
        }

        @Test
        void of_costs_is_by_campaign_and_day() throws Exception {
            tikTok.reports("2026-09-02", Map.of("spend", "1200", "campaign_name", "Spring"))
                    .reports("2026-10-02", Map.of("spend", "300", "campaign_name", ""))
                    .reports("2026-10-02", Map.of("spend", "0.00", "campaign_name", "Off"));
            assertThat(reports(Map.of(), Map.of()).spend(FROM, UNTIL))
                    .extracting(
                            it -> it.day().toString(),
                            Spend::campaign,
                            it -> it.amount().stripTrailingZeros().toPlainString(),
                            Spend::currency)
                    .containsExactly(
                            tuple("2026-09-02", "Spring", "1200", "JPY"), tuple("2026-10-02", "1800", "300", "JPY"));
        }

        @Test
        void has_pages_and_is_asked_for_thirty_days_at_a_time() throws Exception {
            for (int i = 0; i < 5; i++) {
                tikTok.reports("2026-09-10", Map.of("conversion", "1"));
            }
            tikTok.reports("2026-10-02", Map.of("conversion", "1")).givesRowsOfAPage(2);
            assertThat(reports(Map.of("lead", "conversion"), Map.of()).lines(FROM, UNTIL))
                    .extracting(
                            it -> it.day().toString(), it -> it.conversions().intValue())
                    .containsExactly(tuple("2026-09-10", 5), tuple("2026-10-02", 1));
            assertThat(tikTok.requests()).hasSize(4);
        }

        /** It is 10:25 UTC on the third, and still the second twelve hours to the west. */
        @Test
        void does_not_ask_for_a_day_that_may_not_have_begun_in_the_accounts_calendar() throws Exception {
            reports(Map.of("lead", "conversion"), Map.of()).lines(UNTIL.minusDays(2), UNTIL);
            assertThat(tikTok.requests())
                    .singleElement()
                    .satisfies(it -> assertThat(it.query().get("end_date")).containsExactly("2026-10-02"));
        }

        @Test
        void of_days_that_changed_late_tells_what_holds_now() throws Exception {
            TikTokReports reports = reports(Map.of("lead", "conversion"), Map.of());
            tikTok.reports("2026-09-10", Map.of("conversion", "1"));
            reports.lines(FROM, UNTIL);
            tikTok.forgets();
            tikTok.reports("2026-09-10", Map.of("conversion", "4"));
            assertThat(reports.lines(FROM, UNTIL))
                    .singleElement()
                    .satisfies(it -> assertThat(it.conversions()).isEqualByComparingTo("4"));
        }
    }

    @Nested
    class A_refusal {

        @ParameterizedTest
        @CsvSource({
            "40100, in some minutes",
            "40133, in some minutes",
            "40105, authorise the app again",
            "40001, the permission Reporting",
            "40002, report.columns",
            "50000, asked again tomorrow"
        })
        void says_what_to_do_and_repeats_nothing(int code, String words) {
            tikTok.answersNext(FakeTikTokReporting.refusal(code));
            assertThatThrownBy(() ->
                            reports(Map.of("lead", "conversion"), Map.of()).lines(FROM, UNTIL))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining(Integer.toString(code))
                    .hasMessageContaining(words)
                    .hasMessageNotContaining("secret words");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<html>",
                    "{\"code\":0}",
                    "{\"code\":0,\"data\":{\"list\":[]}}",
                    "{\"code\":0,\"data\":{\"list\":[{\"dimensions\":{},\"metrics\":{}}],\"page_info\":{\"total_page\":1}}}",
                    "{\"code\":0,\"data\":{\"list\":[{\"dimensions\":{\"stat_time_day\":\"2026-09-10 00:00:00\"},"
                            + "\"metrics\":{\"conversion\":\"many\"}}],\"page_info\":{\"total_page\":1}}}"
                })
        void is_what_cannot_be_read(String answer) {
            tikTok.answersNext(Answer.of(200, answer));
            assertThatThrownBy(() ->
                            reports(Map.of("lead", "conversion"), Map.of()).lines(FROM, UNTIL))
                    .isInstanceOf(Unavailable.class);
        }

        /** Java's client asks a GET again by itself. */
        @Test
        void is_not_silence() {
            for (int i = 0; i < 10; i++) {
                tikTok.answersNext(Answer.silence());
            }
            assertThatThrownBy(() ->
                            reports(Map.of("lead", "conversion"), Map.of()).lines(FROM, UNTIL))
                    .hasMessageContaining("did not answer");
        }
    }

    @Nested
    class The_account {

        @Test
        void is_named_with_currency_and_zone_which_is_its_calendar() {
            TikTokReports reports = reports(Map.of(), Map.of());
            assertThat(reports.describe())
                    .containsExactly(new AccountTrial.Line(
                            Verdict.PROVED, "The advertiser is 'Brand JP', in JPY, its days are those of Asia/Tokyo."));
            assertThat(reports.zone()).contains(ZoneId.of("Asia/Tokyo"));
        }

        @Test
        void that_is_stopped_or_not_seen_is_wrong() {
            tikTok.isStopped();
            assertThat(reports(Map.of(), Map.of()).describe())
                    .anySatisfy(it -> assertThat(it.words()).contains("not active (STATUS_LIMIT)"));
            assertThat(reports("report-token", "701", Map.of(), Map.of()).describe())
                    .singleElement()
                    .satisfies(it -> assertThat(it.verdict()).isEqualTo(Verdict.WRONG));
        }

        /** The token may read reports and not the account. */
        @Test
        void whose_zone_is_not_told_stops_no_report() {
            tikTok.answersNext(FakeTikTokReporting.refusal(40001));
            assertThat(reports(Map.of(), Map.of()).zone()).isEmpty();
        }

        @Test
        void without_a_token_for_reports_is_not_asked() {
            TikTokReports reports = reports(null, null, Map.of(), Map.of());
            assertThat(reports.isOn()).isFalse();
            assertThat(reports.describe())
                    .singleElement()
                    .satisfies(it -> assertThat(it.verdict()).isEqualTo(Verdict.OPEN));
            assertThat(tikTok.requests()).isEmpty();
            assertThatThrownBy(() -> reports("token", null, Map.of(), Map.of()))
                    .hasMessageContaining("leadloop.destinations.tiktok.report.advertiser-id");
        }
    }
}
