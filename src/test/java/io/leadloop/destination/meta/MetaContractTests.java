package io.leadloop.destination.meta;

import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;

/** Meta over the Conversions API. */
class MetaContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform) {
        return new MetaDestination(
                new MetaProperties(platform.address(), "v25.0", "900100", "secret-token", "Salesforce", null), http);
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
    protected String eventsField() {
        return "data";
    }

    @Override
    protected String keyField() {
        return "event_id";
    }

    @Override
    protected String clickKind() {
        return "fbclid";
    }
}
