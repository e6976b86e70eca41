package io.leadloop.destination.reddit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.destination.reddit.RedditProperties.ActionSource;
import io.leadloop.lead.ContactHasher;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reddit over the Conversions API v3. */
class RedditContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new RedditDestination(
                AccountName.of(RedditType.ID),
                properties(platform.address(), "secret-token", testFlag ? "t2_test" : null),
                new RedditReportProperties(
                        null,
                        null,
                        null,
                        null,
                        platform.address(),
                        "leadloop",
                        Map.of(),
                        Map.of(),
                        PlatformReports.Basis.UNKNOWN),
                http,
                settings,
                tokens,
                CLOCK);
    }

    private static RedditProperties properties(URI base, @Nullable String token, @Nullable String testId) {
        return new RedditProperties(
                base,
                "v3",
                "a2_pixel",
                token,
                Map.of("mql", "LEAD", "won", "PURCHASE", "custom", "CUSTOM"),
                ActionSource.OTHER,
                null,
                Duration.ofDays(7).minusMinutes(15),
                testId);
    }

    @Test
    void half_the_keys_stop_the_start_and_name_what_is_missing() {
        assertThatThrownBy(() ->
                        properties(URI.create("http://localhost"), null, null).isOn(AccountName.of(RedditType.ID)))
                .hasMessageContaining("leadloop.destinations.reddit.access-token");
    }

    @Test
    void the_pixel_is_in_the_address_and_the_token_in_the_header() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            speakingTo(platform).upload(uploads(1));
            FakePlatform.Heard heard = platform.requests().get(0);
            assertThat(heard.address()).isEqualTo("/api/v3/pixels/a2_pixel/conversion_events");
            assertThat(heard.header("Authorization")).isEqualTo("Bearer secret-token");
        }
    }

    @Test
    void a_name_of_ones_own_is_a_custom_event_but_custom_is_no_name() {
        try (FakePlatform platform = new FakePlatform()) {
            Destination reddit = speakingTo(platform);
            assertThat(reddit.knowsAction("won")).isTrue();
            assertThat(reddit.knowsAction("Demo held")).isTrue();
            assertThat(reddit.knowsAction("custom")).isFalse();
            assertThat(reddit.knowsAction(" ")).isFalse();
        }
    }

    @Test
    void a_refused_event_comes_back_and_is_kept_without_what_points_to_a_person() {
        try (FakePlatform platform = new FakePlatform()
                .answersBy(sent -> Answer.of(
                        400,
                        "{\"data\":{\"message\":\"None were processed.\",\"invalid_events\":"
                                + "[{\"error_message\":\"too old\",\"event\":" + firstEvent(sent) + "}]}}"))) {
            UploadResult result = speakingTo(platform).upload(uploads(1)).get(0);
            assertThat(result.outcome()).isEqualTo(Outcome.REJECTED);
            assertThat(result.answer())
                    .contains("too old", "(64 characters)")
                    .doesNotContain(click(0))
                    .doesNotContain(ContactHasher.hash("golden0@example.com", null, null)
                            .emailAllStripped());
        }
    }

    @Test
    void the_first_event_too_is_taken_out_at_once_where_reddit_names_it() {
        try (FakePlatform platform = new FakePlatform()
                .answersBy(sent -> sent.contains(click(0))
                        ? Answer.of(
                                400,
                                "{\"data\":{\"invalid_events\":[{\"error_message\":\"too old\",\"event\":{\"metadata\":"
                                        + "{\"conversion_id\":\""
                                        + uploads(1).get(0).step().dedupeKey() + "\"}}}]}}")
                        : taken(3))) {
            speakingTo(platform).upload(uploads(4));
            assertThat(platform.heard()).hasSize(2);
        }
    }

    private static String firstEvent(String request) {
        return request.substring(request.indexOf("\"events\":[") + 10, request.lastIndexOf("]"));
    }

    @Test
    void a_rehearsal_without_a_test_id_is_not_sent() {
        try (FakePlatform platform = new FakePlatform()) {
            assertThat(speakingTo(platform).rehearse(uploads(1)).get(0).code()).isEqualTo("NO_TEST_ID");
            assertThat(platform.heard()).isEmpty();
        }
    }

    /** Segment's tests for Reddit, and the examples of Reddit's page "Manual advanced matching". */
    @ParameterizedTest
    @CsvSource({
        "1-650-555   - 1212 x450, 1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8",
        "+1 (650)555-1212, 1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8",
        "+1 (555) 444-1234 ext. 789, e5b124c58580eb16bd959b8d0cac12b12c952e2ceae0203d416cff94f10b994a"
    })
    void phones_are_hashed_with_their_plus_and_without_extension(String phone, String hash) {
        assertThat(ContactHasher.hash(null, phone, "US").phoneE164()).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"message\":\"Successfully processed 1 conversion events.\"}', ACCEPTED OK",
        "200, '{\"data\":{\"message\":\"Successfully processed 2 conversion events.\"}}', RETRY UNEXPECTED_ANSWER",
        "399, '{\"data\":{\"message\":\"no\"}}', RETRY UNEXPECTED_ANSWER",
        "400, '{\"data\":{\"message\":\"no\"}}', REJECTED HTTP_400",
        "400, '{\"data\":{}}', RETRY UNEXPECTED_ANSWER",
        "400, '{\"error\":{\"reason\":\"BAD\"}}', REJECTED BAD",
        "400, '{\"error\":\"no\"}', RETRY UNEXPECTED_ANSWER",
        "503, '{}', RETRY HTTP_503"
    })
    void an_answer_is_classed_by_what_it_says(int status, String body, String verdict) {
        assertThat(verdict(status, body)).isEqualTo(verdict);
    }

    @Test
    void the_words_are_the_errors_its_explanations_or_the_datas() {
        assertThat(result(Answer.of(400, "{\"error\":{\"message\":\"m1\"}}")).message())
                .contains("m1");
        assertThat(result(Answer.of(400, "{\"error\":{\"explanation\":\"e1\"}}"))
                        .message())
                .contains("e1");
        assertThat(result(Answer.of(400, "{\"data\":{\"message\":\"d1\"}}")).message())
                .contains("d1");
        assertThat(result(Answer.of(400, "{\"data\":{\"invalid_events\":[{\"error_message\":\"i1\"}]}}"))
                        .message())
                .contains("i1");
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, "{\"data\":{\"message\":\"Successfully processed " + events + " conversion events.\"}}");
    }

    @Override
    protected String limitedUse() {
        return "\"modes\":[\"LDU\"]";
    }

    @Override
    protected Answer badToken() {
        return Answer.of(401, "{\"success\":false,\"error\":{\"reason\":\"UNAUTHORIZED\",\"explanation\":\"no\"}}");
    }

    @Override
    protected Answer spoiled() {
        return Answer.of(400, "{\"error\":{\"code\":400,\"message\":\"invalid action_source: web\"}}");
    }

    @Override
    protected String eventsAt() {
        return "/data/events";
    }

    @Override
    protected String keyAt() {
        return "/metadata/conversion_id";
    }

    @Override
    protected String clickKind() {
        return "rdt_cid";
    }
}
