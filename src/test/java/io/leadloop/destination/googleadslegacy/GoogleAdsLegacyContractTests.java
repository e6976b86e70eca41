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

/** Google Ads over the Google Ads API. */
class GoogleAdsLegacyContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new GoogleAdsLegacyDestination(
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
        boolean adjusts = request.has("conversionAdjustments");
        Message.Builder message =
                adjusts ? UploadConversionAdjustmentsRequest.newBuilder() : UploadClickConversionsRequest.newBuilder();
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
        Answer notFound = Answer.of(200, failure("[" + error("CONVERSION_NOT_FOUND", 0) + "]", "[{}]"));
        try (FakePlatform platform = new FakePlatform().answers(notFound)) {
            assertThat(speakingTo(platform).upload(uploads(1)).get(0).outcome()).isEqualTo(Outcome.RETRY);
        }
    }

    @Test
    void of_several_errors_of_a_row_the_worst_counts_whichever_comes_first() {
        String inUse = error("ORDER_ID_ALREADY_IN_USE", 0);
        String bad = error("INVALID_CURRENCY_CODE", 0);
        for (List<String> errors : List.of(List.of(inUse, bad), List.of(bad, inUse))) {
            Answer answer = Answer.of(200, failure(errors.toString(), "[{},{\"orderId\":\"o\"}]"));
            try (FakePlatform platform = new FakePlatform().answers(answer)) {
                assertThat(speakingTo(platform).upload(uploads(2)))
                        .extracting(UploadResult::code)
                        .containsExactly("INVALID_CURRENCY_CODE", "OK");
            }
        }
    }

    @Test
    void a_refused_request_whose_first_error_is_harmless_is_no_success() {
        Answer answer = Answer.of(
                400,
                "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"errors\":["
                        + error("ORDER_ID_ALREADY_IN_USE", 0) + "," + error("INVALID_CURRENCY_CODE", 0) + "]}]}}");
        try (FakePlatform platform = new FakePlatform().answers(answer)) {
            assertThat(speakingTo(platform).upload(uploads(1)).get(0).code()).isEqualTo("INVALID_CURRENCY_CODE");
        }
    }

    @Test
    void an_account_that_is_refused_is_worse_than_a_quota() {
        String quota = "{\"errorCode\":{\"quotaError\":\"RESOURCE_EXHAUSTED\"}}";
        String terms = "{\"errorCode\":{\"conversionUploadError\":\"CUSTOMER_NOT_ACCEPTED_CUSTOMER_DATA_TERMS\"}}";
        Answer answer =
                Answer.of(400, "{\"error\":{\"code\":400,\"details\":[{\"errors\":[" + quota + "," + terms + "]}]}}");
        try (FakePlatform platform = new FakePlatform().answers(answer)) {
            assertThat(speakingTo(platform).upload(uploads(2)))
                    .allSatisfy(it -> assertThat(it.outcome()).isEqualTo(Outcome.BLOCKED));
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

    private static String error(String code, int row) {
        return "{\"errorCode\":{\"conversionUploadError\":\"%s\"},\"message\":\"m\",\"location\":{\"fieldPathElements\":[{\"fieldName\":\"conversions\",\"index\":%d}]}}"
                .formatted(code, row);
    }

    private static String failure(String errors, String results) {
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
