package io.leadloop.destination.microsoftads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Microsoft Advertising; the golden cases speak with enhanced conversions switched on. */
class MicrosoftAdsContractTests extends DestinationContract {

    private static final MicrosoftAdsReportProperties REPORT = new MicrosoftAdsReportProperties(
            false, null, null, "AllConversions", "AllRevenue", ZoneOffset.UTC, Duration.ZERO, Duration.ZERO);

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return speakingTo(platform, settings, properties(platform.address(), "refresh", true));
    }

    private Destination speakingTo(
            FakePlatform platform, PlatformSettings settings, MicrosoftAdsProperties properties) {
        return new MicrosoftAdsDestination(
                AccountName.of(MicrosoftAdsType.ID), properties, REPORT, http, settings, tokens, CLOCK);
    }

    private static MicrosoftAdsProperties properties(URI base, @Nullable String refreshToken, boolean enhanced) {
        return new MicrosoftAdsProperties(
                base,
                "v13",
                base.resolve("/token"),
                "https://ads.microsoft.com/msads.manage offline_access",
                "developer",
                "7654321",
                "1234567",
                "client",
                "secret",
                refreshToken,
                Map.of("won", "Won deal", "mql", "Qualified lead"),
                enhanced,
                Duration.ofDays(90),
                Duration.ofDays(90),
                Duration.ofHours(1));
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, "{\"PartialErrors\":[]}");
    }

    @Override
    protected int requestsForOneBadRow() {
        return 1;
    }

    @Override
    protected int requestsWhenRefused() {
        return 2;
    }

    @Override
    protected boolean takesAnyClick() {
        return false;
    }

    @Override
    protected Answer badToken() {
        return fault(401, 105, "InvalidCredentials", null);
    }

    @Override
    protected Answer spoiled() {
        return Answer.of(400, "{\"Message\":\"The request is invalid.\"}");
    }

    private static Answer fault(int status, int code, String name, @Nullable String retryAfter) {
        return new Answer(
                status,
                "{\"Type\":\"AdApiFaultDetail\",\"Errors\":[{\"Code\":%d,\"ErrorCode\":\"%s\",\"Message\":\"m\"}]}"
                        .formatted(code, name),
                retryAfter);
    }

    @Override
    protected Answer answerFor(JsonNode events, Predicate<JsonNode> isBad) {
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (isBad.test(events.get(i))) {
                errors.add("{\"Index\":%d,\"Code\":5604,\"Message\":\"m\"}".formatted(i));
            }
        }
        return Answer.of(200, "{\"PartialErrors\":[" + String.join(",", errors) + "]}");
    }

    @Override
    protected String eventsAt() {
        return "/OfflineConversions";
    }

    /** Microsoft counts a click once for each goal and time; the time is what could move. */
    @Override
    protected String keyAt() {
        return "/ConversionTime";
    }

    @Override
    protected String clickKind() {
        return "msclkid";
    }

    @Override
    protected String click(int number) {
        return "DD4afccc-b1c9-4a4c-ad95-%012d".formatted(number);
    }

    @Test
    void half_the_keys_stop_the_start_and_name_what_is_missing() {
        assertThatThrownBy(() -> properties(URI.create("http://localhost"), null, false)
                        .isOn(AccountName.of(MicrosoftAdsType.ID)))
                .hasMessageContaining("leadloop.destinations.microsoft-ads.refresh-token");
    }

    @Test
    void the_account_is_told_in_headers() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            speakingTo(platform).upload(uploads(1));
            FakePlatform.Heard heard = platform.requests().get(0);
            assertThat(heard.address()).isEqualTo("/CampaignManagement/v13/OfflineConversions/Apply");
            assertThat(heard.header("Authorization")).isEqualTo("Bearer fake-token");
            assertThat(heard.header("DeveloperToken")).isEqualTo("developer");
            assertThat(heard.header("CustomerId")).isEqualTo("7654321");
            assertThat(heard.header("CustomerAccountId")).isEqualTo("1234567");
        }
    }

    @Test
    void a_replaced_refresh_token_is_kept() {
        Answer rotated = Answer.of(
                200,
                "{\"access_token\":\"a\",\"refresh_token\":\"next\",\"expires_in\":3600,\"token_type\":\"Bearer\"}");
        try (FakePlatform platform = new FakePlatform().answers(taken(1)).answersTokenRequests(rotated)) {
            speakingTo(platform).upload(uploads(1));
            assertThat(tokens.newest("microsoft-ads", "refresh")).isEqualTo("next");
        }
    }

    @Test
    void without_enhanced_conversions_no_contact_is_told_and_none_matches() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            Destination destination =
                    speakingTo(platform, TEST_HOUSE, properties(platform.address(), "refresh", false));
            Upload byClick = uploads(1).get(0);
            Upload byContact = new Upload(byClick.conversion(), byClick.lead(), null, List.of(), null);
            assertThat(destination.profile().matching().takesContact()).isFalse();
            assertThat(destination.upload(List.of(byClick, byContact)))
                    .extracting(UploadResult::code)
                    .containsExactly("OK", "NO_IDENTIFIER");
            assertThat(platform.heard()).hasSize(1);
            assertThat(platform.heard().get(0)).doesNotContain("Hashed");
        }
    }

    @Test
    void a_new_value_and_a_retraction_are_adjustments_of_the_conversion_that_microsoft_has() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1), taken(2))) {
            List<Upload> steps = uploads(3);
            Upload restated = Adjustments.of(steps.get(1), ConversionType.RESTATEMENT, "5000", Duration.ofDays(2));
            Upload retracted = Adjustments.of(steps.get(2), ConversionType.RETRACTION, null, Duration.ofDays(-1));
            assertThat(speakingTo(platform).upload(List.of(steps.get(0), restated, retracted)))
                    .allMatch(it -> it.outcome() == Outcome.ACCEPTED);
            assertThat(platform.requests())
                    .extracting(FakePlatform.Heard::address)
                    .containsExactly(
                            "/CampaignManagement/v13/OfflineConversions/Apply",
                            "/CampaignManagement/v13/OfflineConversionAdjustments/Apply");
            String mails = "\"HashedEmailAddress\":\"";
            assertThat(platform.heard().get(1))
                    .contains("\"ConversionName\":\"Won deal\",\"ConversionTime\":\"2026-10-03T10:20:30Z\","
                            + "\"MicrosoftClickId\":\"" + click(1) + "\"," + mails)
                    .contains("\"AdjustmentType\":\"Restate\",\"AdjustmentTime\":\"2026-10-05T10:20:30Z\","
                            + "\"AdjustmentValue\":5000,\"AdjustmentCurrencyCode\":\"JPY\"}")
                    .endsWith("\"AdjustmentType\":\"Retract\",\"AdjustmentTime\":\"2026-10-03T10:20:30Z\"}]}");
        }
    }

    @Test
    void a_restatement_without_a_value_is_not_sent() {
        try (FakePlatform platform = new FakePlatform()) {
            Upload restated = Adjustments.of(uploads(1).get(0), ConversionType.RESTATEMENT, null, Duration.ofDays(1));
            assertThat(speakingTo(platform).upload(List.of(restated)).get(0).code())
                    .isEqualTo("NO_VALUE");
            assertThat(platform.heard()).isEmpty();
        }
    }

    @Test
    void delays_are_the_rows_own_or_the_whole_accounts() {
        try (FakePlatform platform = new FakePlatform()
                .answers(
                        Answer.of(200, "{\"PartialErrors\":[{\"Index\":0,\"Code\":5615},{\"Index\":1,\"Code\":5614}]}"),
                        fault(400, 117, "CallRateExceeded", null))) {
            Destination destination = speakingTo(platform);
            List<UploadResult> rows = destination.upload(uploads(2));
            assertThat(rows)
                    .extracting(UploadResult::retryAfter)
                    .containsExactly(Duration.ofHours(2), Duration.ofMinutes(10));
            assertThat(rows).noneMatch(UploadResult::forAll);
            UploadResult throttled = destination.upload(uploads(1)).get(0);
            assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(60));
            assertThat(throttled.forAll()).isTrue();
        }
    }

    @Test
    void of_several_errors_of_a_row_the_worst_counts_whichever_comes_first() {
        String later = "{\"Index\":0,\"Code\":5614,\"ErrorCode\":\"FutureConversionTimeCannotBeSet\"}";
        String never = "{\"Index\":0,\"Code\":5604,\"ErrorCode\":\"OfflineConversionCurrencyCodeInvalid\"}";
        for (String errors : List.of(later + "," + never, never + "," + later)) {
            Answer answer = Answer.of(200, "{\"PartialErrors\":[" + errors + "]}");
            try (FakePlatform platform = new FakePlatform().answers(answer)) {
                assertThat(speakingTo(platform).upload(uploads(2)))
                        .extracting(UploadResult::code)
                        .containsExactly("OfflineConversionCurrencyCodeInvalid", "OK");
            }
        }
    }

    @Test
    void a_fault_of_the_account_decides_before_one_of_a_row() {
        String row = "{\"Code\":5604,\"ErrorCode\":\"OfflineConversionCurrencyCodeInvalid\"}";
        String account = "{\"Code\":5613,\"ErrorCode\":\"OfflineConversionPilotNotEnabledForCustomer\"}";
        Answer answer = Answer.of(400, "{\"OperationErrors\":[" + row + "," + account + "]}");
        try (FakePlatform platform = new FakePlatform().answers(answer)) {
            assertThat(speakingTo(platform).upload(uploads(2)))
                    .extracting(UploadResult::outcome)
                    .containsOnly(Outcome.BLOCKED);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"BatchErrors\":[{\"Index\":7,\"Code\":5604}]}', RETRY UNEXPECTED_ANSWER",
        "200, '{\"BatchErrors\":[{\"Index\":1,\"Code\":5604}]}', RETRY UNEXPECTED_ANSWER",
        "200, '{\"BatchErrors\":[{\"Index\":0,\"Code\":5604}]}', REJECTED 5604",
        "200, '{\"PartialErrors\":[{\"Index\":1,\"Code\":5604}]}', RETRY UNEXPECTED_ANSWER",
        "200, '{\"PartialErrors\":[{\"Index\":-1,\"Code\":5604}]}', RETRY UNEXPECTED_ANSWER",
        "200, '{\"PartialErrors\":[{\"Index\":\"0\",\"Code\":5604}]}', RETRY UNEXPECTED_ANSWER",
        "200, '{\"PartialErrors\":[{\"Index\":0}]}', RETRY UNEXPECTED_ANSWER",
        "302, '{\"PartialErrors\":[]}', RETRY UNEXPECTED_ANSWER",
        "400, '[]', RETRY UNEXPECTED_ANSWER",
        "403, '{\"Errors\":[{\"Code\":5604}]}', BLOCKED HTTP_403",
        "400, '{\"Errors\":[{\"Code\":5604}]}', REJECTED 5604",
        "400, '{\"Errors\":[{\"Code\":207,\"ErrorCode\":\"ConcurrentRequestOverLimit\"}]}', RETRY ConcurrentRequestOverLimit",
        "400, '{\"Errors\":[{\"Code\":1337,\"ErrorCode\":\"SomethingNew\"}]}', RETRY SomethingNew",
        "400, '{\"OperationErrors\":[{\"Code\":0,\"ErrorCode\":\"OfflineConversionSomethingNew\"}]}', REJECTED OfflineConversionSomethingNew",
        "503, '{}', RETRY HTTP_503"
    })
    void an_answer_is_classed_by_what_it_says(int status, String body, String verdict) {
        assertThat(verdict(status, body)).isEqualTo(verdict);
    }

    @Test
    void an_action_is_a_goals_name() {
        try (FakePlatform platform = new FakePlatform()) {
            Destination destination = speakingTo(platform);
            assertThat(destination.knowsAction("won")).isTrue();
            assertThat(destination.knowsAction("Any goal")).isTrue();
            assertThat(destination.knowsAction("g".repeat(100))).isTrue();
            assertThat(destination.knowsAction("g".repeat(101))).isFalse();
            assertThat(destination.knowsAction(" ")).isFalse();
        }
    }
}
