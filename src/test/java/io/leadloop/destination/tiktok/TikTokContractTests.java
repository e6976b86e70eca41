package io.leadloop.destination.tiktok;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** TikTok over the Events API 2.0. */
class TikTokContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new TikTokDestination(
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
                http,
                settings);
    }

    @Test
    void the_token_is_a_header_and_no_part_of_the_address() {
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            speakingTo(platform).upload(uploads(1));
            assertThat(platform.requests().get(0).address()).isEqualTo("/open_api/v1.3/event/track/");
            assertThat(platform.requests().get(0).header("Access-Token")).isEqualTo("secret-token");
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
