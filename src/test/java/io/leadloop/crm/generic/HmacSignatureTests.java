package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.crm.generic.GenericProperties.Encoding;
import io.leadloop.crm.generic.GenericProperties.Hmac;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A keyed hash in a header, against GitHub's published vector. */
class HmacSignatureTests {

    private static final String HEADER = "X-Hub-Signature-256";
    private final HmacSignature github = new HmacSignature(
            new Hmac(HEADER, "sha256=", Encoding.HEX, "HmacSHA256", "{body}", null),
            List.of("It's a Secret to Everybody"),
            Duration.ofMinutes(5),
            Clock.systemUTC());

    @Test
    void the_published_vector_passes() {
        assertThatCode(() -> github.verify(
                        request("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")))
                .doesNotThrowAnyException();
    }

    @Test
    void another_signature_is_refused() {
        assertThatThrownBy(() -> github.verify(request("sha256=" + "0".repeat(64))))
                .isInstanceOf(WebhookRefused.class);
    }

    @Test
    void no_signature_is_refused() {
        assertThatThrownBy(() -> github.verify(new WebhookRequest(new byte[0], null, name -> null)))
                .isInstanceOf(WebhookRefused.class)
                .hasMessageContaining(HEADER);
    }

    private static WebhookRequest request(String signature) {
        return new WebhookRequest(
                "Hello, World!".getBytes(StandardCharsets.UTF_8), null, Map.of(HEADER, signature)::get);
    }
}
