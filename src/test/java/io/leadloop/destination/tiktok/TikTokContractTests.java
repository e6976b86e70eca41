package io.leadloop.destination.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TikTok over the Events API 2.0. */
class TikTokContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new TikTokDestination(
                AccountName.of(TikTokType.ID),
                new TikTokProperties(
                        platform.address(),
                        "v1.3",
                        "secret-token",
                        "PIXEL",
                        "CRMSET",
                        "OFFSET",
                        URI.create("https://www.example.com/"),
                        "HubSpot",
                        Map.of("won", "Purchase", "mql", "QualifiedLead"),
                        Map.of("won", "ClosedWon"),
                        Map.of(),
                        Duration.ofDays(28),
                        Duration.ofDays(28),
                        testFlag ? "TEST123" : null),
                new TikTokReportProperties(null, null, Map.of(), Map.of(), 30),
                http,
                settings,
                CLOCK);
    }

    @Test
    void the_token_is_a_header_and_no_part_of_the_address() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            speakingTo(platform).upload(uploads(1));
            assertThat(platform.requests().get(0).address()).isEqualTo("/open_api/v1.3/event/track/");
            assertThat(platform.requests().get(0).header("Access-Token")).isEqualTo("secret-token");
        }
    }

    /** The code list of TikTok's Business API SDK; ranges that it leaves open judge no row. */
    @ParameterizedTest
    @CsvSource({
        "200, 39999, m, RETRY UNEXPECTED_ANSWER",
        "200, 40000, m, REJECTED 40000",
        "200, 40001, m, BLOCKED 40001",
        "200, 40002, event_source_id is wrong, BLOCKED 40002",
        "200, 40003, event_source_id is wrong, REJECTED 40003",
        "200, 40100, m, RETRY 40100",
        "200, 49999, m, REJECTED 49999",
        "200, 50001, m, RETRY UNEXPECTED_ANSWER",
        "200, 50999, m, RETRY UNEXPECTED_ANSWER",
        "200, 51000, m, RETRY 51000",
        "200, 52999, m, RETRY 52999",
        "200, 53000, m, RETRY UNEXPECTED_ANSWER",
        "428, 40002, m, REJECTED 40002",
        "429, 40002, m, RETRY 40002",
        "499, 40002, m, REJECTED 40002",
        "500, 40002, m, RETRY 40002",
        "200, 40002, Batch.1.properties, REJECTED 40002",
        "200, 40002, Batch.99999999999.properties, REJECTED 40002"
    })
    void an_error_is_classed_by_its_code(int status, int code, String message, String verdict) {
        assertThat(verdict(status, "{\"code\":" + code + ",\"message\":\"" + message + "\"}"))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "403, {}, BLOCKED HTTP_403",
        "200, '{\"code\":\"0\"}', RETRY UNEXPECTED_ANSWER",
        "503, {}, RETRY HTTP_503"
    })
    void without_a_number_as_code_the_status_decides(int status, String body, String verdict) {
        assertThat(verdict(status, body)).isEqualTo(verdict);
    }

    @Test
    void a_row_that_the_message_names_is_taken_out_and_the_others_go() {
        Answer named = Answer.of(200, "{\"code\":40002,\"message\":\"Batch.1.properties.value: bad\"}");
        try (FakePlatform platform = new FakePlatform().answers(named, taken(1))) {
            assertThat(speakingTo(platform).upload(uploads(2)))
                    .extracting(UploadResult::outcome)
                    .containsExactly(Outcome.ACCEPTED, Outcome.REJECTED);
            assertThat(platform.heard()).hasSize(2);
        }
    }

    @Test
    void a_rehearsal_without_a_test_event_code_is_not_sent() {
        try (FakePlatform platform = new FakePlatform()) {
            assertThat(speakingTo(platform).rehearse(uploads(1)).get(0).code()).isEqualTo("NO_TEST_EVENT_CODE");
            assertThat(platform.heard()).isEmpty();
        }
    }

    @Override
    protected Answer taken(int events) {
        return code(0);
    }

    @Override
    protected String limitedUse() {
        return "\"limited_data_use\":true";
    }

    @Override
    protected Answer badToken() {
        return code(40105);
    }

    @Override
    protected Answer spoiled() {
        return code(40002);
    }

    private static Answer code(int code) {
        return Answer.of(200, "{\"code\":" + code + ",\"message\":\"m\",\"request_id\":\"r\",\"data\":{}}");
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
        return "ttclid";
    }
}
