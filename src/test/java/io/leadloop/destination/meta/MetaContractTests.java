package io.leadloop.destination.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Meta over the Conversions API. */
class MetaContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new MetaDestination(
                properties(platform.address(), List.of(), testFlag ? "TEST123" : null), http, settings);
    }

    private static MetaProperties properties(URI base, List<String> dataProcessing, @Nullable String testEventCode) {
        return new MetaProperties(
                base,
                "v25.0",
                "900100",
                "secret-token",
                "Salesforce",
                Duration.ofDays(7).minusMinutes(15),
                dataProcessing,
                1,
                1000,
                testEventCode);
    }

    /** Meta's page "Data processing options": LDU with country 1 (USA) and state 1000 (California). */
    @Test
    void data_processing_options_are_told_with_country_and_state_or_not_at_all() {
        URI nowhere = URI.create("http://localhost");
        MetaRequest limited = new MetaRequest(properties(nowhere, List.of("LDU"), null));
        assertThat(limited.event(uploads(1).get(0)).toString())
                .contains("\"data_processing_options\":[\"LDU\"],\"data_processing_options_country\":1,"
                        + "\"data_processing_options_state\":1000");
        MetaRequest ordinary = new MetaRequest(properties(nowhere, List.of(), null));
        assertThat(ordinary.event(uploads(1).get(0)).toString()).doesNotContain("data_processing");
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, "{\"events_received\":" + events + ",\"messages\":[],\"fbtrace_id\":\"A1\"}");
    }

    @Override
    protected String limitedUse() {
        return "\"opt_out\":true";
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
