package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Standard Webhooks 1.0, against the published vectors and against a signer that is not ours. */
class StandardWebhooksTests {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final long TIME = 1614265330L;

    @Test
    void the_published_vector_passes() throws WebhookRefused {
        assertThat(verifier(SECRET).verify(request(BODY, "webhook", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")))
                .contains("msg_p5jXN8AQM9LWM0D4loKWxJek");
    }

    @Test
    void svix_headers_pass_too() throws WebhookRefused {
        assertThat(verifier(SECRET).verify(request(BODY, "svix", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")))
                .isPresent();
    }

    @Test
    void one_matching_entry_of_several_is_enough() throws WebhookRefused {
        String signatures = "v1a,xyz v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        assertThat(verifier(SECRET).verify(request(BODY, "webhook", signatures)))
                .isPresent();
    }

    @Test
    void a_new_secret_is_taken_beside_the_old_one() throws WebhookRefused {
        StandardWebhooks both = verifier("whsec_b2xkIHNlY3JldCBvbGQgc2VjcmV0", SECRET);
        assertThat(both.verify(request(BODY, "webhook", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")))
                .isPresent();
    }

    @Test
    void an_independent_signer_agrees() throws Exception {
        String body = "{\"lead\":{\"id\":\"Zoë – 株式会社\"}}";
        String signature = new Webhook(SECRET).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", TIME, body);
        assertThat(verifier(SECRET).verify(request(body, "webhook", signature))).isPresent();
    }

    @Test
    void a_changed_body_is_refused() {
        assertThatThrownBy(() -> verifier(SECRET)
                        .verify(request(BODY + " ", "webhook", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")))
                .isInstanceOf(WebhookRefused.class)
                .hasMessageContaining("signature does not fit");
    }

    @Test
    void a_replay_after_the_window_is_refused() {
        StandardWebhooks late = new StandardWebhooks(
                List.of(SECRET), Duration.ofMinutes(5), Clock.fixed(Instant.ofEpochSecond(TIME + 301), ZoneOffset.UTC));
        assertThatThrownBy(
                        () -> late.verify(request(BODY, "webhook", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")))
                .isInstanceOf(WebhookRefused.class)
                .hasMessageContaining("more than 300 seconds");
    }

    @Test
    void a_delivery_without_a_name_is_refused_however_well_it_is_signed() throws Exception {
        String signature = new Webhook(SECRET).sign("", TIME, BODY);
        Map<String, String> headers =
                Map.of("webhook-id", "", "webhook-timestamp", Long.toString(TIME), "webhook-signature", signature);
        assertThatThrownBy(() -> verifier(SECRET)
                        .verify(new WebhookRequest(BODY.getBytes(StandardCharsets.UTF_8), null, headers::get)))
                .isInstanceOf(WebhookRefused.class)
                .hasMessageContaining("webhook-id is missing or empty");
    }

    private static StandardWebhooks verifier(String... secrets) {
        return new StandardWebhooks(
                List.of(secrets), Duration.ofMinutes(5), Clock.fixed(Instant.ofEpochSecond(TIME + 10), ZoneOffset.UTC));
    }

    private static WebhookRequest request(String body, String family, String signature) {
        Map<String, String> headers = Map.of(
                family + "-id",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                family + "-timestamp",
                Long.toString(TIME),
                family + "-signature",
                signature);
        return new WebhookRequest(
                body.getBytes(StandardCharsets.UTF_8), null, name -> headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
