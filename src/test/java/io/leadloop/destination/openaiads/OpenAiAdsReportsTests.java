package io.leadloop.destination.openaiads;

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

/** What OpenAI counted and what its ads cost, against its Ads API; the account keeps the days of New York. */
class OpenAiAdsReportsTests {

    private static final Instant NOW = Instant.parse("2026-10-03T10:25:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final LocalDate FROM = LocalDate.parse("2026-09-01");
    private static final LocalDate UNTIL = LocalDate.parse("2026-10-03");

    private final FakeOpenAiReporting openAi = new FakeOpenAiReporting(NOW);

    @AfterEach
    void close() {
        openAi.close();
    }

    private OpenAiAdsReports reports() {
        return reports("ads-key", 30);
    }

    private OpenAiAdsReports reports(@Nullable String key, int windowDays) {
        return new OpenAiAdsReports(
                AccountName.of(OpenAiAdsType.ID),
                new OpenAiAdsProperties(
                        openAi.address(),
                        "v1",
                        "pixel",
                        "conversions-key",
                        Map.of("mql", "lead_created", "won", "order_created", "demo", "shared", "call", "shared"),
                        "offline",
                        null,
                        OpenAiAdsProperties.UserSchema.SEPTEMBER,
                        "leadloop",
                        null,
                        Duration.ofDays(7),
                        false),
                new OpenAiAdsReportProperties(openAi.address(), "v1", key, windowDays, 1),
                new OutsideHttp(
                        new HttpSettings(Duration.ofSeconds(20), Duration.ofSeconds(20)), new ObjectMapper(), CLOCK),
                CLOCK);
    }

    @Nested
    class A_report {

        @Test
        void tells_each_event_under_its_action_by_the_interaction_and_by_its_own_day() throws Exception {
            openAi.counted("ad_event_time", "2026-09-01", "lead_created", 3, "null")
                    .counted("conversion_time", "2026-10-02", "lead_created", 2, "\"45.5\"")
                    .counted("ad_event_time", "2026-09-02", "order_created", 1, "1000")
                    .counted("ad_event_time", "2026-09-02", "newsletter", 9, "0");
            assertThat(reports().lines(FROM, UNTIL))
                    .extracting(
                            Line::action,
                            it -> it.day().toString(),
                            Line::basis,
                            it -> it.conversions().intValue(),
                            it -> it.amount().stripTrailingZeros().toPlainString(),
                            Line::currency)
                    .containsExactlyInAnyOrder(
                            tuple("mql", "2026-09-01", Basis.CLICK, 3, "0", ""),
                            tuple("mql", "2026-10-02", Basis.CONVERSION, 2, "45.5", "USD"),
                            tuple("won", "2026-09-02", Basis.CLICK, 1, "1000", "USD"),
                            tuple("newsletter", "2026-09-02", Basis.CLICK, 9, "0", "USD"));
            assertThat(reports().bases()).containsExactlyInAnyOrder(Basis.CLICK, Basis.CONVERSION);
            assertThat(reports().zone()).contains(ZoneId.of("America/New_York"));
        }

        @Test
        void tells_neither_of_two_actions_that_share_an_event() throws Exception {
            openAi.counted("ad_event_time", "2026-09-02", "shared", 9, "0");
            assertThat(reports().lines(FROM, UNTIL)).extracting(Line::action).doesNotContain("demo", "call");
            assertThat(reports().tells("call")).isFalse();
            assertThat(reports().tells("mql")).isTrue();
        }

        /** The range is in whole days of New York, which the fake holds; the third is not over there. */
        @Test
        void is_of_days_that_are_over_in_the_accounts_calendar() throws Exception {
            openAi.counted("ad_event_time", "2026-10-02", "lead_created", 1, "null");
            assertThat(reports().lines(FROM, UNTIL))
                    .extracting(it -> it.day().toString())
                    .containsExactly("2026-10-02");
            assertThat(reports().lines(UNTIL, UNTIL)).isEmpty();
            assertThat(reports().spend(UNTIL, UNTIL)).isEmpty();
        }

        @Test
        void that_is_too_large_is_read_in_halves() throws Exception {
            for (int day = 1; day <= 30; day++) {
                openAi.counted("ad_event_time", "2026-09-" + (day < 10 ? "0" : "") + day, "lead_created", day, "null");
            }
            openAi.givesAtMost(4);
            assertThat(reports().lines(FROM, UNTIL))
                    .hasSize(30)
                    .allSatisfy(it -> assertThat(it.conversions())
                            .isEqualByComparingTo(Integer.toString(it.day().getDayOfMonth())));
        }

        @Test
        void of_one_day_that_is_too_large_is_left_to_a_file() {
            openAi.counted("ad_event_time", "2026-09-01", "a", 1, "null")
                    .counted("ad_event_time", "2026-09-01", "b", 1, "null")
                    .givesAtMost(1);
            assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                    .hasMessageContaining("2026-09-01")
                    .hasMessageContaining("CSV");
        }

        @Test
        void of_costs_is_by_campaign_and_day_over_all_pages() throws Exception {
            openAi.cost("2026-09-01", "Spring", "18.42")
                    .cost("2026-09-01", "Autumn", "0")
                    .cost("2026-09-02", "Spring", "null")
                    .cost("2026-09-02", "Autumn", "14.86")
                    .cost("2026-10-02", "", "1.5")
                    .givesAtMost(2);
            assertThat(reports().spend(FROM, UNTIL))
                    .extracting(
                            it -> it.day().toString(),
                            Spend::campaign,
                            it -> it.amount().stripTrailingZeros().toPlainString(),
                            Spend::currency)
                    .containsExactly(
                            tuple("2026-09-01", "Spring", "18.42", "USD"),
                            tuple("2026-09-02", "Autumn", "14.86", "USD"),
                            tuple("2026-10-02", "cmpn_1", "1.5", "USD"));
        }

        @Test
        void of_days_that_changed_late_tells_what_holds_now() throws Exception {
            OpenAiAdsReports reports = reports();
            openAi.counted("ad_event_time", "2026-09-01", "lead_created", 1, "null");
            reports.lines(FROM, UNTIL);
            openAi.forgets();
            openAi.counted("ad_event_time", "2026-09-01", "lead_created", 4, "null");
            assertThat(reports.lines(FROM, UNTIL))
                    .singleElement()
                    .satisfies(it -> assertThat(it.conversions()).isEqualByComparingTo("4"));
        }
    }

    @Nested
    class A_refusal {

        @ParameterizedTest
        @CsvSource({
            "401, make a new Ads API key",
            "403, not the Conversions API key",
            "404, ask OpenAI to enable it",
            "429, in some minutes",
            "500, asked again tomorrow"
        })
        void says_what_to_do_and_repeats_nothing(int status, String words) {
            openAi.answersNext(FakeOpenAiReporting.refusal(status));
            assertThatThrownBy(() -> reports().lines(FROM, UNTIL))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("a_code")
                    .hasMessageContaining(words)
                    .hasMessageNotContaining("secret words");
        }

        @Test
        void of_a_window_that_openai_does_not_have_names_the_key() {
            assertThatThrownBy(() -> reports("ads-key", 28).lines(FROM, UNTIL))
                    .hasMessageContaining("report.attribution-window-days");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<html>",
                    "{}",
                    "{\"data\":[{\"attributed_events\":[]}]}",
                    "{\"data\":[{\"date\":\"2026-09-01\",\"attributed_events\":[{\"event_name\":\"lead_created\"}]}]}",
                    "{\"data\":[{\"date\":\"2026-09-01\",\"attributed_events\":[{\"event_name\":\"lead_created\","
                            + "\"attributed_event_count\":1,\"attributed_event_value_amount\":\"much\"}]}]}"
                })
        void is_what_cannot_be_read(String answer) {
            openAi.answersNext(Answer.of(200, "{\"currency_code\":\"USD\",\"timezone\":\"America/New_York\"}"));
            openAi.answersNext(Answer.of(200, answer));
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
                            "The ad account is 'Brand US', in USD, its days are those of America/New_York."));
        }

        @Test
        void whose_key_was_revoked_is_wrong_and_without_a_key_is_not_asked() {
            assertThat(reports("revoked", 30).describe())
                    .singleElement()
                    .satisfies(it -> assertThat(it.verdict()).isEqualTo(Verdict.WRONG));
            OpenAiAdsReports off = reports(null, 30);
            assertThat(off.isOn()).isFalse();
            assertThat(off.describe())
                    .singleElement()
                    .satisfies(it -> assertThat(it.verdict()).isEqualTo(Verdict.OPEN));
        }
    }
}
