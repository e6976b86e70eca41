package io.leadloop.destination.openaiads;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.destination.openaiads.OpenAiAdsProperties.UserSchema;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ChatGPT ads over OpenAI's Conversions API. */
class OpenAiAdsContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new OpenAiAdsDestination(
                AccountName.of(OpenAiAdsType.ID),
                properties(platform.address(), UserSchema.SEPTEMBER, testFlag),
                new OpenAiAdsReportProperties(platform.address(), "v1", null),
                http,
                settings);
    }

    private static OpenAiAdsProperties properties(URI base, UserSchema schema, boolean validateOnly) {
        return new OpenAiAdsProperties(
                base,
                "v1",
                "pixel-1",
                "secret-key",
                Map.of("won", "order_created", "mql", "lead_created"),
                "offline",
                null,
                schema,
                "leadloop",
                null,
                Duration.ofDays(7).minusMinutes(15),
                validateOnly);
    }

    @Test
    void the_june_schema_has_single_values_and_no_phone() {
        OpenAiAdsRequest requests =
                new OpenAiAdsRequest(properties(URI.create("http://localhost"), UserSchema.JUNE, false));
        assertThat(requests.event(uploads(1).get(0)).path("user").has("email_sha256"))
                .isTrue();
        assertThat(requests.event(uploads(1).get(0)).path("user").has("phone_numbers_sha256"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mql_v2", "a", "lead_created", "A-1"})
    void may_name_an_event(String name) {
        assertThat(OpenAiAdsRequest.isEvent(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"_mql", "mql-", "", "a b", "a234567890123456789012345678901234567890123456789012345678901234x"})
    void may_not_name_an_event(String name) {
        assertThat(OpenAiAdsRequest.isEvent(name)).isFalse();
    }

    @Override
    protected boolean knowsNoShape() {
        return true;
    }

    @Override
    protected List<String> unintelligible() {
        // Of a success only the status is documented: an empty body is one, a proxy's page is none.
        return List.of("<html>proxy</html>", "[]", "{\"error\":{\"message\":\"m\"}}");
    }

    @ParameterizedTest
    @CsvSource({
        "400, '{\"error\":{\"code\":\"c\",\"type\":\"t\"}}', REJECTED c",
        "413, '{\"error\":{\"type\":\"t\"}}', REJECTED t",
        "422, '{\"error\":{\"code\":null,\"type\":\"null\"}}', REJECTED HTTP_422",
        "400, '{}', RETRY UNEXPECTED_ANSWER",
        "302, '{}', RETRY UNEXPECTED_ANSWER",
        "418, '{}', RETRY UNEXPECTED_ANSWER",
        "500, '{}', RETRY HTTP_500",
        "200, ' ', ACCEPTED OK"
    })
    void an_answer_is_classed_by_its_status(int status, String body, String verdict) {
        assertThat(verdict(status, body)).isEqualTo(verdict);
    }

    @Test
    void the_key_is_a_header_and_the_action_an_event() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            var openAi = speakingTo(platform);
            openAi.upload(uploads(1));
            assertThat(platform.requests().get(0).header("Authorization")).isEqualTo("Bearer secret-key");
            assertThat(openAi.knowsAction("won")).isTrue();
            assertThat(openAi.knowsAction("_no")).isFalse();
        }
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, "{}");
    }

    @Override
    protected String limitedUse() {
        return "\"opt_out\":true";
    }

    @Override
    protected Answer badToken() {
        return Answer.of(401, "{\"error\":{\"message\":\"m\",\"type\":\"t\"}}");
    }

    @Override
    protected Answer spoiled() {
        return Answer.of(400, "{\"error\":{\"message\":\"m\",\"type\":\"invalid_request_error\",\"code\":null}}");
    }

    @Override
    protected String eventsAt() {
        return "/events";
    }

    @Override
    protected String keyAt() {
        return "/id";
    }

    @Override
    protected String clickKind() {
        return "oppref";
    }
}
