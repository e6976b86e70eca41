package io.leadloop.destination.httpaccount;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.destination.httpaccount.HttpAccountProperties.Auth;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

/** Tokens and signatures, against published vectors. */
class RequestSignatureTests {

    private static HttpHeaders signed(RequestSignature signature, String id, long at, String body) {
        HttpHeaders headers = new HttpHeaders();
        signature.sign(headers, id, Instant.ofEpochSecond(at), body.getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    /** The vector of the libraries of github.com/standard-webhooks/standard-webhooks. */
    @Test
    void standard_webhooks_sign_id_time_and_body() {
        HttpHeaders headers = signed(
                RequestSignature.of(Auth.STANDARD_WEBHOOKS, null, "", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330L,
                "{\"test\": 2432232314}");
        assertThat(headers.toSingleValueMap())
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330")
                .containsEntry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    /** RFC 4231, test case 2. */
    @Test
    void hmac_is_that_of_the_body_in_hex() {
        String hex = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assertThat(signed(
                                RequestSignature.of(Auth.HMAC_SHA256, null, "", "Jefe"),
                                "id",
                                1,
                                "what do ya want for nothing?")
                        .getFirst("X-Signature"))
                .isEqualTo(hex);
        assertThat(signed(
                                RequestSignature.of(Auth.HMAC_SHA256, "X-Hub-Signature-256", "sha256=", "Jefe"),
                                "id",
                                1,
                                "what do ya want for nothing?")
                        .getFirst("X-Hub-Signature-256"))
                .isEqualTo("sha256=" + hex);
    }

    @Test
    void a_token_stands_in_its_header_or_encoded_in_the_query() {
        assertThat(signed(RequestSignature.of(Auth.HEADER, "X-Api-Key", "Key ", "s"), "id", 1, "")
                        .getFirst("X-Api-Key"))
                .isEqualTo("Key s");
        RequestSignature query = RequestSignature.of(Auth.QUERY, "api key", "", "a&b=c #");
        assertThat(query.on(URI.create("https://x.example.com/a?b=1")))
                .hasToString("https://x.example.com/a?b=1&api%20key=a%26b%3Dc%20%23");
        assertThat(query.on(URI.create("https://x.example.com/a")))
                .hasToString("https://x.example.com/a?api%20key=a%26b%3Dc%20%23");
        assertThat(signed(query, "id", 1, "")).isEmpty();
    }

    @Test
    void nothing_prints_a_secret() {
        assertThat(RequestSignature.of(Auth.BEARER, null, "", "hush")).hasToString("BEARER");
    }
}
