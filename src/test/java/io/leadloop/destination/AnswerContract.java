package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import io.leadloop.conversion.UploadResult.Scope;
import io.leadloop.destination.AnswerFuzz.Fuzzed;
import io.leadloop.destination.FakePlatform.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Only the platform's own words judge a row: what a proxy, a gateway or a login page answers is tried again, concerns the
 * destination and not its rows, and costs one request whatever the size of the batch.
 */
abstract class AnswerContract extends DestinationUnderTest {

    private static final String LOGIN = "<html><head><title>Sign in</title></head><body>Sign in to go on</body></html>";

    /** Answers of others than the platform, of every kind that was seen in front of one. */
    private Map<String, Answer> ofOthers() {
        Answer yes = taken(40);
        Answer no = spoiled();
        return Map.of(
                "a redirect to a login page", Answer.of(302, LOGIN).typed("text/html"),
                "a redirect whose body looks like a yes", Answer.of(307, yes.body()),
                "a login page with 200", Answer.of(200, LOGIN).typed("text/html; charset=utf-8"),
                "a block page with 403", Answer.of(403, LOGIN).typed("text/html"),
                "a yes that came as a page", yes.typed("text/html"),
                "a no that came as XML", new Answer(400, no.body(), null).typed("application/xml"),
                "a no that was cut off",
                        new Answer(400, no.body().substring(0, no.body().length() - 1), null),
                "a page with 400", Answer.of(400, LOGIN).typed("text/html"),
                "a proxy that wants a sign-in", Answer.of(407, "{}"),
                "JSON of somebody else", Answer.of(400, "{\"login_url\":\"https://sso.example.com\"}"));
    }

    @Test
    void an_answer_of_others_is_no_verdict_and_is_asked_for_once_for_40_rows() {
        ofOthers().forEach((what, answer) -> {
            if (answer.body().contains("login_url") && knowsNoShape()) {
                return;
            }
            try (FakePlatform platform = new FakePlatform().answersBy(body -> answer)) {
                assertThat(speakingTo(platform).upload(uploads(40)))
                        .as(what)
                        .hasSize(40)
                        .allSatisfy(it -> assertThat(it.outcome() + " " + it.code() + " " + it.scope())
                                .isEqualTo("RETRY UNEXPECTED_ANSWER " + Scope.DESTINATION));
                assertThat(platform.heard()).as(what).hasSize(1);
            }
        });
    }

    /** Where a platform publishes no shape of its answers, JSON of others cannot be told from its own. */
    protected boolean knowsNoShape() {
        return false;
    }

    /** The answers that the documents give, which the fakes cite and follow (FakesFollowTheirDocumentsTests). */
    @Test
    void the_documents_own_answers_are_read_as_they_say() throws IOException {
        String id;
        try (FakePlatform unused = new FakePlatform()) {
            id = speakingTo(unused).profile().id();
        }
        for (JsonNode platform : JSON.readTree(AnswerContract.class.getResource("/destination-answers.json"))) {
            if (platform.path("platform").asText().equals(id)) {
                platform.path("answers").forEach(it -> {
                    Answer answer =
                            Answer.of(it.path("status").asInt(), it.path("body").toString());
                    UploadResult result = result(answer, answer);
                    assertThat(result.outcome() + " " + result.code())
                            .as(platform.path("document").asText() + " " + it.path("body"))
                            .isEqualTo(it.path("expected").asText());
                });
            }
        }
    }

    @Test
    void what_others_say_is_kept_without_markup_and_persons() {
        Answer page = Answer.of(302, LOGIN + "<p>for anna.b@example.com, request 0af7651916cd43dd8448eb211c80319c</p>")
                .typed("text/html");
        assertThat(result(page).message())
                .contains("HTTP 302", "Sign in to go on", "(mail)", "(id)")
                .doesNotContain("<", "anna", "0af765");
    }

    /** RFC 8259, 8.1: JSON is UTF-8; a body in UTF-16 holds a NUL in every second byte. */
    @Test
    void a_yes_in_another_charset_is_none() {
        Answer yes = taken(2);
        Answer utf16 = yes.as(yes.body().getBytes(StandardCharsets.UTF_16LE), null);
        assertThat(result(utf16).outcome()).isEqualTo(Outcome.RETRY);
    }

    @Test
    void a_body_of_40_megabytes_is_no_verdict_and_is_not_kept() {
        byte[] endless = new byte[40 * 1024 * 1024];
        Arrays.fill(endless, (byte) 'a');
        byte[] begin = "{\"message\":\"".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(begin, 0, endless, 0, begin.length);
        for (int status : new int[] {200, 400}) {
            UploadResult result = result(Answer.of(status, "").as(endless, null));
            assertThat(result.outcome()).as("status " + status).isEqualTo(Outcome.RETRY);
            assertThat(result.answer()).hasSizeLessThanOrEqualTo(4_000);
        }
    }

    /** Every status of 200 to 599 with bodies of each kind: no exception, a result for each row, no verdict by nonsense. */
    @Test
    void no_row_is_settled_by_nonsense() {
        AnswerFuzz fuzz = new AnswerFuzz(List.of(taken(2), spoiled(), badToken()));
        try (FakePlatform platform = new FakePlatform()) {
            Destination destination = speakingTo(platform);
            for (Fuzzed fuzzed : fuzz.answers(400)) {
                platform.answersBy(body -> fuzzed.answer());
                List<UploadResult> results = destination.upload(uploads(2));
                assertThat(results).as(fuzzed.toString()).hasSize(2);
                results.forEach(it -> {
                    Bytes.assertCanBeStored(it);
                    assertThat(allowed(fuzzed)).as(fuzzed + " became " + it).contains(it.outcome());
                });
            }
        }
    }

    private List<Outcome> allowed(Fuzzed fuzzed) {
        boolean success = fuzzed.answer().status() >= 200 && fuzzed.answer().status() < 300;
        boolean silentYes = success && knowsNoShape() && fuzzed.isEmpty();
        boolean mayAccept = success && fuzzed.isOwn() && fuzzed.seed() == 0 || silentYes;
        boolean mayReject =
                fuzzed.isOwn() && fuzzed.seed() > 0 && fuzzed.answer().status() / 100 != 3;
        return Stream.of(Outcome.values())
                .filter(it -> mayAccept || it != Outcome.ACCEPTED && it != Outcome.DUPLICATE)
                .filter(it -> mayReject || it != Outcome.REJECTED)
                .toList();
    }
}
