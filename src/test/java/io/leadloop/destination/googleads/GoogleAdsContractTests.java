package io.leadloop.destination.googleads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** Google Ads over the Data Manager API. */
class GoogleAdsContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new GoogleAdsDestination(
                properties(platform.address(), "refresh", testFlag), http, settings, tokens, CLOCK);
    }

    private static GoogleAdsProperties properties(URI base, @Nullable String refreshToken, boolean validateOnly) {
        return new GoogleAdsProperties(
                base,
                "v1",
                base.resolve("/token"),
                null,
                "client",
                "secret",
                refreshToken,
                "123-456-7890",
                null,
                Map.of("won", "1003", "mql", "1001"),
                "WEB",
                Duration.ofDays(90),
                Duration.ofHours(6),
                validateOnly);
    }

    @Test
    void half_the_keys_stop_the_start_and_name_what_is_missing() {
        assertThatThrownBy(() ->
                        properties(URI.create("http://localhost"), null, false).isOn())
                .hasMessageContaining("leadloop.destinations.google-ads.refresh-token");
    }

    @Test
    void a_refused_sign_in_blocks_before_anything_is_sent() {
        try (FakePlatform platform =
                new FakePlatform().answersTokenRequests(Answer.of(400, "{\"error\":\"invalid_grant\"}"))) {
            assertThat(speakingTo(platform).upload(java.util.List.of())).isEmpty();
            assertThat(platform.heard()).isEmpty();
        }
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, "{\"requestId\":\"r-1\"}");
    }

    @Override
    protected int requestsWhenRefused() {
        return 2;
    }

    @Override
    protected String limitedUse() {
        return "\"adPersonalization\":\"CONSENT_DENIED\"";
    }

    @Override
    protected Answer badToken() {
        return Answer.of(401, "{\"error\":{\"code\":401,\"status\":\"UNAUTHENTICATED\",\"message\":\"no\"}}");
    }

    @Override
    protected Answer spoiled() {
        return Answer.of(400, "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"message\":\"bad\"}}");
    }

    @Override
    protected String eventsAt() {
        return "/events";
    }

    @Override
    protected String keyAt() {
        return "/transactionId";
    }

    @Override
    protected String clickKind() {
        return "gclid";
    }
}
