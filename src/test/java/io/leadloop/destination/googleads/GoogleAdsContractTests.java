package io.leadloop.destination.googleads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.LaterVerdicts;
import io.leadloop.destination.PlatformSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Google Ads over the Data Manager API. */
class GoogleAdsContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new GoogleAdsDestination(
                AccountName.of(GoogleAdsType.ID),
                properties(platform.address(), "refresh", testFlag),
                new GoogleAdsReportProperties(platform.address(), "v25", null, null, List.of()),
                http,
                settings,
                tokens,
                CLOCK);
    }

    private static GoogleAdsProperties properties(URI base, @Nullable String refreshToken, boolean validateOnly) {
        return new GoogleAdsProperties(
                base,
                "v1",
                base.resolve("/token"),
                null,
                "client",
                "secret",
                refreshToken,
                "123-456-7890",
                null,
                Map.of("won", "1003", "mql", "1001"),
                "WEB",
                Duration.ofDays(90),
                Duration.ofHours(6),
                validateOnly);
    }

    @Test
    void half_the_keys_stop_the_start_and_name_what_is_missing() {
        assertThatThrownBy(() ->
                        properties(URI.create("http://localhost"), null, false).isOn(AccountName.of(GoogleAdsType.ID)))
                .hasMessageContaining("leadloop.destinations.google-ads.refresh-token");
    }

    @ParameterizedTest
    @CsvSource({
        "400, '{\"error\":\"invalid_grant\"}', BLOCKED invalid_grant",
        "500, '{}', RETRY TOKEN_ENDPOINT",
        "200, '{}', RETRY TOKEN_ENDPOINT",
        "400, '{\"error\":\"server_error\"}', RETRY TOKEN_ENDPOINT",
        "401, '{\"error\":\"invalid_client\"}', BLOCKED invalid_client",
        "403, '{\"error\":\"unauthorized_client\"}', BLOCKED unauthorized_client",
        "200, '{\"error\":\"invalid_grant\"}', BLOCKED invalid_grant",
        "400, '{\"error\":\"temporarily_unavailable\"}', RETRY TOKEN_ENDPOINT",
        "503, '{\"error\":\"invalid_client\"}', RETRY TOKEN_ENDPOINT",
        "302, '<html>', RETRY TOKEN_ENDPOINT",
        "401, '<html>', RETRY TOKEN_ENDPOINT"
    })
    void without_a_token_nothing_is_sent(int status, String body, String verdict) {
        try (FakePlatform platform = new FakePlatform().answersTokenRequests(Answer.of(status, body))) {
            assertThat(speakingTo(platform).upload(uploads(2)))
                    .extracting(it -> it.outcome() + " " + it.code())
                    .containsExactly(verdict, verdict);
            assertThat(platform.heard()).isEmpty();
        }
    }

    /** RFC 6749, 5.2; facts/google-microsoft-linkedin.md, "Added 2026-11-26". */
    @Test
    void what_the_token_endpoint_says_is_told() {
        String body =
                "{\"error\":\"invalid_client\",\"error_description\":\"The OAuth client was deleted. Ask a@b.de\"}";
        try (FakePlatform platform =
                new FakePlatform().answersTokenRequests(Answer.of(401, body), Answer.of(200, "{}"))) {
            assertThat(speakingTo(platform).upload(uploads(1)).get(0).message())
                    .contains("invalid_client: The OAuth client was deleted. Ask (mail)");
            assertThat(speakingTo(platform).upload(uploads(1)).get(0).message())
                    .contains("gave no token: HTTP 200 without an access_token");
        }
    }

    @Test
    void what_no_new_token_helps_against_is_asked_once() {
        String body = "{\"error\":{\"status\":\"UNAUTHENTICATED\",\"message\":\"m\",\"details\":[{\"reason\":"
                + "\"TWO_STEP_VERIFICATION_NOT_ENROLLED\"}]}}";
        try (FakePlatform platform = new FakePlatform().answersBy(it -> Answer.of(401, body))) {
            assertThat(speakingTo(platform).upload(uploads(3)).get(0).message()).contains("m");
            assertThat(platform.heard()).hasSize(1);
        }
    }

    /** facts/google-microsoft-linkedin.md, "Added 2026-11-26"; googleapis, error.proto. */
    @ParameterizedTest
    @CsvSource({
        "INVALID_CONVERSION_ACTION_TYPE, ACTION",
        "INVALID_CONVERSION_ACTION_ID, ACTION",
        "NO_CONVERSION_ACTION_FOUND, ACTION",
        "EVENT_SOURCE_AND_DESTINATION_MISMATCH, ACTION",
        "EU_POLITICAL_ADVERTISING_DECLARATION_REQUIRED, DESTINATION",
        "TERMS_AND_CONDITIONS_NOT_SIGNED, DESTINATION"
    })
    void a_fault_of_an_action_is_told_apart_from_one_of_the_account(String reason, UploadResult.Scope scope) {
        UploadResult result = result(Answer.of(
                400,
                badRequest("{\"field\":\"destinations[0]\",\"reason\":\"" + reason + "\",\"description\":\"d\"}")));
        assertThat(result.outcome() + " " + result.code()).isEqualTo("BLOCKED " + reason);
        assertThat(result.scope()).isEqualTo(scope);
    }

    @Test
    void the_actions_after_a_refused_one_go_out_those_after_a_refused_account_do_not() {
        String action = badRequest("{\"field\":\"destinations[0]\",\"reason\":\"INVALID_CONVERSION_ACTION_TYPE\"}");
        String account = badRequest("{\"field\":\"destinations[0]\",\"reason\":\"NOT_ALLOWLISTED\"}");
        for (String body : List.of(action, account)) {
            try (FakePlatform platform = new FakePlatform().answers(Answer.of(400, body), taken(1))) {
                List<UploadResult> results = speakingTo(platform)
                        .upload(List.of(
                                upload(described("g", 0).put("action", "mql")),
                                upload(described("g", 1).put("action", "won"))));
                boolean goesOn = body.equals(action);
                assertThat(results.get(1).outcome().isDelivered()).isEqualTo(goesOn);
                assertThat(platform.heard()).hasSize(goesOn ? 2 : 1);
            }
        }
    }

    private static String badRequest(String violations) {
        return "{\"error\":{\"status\":\"INVALID_ARGUMENT\",\"message\":\"m1\",\"details\":[{\"fieldViolations\":["
                + violations + "]}]}}";
    }

    @Test
    void the_token_is_a_header() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            speakingTo(platform).upload(uploads(1));
            assertThat(platform.requests().get(0).header("Authorization")).isEqualTo("Bearer fake-token");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, RESOURCE_EXHAUSTED, RETRY RESOURCE_EXHAUSTED",
        "403, UNAVAILABLE, RETRY UNAVAILABLE",
        "403, PERMISSION_DENIED, BLOCKED HTTP_403",
        "409, ABORTED, RETRY ABORTED",
        "409, ALREADY_EXISTS, RETRY UNEXPECTED_ANSWER",
        "504, DEADLINE_EXCEEDED, RETRY DEADLINE_EXCEEDED"
    })
    void an_error_is_classed_by_its_status(int http, String status, String verdict) {
        assertThat(verdict(http, "{\"error\":{\"status\":\"" + status + "\"}}")).isEqualTo(verdict);
    }

    @Test
    void a_violation_is_told_without_its_place_in_the_batch() {
        String words = result(
                        Answer.of(
                                400,
                                badRequest(
                                        "{\"field\":\"events[0].event_timestamp\",\"reason\":\"EVENT_TIME_INVALID\",\"description\":\"d1\"}")))
                .message();
        assertThat(words).contains("event_timestamp: d1").doesNotContain("events[0]", "does not name");
        assertThat(result(Answer.of(400, badRequest("{\"field\":\"events[0]\",\"description\":\"d1\"}")))
                        .message())
                .contains("d1 Google does not name the field");
    }

    @ParameterizedTest
    @CsvSource({"events[1].currency", "events[99999999999].currency", "currency"})
    void a_violation_without_a_row_of_the_request_refuses_the_only_one(String field) {
        assertThat(verdict(400, badRequest("{\"field\":\"" + field + "\",\"reason\":\"INVALID_CURRENCY\"}")))
                .isEqualTo("REJECTED INVALID_CURRENCY");
        assertThat(verdict(400, "{\"error\":{\"status\":\"INVALID_ARGUMENT\",\"message\":\"m1\"}}"))
                .isEqualTo("REJECTED INVALID_ARGUMENT");
    }

    @Test
    void the_account_decides_wherever_it_is_named() {
        String row = "{\"field\":\"events[0].currency\",\"reason\":\"INVALID_CURRENCY\"}";
        String account = "{\"field\":\"destinations[0]\",\"reason\":\"INVALID_DESTINATION\"}";
        assertThat(verdict(400, badRequest(row + "," + account))).isEqualTo("BLOCKED INVALID_DESTINATION");
    }

    @Test
    void what_google_left_out_is_told_with_the_receipt() {
        String warning =
                "{\"requestId\":\"r-1\",\"fieldWarnings\":[{\"field\":\"f1\",\"reason\":\"R1\",\"description\":\"d1\"}]}";
        assertThat(result(Answer.of(200, warning)).message()).contains("r-1, left out f1 R1: d1");
        assertThat(result(taken(1)).message()).contains("r-1").doesNotContain("left out");
        assertThat(result(taken(1)).receipt()).isEqualTo("r-1");
    }

    @Test
    void a_rehearsal_has_no_receipt_because_it_has_no_later_status() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            assertThat(speakingTo(platform).rehearse(uploads(1)).get(0).receipt())
                    .isNull();
            assertThat(platform.heard().get(0)).contains("\"validateOnly\":true");
        }
    }

    @Test
    void an_action_is_a_number_or_mapped_to_one() {
        try (FakePlatform platform = new FakePlatform()) {
            Destination google = speakingTo(platform);
            assertThat(google.knowsAction("won")).isTrue();
            assertThat(google.knowsAction("4711")).isTrue();
            assertThat(google.knowsAction("sql")).isFalse();
            assertThat(google.knowsAction("")).isFalse();
            assertThat(google.upload(List.of(upload(described("g", 0).put("action", "sql")))))
                    .extracting(UploadResult::code)
                    .containsExactly("NO_CONVERSION_ACTION");
            assertThat(platform.heard()).isEmpty();
        }
    }

    @Test
    void a_request_is_asked_about_by_its_receipt() throws Exception {
        String status =
                "{\"requestStatusPerDestination\":[{\"requestStatus\":\"SUCCESS\",\"eventsIngestionStatus\":{\"recordCount\":\"1\"}}]}";
        try (FakePlatform platform = new FakePlatform().answers(Answer.of(200, status))) {
            LaterVerdicts google = (LaterVerdicts) speakingTo(platform);
            assertThat(google.statusOf("r 1").orElseThrow().counted()).isEqualTo(1);
            assertThat(platform.requests().get(0).address()).isEqualTo("/v1/requestStatus:retrieve?requestId=r+1");
            assertThat(platform.requests().get(0).header("Authorization")).isEqualTo("Bearer fake-token");
        }
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, "{\"requestId\":\"r-1\"}");
    }

    @Override
    protected int requestsWhenRefused() {
        return 2;
    }

    @Override
    protected String limitedUse() {
        return "\"adPersonalization\":\"CONSENT_DENIED\"";
    }

    @Override
    protected Answer badToken() {
        return Answer.of(401, "{\"error\":{\"code\":401,\"status\":\"UNAUTHENTICATED\",\"message\":\"no\"}}");
    }

    @Override
    protected Answer spoiled() {
        return Answer.of(400, "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"message\":\"bad\"}}");
    }

    @Override
    protected String eventsAt() {
        return "/events";
    }

    @Override
    protected String keyAt() {
        return "/transactionId";
    }

    @Override
    protected String clickKind() {
        return "gclid";
    }
}
