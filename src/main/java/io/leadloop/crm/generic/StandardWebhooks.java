package io.leadloop.crm.generic;

import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Standard Webhooks 1.0, and Svix, which is the same under other header names: HMAC-SHA256 over
 * {@code id.timestamp.body}, any entry {@code v1,<base64>} of the signature header may match.
 */
final class StandardWebhooks implements Verifier {

    private static final String KEY_PREFIX = "whsec_";
    private static final String VERSION = "v1,";

    private final List<byte[]> keys;
    private final SignedTime signedTime;

    StandardWebhooks(List<String> secrets, Duration tolerance, Clock clock) {
        this.keys = secrets.stream().map(StandardWebhooks::key).toList();
        this.signedTime = new SignedTime(tolerance, clock);
    }

    private static byte[] key(String secret) {
        byte[] key = {};
        try {
            key = Base64.getDecoder()
                    .decode(secret.startsWith(KEY_PREFIX) ? secret.substring(KEY_PREFIX.length()) : secret);
        } catch (IllegalArgumentException notBase64) {
            // Said below, as of a secret without a key; the exception would repeat a part of it.
        }
        if (key.length == 0) {
            throw new IllegalStateException("secrets: a Standard Webhooks secret has to be whsec_ and base64. Make one"
                    + " with: echo whsec_$(openssl rand -base64 24)");
        }
        return key;
    }

    @Override
    public Optional<String> verify(WebhookRequest request) throws WebhookRefused {
        String id = header(request, "id");
        String timestamp = header(request, "timestamp");
        String signatures = header(request, "signature");
        signedTime.check(timestamp);
        byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        boolean matches = false;
        for (byte[] key : keys) {
            byte[] expected = Base64.getEncoder().encode(Secrets.hmac("HmacSHA256", key, head, request.body()));
            for (String signature : signatures.split(" ", -1)) {
                if (signature.startsWith(VERSION)) {
                    byte[] given = signature.substring(VERSION.length()).getBytes(StandardCharsets.UTF_8);
                    matches |= MessageDigest.isEqual(expected, given);
                }
            }
        }
        if (!matches) {
            throw WebhookRefused.unverified(
                    "The signature does not fit the body. Sign the raw bytes with this source's" + " secret.");
        }
        return Optional.of(id);
    }

    @Override
    public boolean namesDeliveries() {
        return true;
    }

    private static String header(WebhookRequest request, String name) throws WebhookRefused {
        return request.header("webhook-" + name)
                .or(() -> request.header("svix-" + name))
                .filter(it -> !it.isBlank())
                .orElseThrow(() -> WebhookRefused.unverified("The header webhook-" + name + " is missing or empty."));
    }
}
