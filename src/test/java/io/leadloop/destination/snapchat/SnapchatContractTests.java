package io.leadloop.destination.snapchat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snapchat over the Conversions API. */
class SnapchatContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new SnapchatDestination(
                AccountName.of(SnapchatType.ID),
                properties(platform.address(), "secret+token", "OFFLINE", null),
                new SnapchatReportProperties(
                        platform.address(),
                        "v1",
                        null,
                        null,
                        null,
                        null,
                        platform.address().resolve("/token"),
                        Map.of(),
                        Map.of(),
                        null,
                        "28_DAY",
                        "1_DAY"),
                http,
                settings,
                tokens,
                CLOCK);
    }

    private static SnapchatProperties properties(
            URI base, @Nullable String token, String actionSource, @Nullable String page) {
        return new SnapchatProperties(
                base,
                "v3",
                "0b6a1c1e-6f0e-4f0a-9d0e-2f6f1a2b3c4d",
                token,
                Map.of("mql", "CUSTOM_EVENT_1", "won", "PURCHASE"),
                actionSource,
                page,
                null,
                Duration.ofDays(37));
    }

    @Test
    void the_pixel_is_in_the_path_and_the_token_whole_in_the_query() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            speakingTo(platform).upload(uploads(1));
            assertThat(platform.requests().get(0).address())
                    .isEqualTo("/v3/0b6a1c1e-6f0e-4f0a-9d0e-2f6f1a2b3c4d/events?access_token=secret%2Btoken");
        }
    }

    @Test
    void half_the_keys_stop_the_start_and_name_what_is_missing() {
        URI base = URI.create("http://localhost");
        assertThatThrownBy(() -> properties(base, null, "OFFLINE", null).isOn(AccountName.of(SnapchatType.ID)))
                .hasMessageContaining("leadloop.destinations.snapchat.access-token");
        assertThatThrownBy(() -> properties(base, "token", "WEB", null).isOn(AccountName.of(SnapchatType.ID)))
                .hasMessageContaining("leadloop.destinations.snapchat.event-source-url");
        assertThat(properties(base, "token", "WEB", "https://example.com/demo").isOn(AccountName.of(SnapchatType.ID)))
                .isTrue();
    }

    @Test
    void an_action_is_known_when_it_is_mapped_or_is_an_event_name_of_snaps() {
        try (FakePlatform platform = new FakePlatform()) {
            Destination snapchat = speakingTo(platform);
            assertThat(snapchat.knowsAction("won")).isTrue();
            assertThat(snapchat.knowsAction("CUSTOM_EVENT_2")).isTrue();
            assertThat(snapchat.knowsAction("SQL")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "302, '{\"status\":\"VALID\"}', RETRY UNEXPECTED_ANSWER",
        "400, '{\"status\":\"INVALID\"}', REJECTED INVALID",
        "400, '{\"status\":\"INVALID\",\"errors\":{\"codes\":[\"E1\"]}}', REJECTED E1",
        "500, '{\"status\":\"INVALID\"}', RETRY HTTP_500"
    })
    void an_answer_is_classed_by_what_it_says(int status, String body, String verdict) {
        assertThat(verdict(status, body)).isEqualTo(verdict);
    }

    @Test
    void the_errors_words_are_preferred_to_the_reason() {
        String both = "{\"status\":\"INVALID\",\"reason\":\"r1\",\"errors\":{\"error_msgs\":[\"m1\"]}}";
        assertThat(result(Answer.of(400, both)).message()).contains("m1").doesNotContain("r1");
        assertThat(result(Answer.of(400, "{\"status\":\"INVALID\",\"reason\":\"r1\"}"))
                        .message())
                .contains("r1");
    }

    /** Real refusals have their messages at the top, those of Snap's OpenAPI under errors. */
    @Test
    void what_snap_says_of_a_refusal_is_told_wherever_it_stands() {
        String real = "{\"status\":\"INVALID\",\"error_msgs\":[\"Missing event_time\",\"Invalid ph\"]}";
        for (int status : new int[] {200, 400}) {
            assertThat(result(Answer.of(status, real)).message()).contains("Missing event_time; Invalid ph");
        }
        assertThat(result(Answer.of(400, "{\"status\":\"INVALID\",\"why\":\"no pixel of a@example.com\"}"))
                        .message())
                .contains("no pixel of (mail)");
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, "{\"status\":\"VALID\",\"reason\":\"Events have been processed successfully.\"}");
    }

    @Override
    protected String limitedUse() {
        return "\"data_processing_options\":[\"LMU\"]";
    }

    @Override
    protected Answer badToken() {
        return Answer.of(401, "{\"status\":\"INVALID\",\"reason\":\"Unauthorized\"}");
    }

    @Override
    protected Answer spoiled() {
        return Answer.of(400, "{\"status\":\"INVALID\",\"errors\":{\"codes\":[\"E1\"],\"error_msgs\":[\"m\"]}}");
    }

    @Override
    protected String eventsAt() {
        return "/data";
    }

    @Override
    protected String keyAt() {
        return "/event_id";
    }

    @Override
    protected String clickKind() {
        return "sc_click_id";
    }
}
