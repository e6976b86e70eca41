package io.leadloop.destination.httpaccount;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import io.leadloop.conversion.UploadResult.Scope;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any receiver of JSON: one that takes a batch of events, confirms it by a word and refuses it with words. */
class HttpAccountContractTests extends DestinationContract {

    private static final String EVENT = """
            {"id": "{{id}}", "at": "{{time}}", "what": "{{action}}", "amount": "{{value}}", "currency": "{{currency}}",
             "who": {"click": "{{click}}", "mail": "{{email:gmail}}", "phone": "{{phone}}"},
             "limited": "{{consent.personalization:denied}}", "shop": "{{key.shop}}"}
            """;

    private static HttpAccountUnderTest account(FakePlatform platform) {
        return new HttpAccountUnderTest("http")
                .set("url", platform.address() + "/events/{{key.shop}}?v=1")
                .set("auth", "BEARER")
                .set("secret", "secret-token")
                .set("headers.X-Shop", "shop {{key.shop}}")
                .set("keys.shop", "a b/c")
                .set("event", EVENT)
                .set("body", "{\"events\": \"{{events}}\"}")
                .set("accept-pointer", "/status")
                .set("accept-values", "ok")
                .set("rejected-values", "refused")
                .set("words-pointer", "/error")
                .set("click-ids", "rdt_cid")
                .set("takes-email", true)
                .set("batch-size", 1_000)
                .set("conversion-actions.won", "Purchase")
                .set("allow-private-address", true);
    }

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        HttpAccountUnderTest account = account(platform).in(settings);
        return (testFlag ? account.set("test-url", platform.address() + "/debug/events") : account).start();
    }

    @Test
    void keys_stand_encoded_in_the_address_and_the_token_in_the_header() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            speakingTo(platform).upload(uploads(1));
            FakePlatform.Heard heard = platform.requests().get(0);
            assertThat(heard.method()).isEqualTo("POST");
            assertThat(heard.address()).isEqualTo("/events/a%20b%2Fc?v=1");
            assertThat(heard.header("Authorization")).isEqualTo("Bearer secret-token");
            assertThat(heard.header("X-Shop")).isEqualTo("shop a b/c");
            assertThat(heard.header("Content-Type")).isEqualTo("application/json");
        }
    }

    @Test
    void what_is_kept_says_no_key_no_click_and_no_lead() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            UploadResult result = speakingTo(platform).upload(uploads(1)).get(0);
            assertThat(result.request())
                    .contains("\"shop\":\"(key)\"", "\"what\":\"Purchase\"")
                    .doesNotContain("a b/c")
                    .doesNotContain(click(0));
        }
    }

    /** A receiver that nobody knows may send everything back. */
    @Test
    void an_answer_that_echoes_the_event_is_kept_masked() {
        try (FakePlatform platform =
                new FakePlatform().answersBy(body -> Answer.of(400, "{\"error\":\"not this\",\"got\":" + body + "}"))) {
            UploadResult result = speakingTo(platform).upload(uploads(1)).get(0);
            assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(result.message()).contains("not this");
            assertThat(result.answer()).contains("not this").doesNotContain(click(0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"status\":\"ok\"}', ACCEPTED OK",
        "202, '{\"status\":\"ok\"}', ACCEPTED OK",
        "200, '{\"status\":\"later\"}', RETRY UNEXPECTED_ANSWER",
        "200, '{\"status\":null}', RETRY UNEXPECTED_ANSWER",
        "200, '{\"status\":\"refused\",\"error\":\"no\"}', REJECTED NOT_ACCEPTED",
        "400, '{\"error\":\"no\"}', REJECTED HTTP_400",
        "422, '{\"error\":\"no\"}', REJECTED HTTP_422",
        "401, '{}', BLOCKED HTTP_401",
        "403, '{\"error\":\"no\"}', BLOCKED HTTP_403",
        "404, '', BLOCKED HTTP_404",
        "408, '{}', RETRY HTTP_408",
        "418, '{\"error\":\"no\"}', RETRY HTTP_418",
        "503, '', RETRY HTTP_503",
        "301, '{\"status\":\"ok\"}', RETRY UNEXPECTED_ANSWER"
    })
    void an_answer_is_classed_by_status_and_by_what_stands_at_the_pointer(int status, String body, String verdict) {
        assertThat(verdict(status, body)).isEqualTo(verdict);
    }

    @Test
    void a_refused_account_concerns_the_account_and_says_the_receivers_words() {
        UploadResult result = result(Answer.of(403, "{\"error\":\"key is over\"}"));
        assertThat(result.scope()).isEqualTo(Scope.DESTINATION);
        assertThat(result.message()).contains("key is over").doesNotContain("secret-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "\"ok\"", "", "{}", "[1]"})
    void where_the_status_says_enough_any_body_will_do_but_a_page(String body) {
        try (FakePlatform platform = new FakePlatform()
                .answers(
                        Answer.of(200, body).typed(body.equals("ok") ? "text/plain" : "application/json"),
                        Answer.of(200, "<html>sign in</html>").typed("text/html"))) {
            Destination account = onlyByStatus(platform);
            assertThat(account.upload(uploads(1)).get(0).outcome()).isEqualTo(Outcome.ACCEPTED);
            assertThat(account.upload(uploads(1)).get(0).outcome()).isEqualTo(Outcome.RETRY);
        }
    }

    private static Destination onlyByStatus(FakePlatform platform) {
        return new HttpAccountUnderTest("erp")
                .set("url", platform.address() + "/hook")
                .set("event", "{\"id\":\"{{id}}\"}")
                .set("takes-email", true)
                .set("allow-private-address", true)
                .start();
    }

    @Test
    void statuses_are_whatever_the_account_says() {
        try (FakePlatform platform = new FakePlatform()
                .answers(Answer.of(208, "{}"), Answer.of(460, "{}"), Answer.of(461, "{}"), Answer.of(200, "{}"))) {
            Destination account = new HttpAccountUnderTest("erp")
                    .set("url", platform.address() + "/hook")
                    .set("method", "PUT")
                    .set("event", "{\"id\":\"{{id}}\"}")
                    .set("takes-email", true)
                    .set("accept-statuses", "208")
                    .set("rejected-statuses", "460")
                    .set("blocked-statuses", "461")
                    .set("allow-private-address", true)
                    .start();
            assertThat(List.of(1, 2, 3, 4))
                    .extracting(it -> account.upload(uploads(1)).get(0).outcome())
                    .containsExactly(Outcome.ACCEPTED, Outcome.REJECTED, Outcome.BLOCKED, Outcome.RETRY);
            assertThat(platform.requests().get(0).method()).isEqualTo("PUT");
        }
    }

    @Test
    void without_a_body_several_events_are_a_list() {
        try (FakePlatform platform = new FakePlatform().answers(Answer.of(200, ""))) {
            new HttpAccountUnderTest("erp")
                    .set("url", platform.address() + "/hook")
                    .set("event", "{\"id\":\"{{id}}\"}")
                    .set("takes-email", true)
                    .set("batch-size", 2)
                    .set("allow-private-address", true)
                    .start()
                    .upload(uploads(2));
            assertThat(platform.heard()).singleElement().asString().startsWith("[{\"id\":\"llc-v2-");
        }
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, "{\"status\":\"ok\"}");
    }

    @Override
    protected String limitedUse() {
        return "\"limited\":true";
    }

    @Override
    protected Answer badToken() {
        return Answer.of(401, "{\"error\":\"who are you\"}");
    }

    @Override
    protected Answer spoiled() {
        return Answer.of(400, "{\"error\":\"an event is wrong\"}");
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
        return "rdt_cid";
    }
}
