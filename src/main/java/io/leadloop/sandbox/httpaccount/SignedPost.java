package io.leadloop.sandbox.httpaccount;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;

/** A request that shows who sends it: by the sandbox's token, or by a signature of Standard Webhooks with its secret. */
record SignedPost(HttpHeaders headers, byte[] body) {

    static final String TOKEN = "demo-http-token";
    static final String SECRET = "whsec_ZGVtby1odHRwLXNlY3JldC1ub3QtZm9yLXByb2R1Y3Rpb24=";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    boolean isSignedIn(Instant now) {
        return ("Bearer " + TOKEN).equals(headers.getFirst(HttpHeaders.AUTHORIZATION)) || hasSignature(now);
    }

    private boolean hasSignature(Instant now) {
        String id = headers.getFirst("webhook-id");
        String at = headers.getFirst("webhook-timestamp");
        String signatures = headers.getFirst("webhook-signature");
        if (id == null || at == null || signatures == null || !at.matches("\\d{1,12}")) {
            return false;
        }
        boolean isFresh = Duration.between(Instant.ofEpochSecond(Long.parseLong(at)), now)
                        .abs()
                        .compareTo(TOLERANCE)
                <= 0;
        byte[] expected = ("v1," + signature(id + "." + at + ".")).getBytes(StandardCharsets.UTF_8);
        return isFresh
                && Arrays.stream(signatures.split(" "))
                        .anyMatch(it -> MessageDigest.isEqual(expected, it.getBytes(StandardCharsets.UTF_8)));
    }

    private String signature(String head) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
