package io.leadloop.destination.googleadslegacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.ads.googleads.v23.services.UploadClickConversionsRequest;
import com.google.ads.googleads.v23.services.UploadConversionAdjustmentsRequest;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Google Ads over the Google Ads API. */
class GoogleAdsLegacyContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new GoogleAdsLegacyDestination(
                named("google-ads-legacy"),
                new GoogleAdsLegacyProperties(
                        platform.address(),
                        "v25",
                        platform.address().resolve("/token"),
                        null,
                        "client",
                        "secret",
                        "refresh",
                        "dev-token",
                        "123-456-7890",
                        "999-999-9999",
                        Map.of("won", "1003"),
                        null,
                        Duration.ofDays(90),
                        Duration.ofHours(6),
                        testFlag),
                http,
                settings,
                tokens,
                CLOCK);
    }

    /** Google's own messages read what we write; they know no field that we invent. */
    @Override
    protected void checkRequest(JsonNode request) {
        Message.Builder message = request.has("conversionAdjustments")
                ? UploadConversionAdjustmentsRequest.newBuilder()
                : UploadClickConversionsRequest.newBuilder();
        try {
            JsonFormat.parser().merge(request.toString(), message);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("Google cannot read " + request, e);
        }
    }

    @Test
    void the_headers_carry_the_developer_token_and_the_manager() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            speakingTo(platform).upload(uploads(1));
            FakePlatform.Heard heard = platform.requests().get(0);
            assertThat(heard.address()).isEqualTo("/v25/customers/1234567890:uploadClickConversions");
            assertThat(heard.header("developer-token")).isEqualTo("dev-token");
            assertThat(heard.header("login-customer-id")).isEqualTo("9999999999");
            assertThat(heard.header("Authorization")).isEqualTo("Bearer fake-token");
        }
    }

    @Test
    void an_adjustment_of_an_unknown_conversion_is_looked_for_and_then_given_up() {
        String failure = failure("[" + error("CONVERSION_NOT_FOUND", 0) + "]", "[{}]");
        try (FakePlatform platform = new FakePlatform().answers(Answer.of(200, failure))) {
            assertThat(speakingTo(platform).upload(uploads(1)).get(0).outcome()).isEqualTo(Outcome.RETRY);
        }
    }

    @Test
    void of_several_errors_of_a_row_the_worst_counts_whichever_comes_first() {
        String inUse = error("ORDER_ID_ALREADY_IN_USE", 0);
        String bad = error("INVALID_CURRENCY_CODE", 0);
        for (List<String> errors : List.of(List.of(inUse, bad), List.of(bad, inUse))) {
            String failure = failure(errors.toString(), "[{},{\"orderId\":\"o\"}]");
            assertThat(told(Answer.of(200, failure), 2))
                    .extracting(UploadResult::code)
                    .containsExactly("INVALID_CURRENCY_CODE", "OK");
        }
    }

    @Test
    void a_refused_request_whose_first_error_is_harmless_is_no_success() {
        Answer answer = Answer.of(
                400,
                "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"errors\":["
                        + error("ORDER_ID_ALREADY_IN_USE", 0) + "," + error("INVALID_CURRENCY_CODE", 0) + "]}]}}");
        assertThat(told(answer, 1).get(0).code()).isEqualTo("INVALID_CURRENCY_CODE");
    }

    @Test
    void an_account_that_is_refused_is_worse_than_a_quota() {
        String quota = "{\"errorCode\":{\"quotaError\":\"RESOURCE_EXHAUSTED\"}}";
        String terms = "{\"errorCode\":{\"conversionUploadError\":\"CUSTOMER_NOT_ACCEPTED_CUSTOMER_DATA_TERMS\"}}";
        String body = "{\"error\":{\"code\":400,\"details\":[{\"errors\":[" + quota + "," + terms + "]}]}}";
        assertThat(told(Answer.of(400, body), 2))
                .allSatisfy(it -> assertThat(it.outcome()).isEqualTo(Outcome.BLOCKED));
    }

    @Test
    void an_error_of_one_row_says_nothing_of_the_others() {
        assertThat(told(Answer.of(200, failure("[" + error("UNPARSEABLE_GCLID", 0) + "]", "[{},{}]")), 2))
                .extracting(UploadResult::code)
                .containsExactly("UNPARSEABLE_GCLID", "UNEXPECTED_ANSWER");
    }

    @Test
    void an_error_of_a_row_that_was_not_sent_is_that_of_the_rows_without_result() {
        for (int row : new int[] {-1, 2, 3}) {
            Answer answer =
                    Answer.of(200, failure("[" + error("EXPIRED_EVENT", row) + "]", "[{},{\"orderId\":\"o\"}]"));
            try (FakePlatform platform = new FakePlatform().answers(answer)) {
                assertThat(speakingTo(platform).upload(uploads(2)))
                        .extracting(UploadResult::code)
                        .containsExactly("EXPIRED_EVENT", "OK");
            }
        }
    }

    @Test
    void an_adjustments_row_is_named_under_its_own_field() {
        String error = error("CONVERSION_ALREADY_RETRACTED", 0)
                .replace(
                        "{\"fieldName\":\"conversions\",",
                        "{\"fieldName\":\"request\"},{\"fieldName\":\"conversion_adjustments\",");
        Answer answer = Answer.of(200, failure("[" + error + "]", "[{},{}]"));
        try (FakePlatform platform = new FakePlatform().answers(answer)) {
            assertThat(speakingTo(platform).upload(uploads(2)))
                    .extracting(UploadResult::code)
                    .containsExactly("CONVERSION_ALREADY_RETRACTED", "UNEXPECTED_ANSWER");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "{}, ACCEPTED",
        "[], RETRY",
        "<html>, RETRY",
        "'{\"partialFailureError\":{\"code\":3}}', RETRY",
        "'{\"results\":[{}]}', ACCEPTED"
    })
    void of_a_rehearsal_an_empty_answer_is_a_yes(String body, Outcome outcome) {
        try (FakePlatform platform = new FakePlatform().answers(Answer.of(200, body))) {
            assertThat(speakingTo(platform).rehearse(uploads(1)).get(0).outcome())
                    .isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CLICK_CONVERSION_ALREADY_EXISTS, 0, REJECTED",
        "CLICK_CONVERSION_ALREADY_EXISTS, 1, DUPLICATE",
        "CONVERSION_NOT_FOUND, 3, RETRY",
        "CONVERSION_NOT_FOUND, 4, REJECTED",
        "TOO_RECENT_CONVERSION, 0, RETRY"
    })
    void some_errors_mean_another_thing_on_a_later_try(String code, int attempts, Outcome outcome) {
        Answer answer = Answer.of(200, failure("[" + error(code, 0) + "]", "[{}]"));
        try (FakePlatform platform = new FakePlatform().answers(answer)) {
            assertThat(speakingTo(platform)
                            .upload(List.of(upload(described("g", 0).put("attempts", attempts))))
                            .get(0)
                            .outcome())
                    .isEqualTo(outcome);
        }
    }

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "1.5s, PT1S", "soon, "})
    void a_quotas_delay_is_kept(String told, Duration delay) {
        Answer answer = Answer.of(
                429,
                "{\"error\":{\"details\":[{\"errors\":[{\"errorCode\":{\"quotaError\":\"RESOURCE_EXHAUSTED\"},"
                        + "\"details\":{\"quotaErrorDetails\":{\"retryDelay\":\"" + told + "\"}}}]}]}}");
        assertThat(result(answer).retryAfter()).isEqualTo(delay);
        assertThat(result(answer).forAll()).isEqualTo(delay != null);
    }

    /** google.ads.googleads.v25.errors, authentication_error.proto. */
    @ParameterizedTest
    @CsvSource({"TWO_STEP_VERIFICATION_NOT_ENROLLED, 1", "OAUTH_TOKEN_REVOKED, 1", "OAUTH_TOKEN_EXPIRED, 2"})
    void a_401_is_asked_again_only_where_a_new_token_may_help(String code, int requests) {
        Answer refused = Answer.of(
                401,
                "{\"error\":{\"status\":\"UNAUTHENTICATED\",\"details\":[{\"errors\":[{\"errorCode\":"
                        + "{\"authenticationError\":\"" + code + "\"},\"message\":\"m\"}]}]}}");
        try (FakePlatform platform = new FakePlatform().answersBy(it -> refused)) {
            UploadResult result = speakingTo(platform).upload(uploads(3)).get(0);
            assertThat(result.outcome() + " " + result.code()).isEqualTo("BLOCKED " + code);
            assertThat(platform.heard()).hasSize(requests);
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
        }
    }

    @Override
    protected Answer taken(int events) {
        List<String> results = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            results.add("{\"orderId\":\"o\"}");
        }
        return Answer.of(200, "{\"results\":[" + String.join(",", results) + "],\"jobId\":\"1\"}");
    }

    @Override
    protected Answer answerFor(JsonNode events, Predicate<JsonNode> isBad) {
        List<String> results = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            boolean bad = isBad.test(events.get(i));
            results.add(bad ? "{}" : "{\"orderId\":\"o\"}");
            if (bad) {
                errors.add(error("UNPARSEABLE_GCLID", i));
            }
        }
        return Answer.of(200, failure(errors.toString(), results.toString()));
    }

    /** What becomes of so many conversions, to whose only request Google answers that. */
    List<UploadResult> told(Answer answer, int rows) {
        try (FakePlatform platform = new FakePlatform().answers(answer)) {
            return speakingTo(platform).upload(uploads(rows));
        }
    }

    static String error(String code, int row) {
        return "{\"errorCode\":{\"conversionUploadError\":\"%s\"},\"message\":\"m\",\"location\":{\"fieldPathElements\":[{\"fieldName\":\"conversions\",\"index\":%d}]}}"
                .formatted(code, row);
    }

    static String failure(String errors, String results) {
        return "{\"partialFailureError\":{\"code\":3,\"details\":[{\"errors\":" + errors + "}]},\"results\":" + results
                + "}";
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
    protected Answer badToken() {
        return Answer.of(401, "{\"error\":{\"code\":401,\"status\":\"UNAUTHENTICATED\",\"message\":\"no\"}}");
    }

    @Override
    protected Answer spoiled() {
        return Answer.of(400, "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"message\":\"bad\"}}");
    }

    @Override
    protected String eventsAt() {
        return "/conversions";
    }

    @Override
    protected String keyAt() {
        return "/orderId";
    }

    @Override
    protected String clickKind() {
        return "gclid";
    }
}
