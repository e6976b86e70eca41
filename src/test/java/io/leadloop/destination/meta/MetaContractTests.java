package io.leadloop.destination.meta;

import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import java.time.Duration;
import java.util.List;

/** Meta over the Conversions API. */
class MetaContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new MetaDestination(
                new MetaProperties(
                        platform.address(),
                        "v25.0",
                        "900100",
                        "secret-token",
                        "Salesforce",
                        Duration.ofDays(7).minusMinutes(15),
                        List.of(),
                        0,
                        0,
                        testFlag ? "TEST123" : null),
                http,
                settings);
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, "{\"events_received\":" + events + ",\"messages\":[],\"fbtrace_id\":\"A1\"}");
    }

    @Override
    protected Answer badToken() {
        return error(400, 190, 463);
    }

    @Override
    protected Answer spoiled() {
        return error(400, 100, 2804007);
    }

    private static Answer error(int status, int code, int subcode) {
        return Answer.of(
                status,
                "{\"error\":{\"message\":\"m\",\"type\":\"OAuthException\",\"code\":%d,\"error_subcode\":%d}}"
                        .formatted(code, subcode));
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
        return "fbclid";
    }
}
