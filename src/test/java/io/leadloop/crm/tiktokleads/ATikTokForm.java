package io.leadloop.crm.tiktokleads;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/**
 * TikTok's lead webhooks, by the Subscription API guide (portal id 1810521739537409) and "Validate payloads" (portal id
 * 1806817494948930): the signature is over the payload with other signs than ASCII escaped, with lower case hex digits.
 */
public final class ATikTokForm {

    public static final String SECRET = "tiktok-app-secret";

    private ATikTokForm() {}

    static ConfiguredSource source(Map<String, String> keys) {
        return new ConfiguredSource(
                "tiktok-form",
                (http, clock) -> new TikTokLeadsSourceType(),
                Map.of("secrets", "another-secret," + SECRET, "consent-when-absent", "unknown"),
                keys);
    }

    /** Signed as the guide words it, whatever is sent. */
    public static String signature(String body) {
        StringBuilder escaped = new StringBuilder();
        body.chars().forEach(it -> {
            if (it < 128) {
                escaped.append((char) it);
            } else {
                escaped.append("\\u%04x".formatted(it));
            }
        });
        return hex(escaped.toString());
    }

    static String hex(String signed) {
        return HexFormat.of()
                .formatHex(Secrets.hmac(
                        "HmacSHA256",
                        SECRET.getBytes(StandardCharsets.UTF_8),
                        signed.getBytes(StandardCharsets.UTF_8)));
    }
}
