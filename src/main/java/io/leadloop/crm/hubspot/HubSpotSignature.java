package io.leadloop.crm.hubspot;

import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Verifies HubSpot's signatures. v3: base64 HMAC-SHA256 over method, URL, raw body and a time that may be off by five
 * minutes. v1: hex SHA-256 over secret and raw body, without URL or time, so only where configured.
 */
final class HubSpotSignature {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int MOST_DIGITS = 15;

    /** HubSpot signs the address with these decoded, and only these. */
    private static final Map<String, String> DECODED = Map.ofEntries(
            Map.entry("%3A", ":"),
            Map.entry("%2F", "/"),
            Map.entry("%3F", "?"),
            Map.entry("%40", "@"),
            Map.entry("%21", "!"),
            Map.entry("%24", "$"),
            Map.entry("%27", "'"),
            Map.entry("%28", "("),
            Map.entry("%29", ")"),
            Map.entry("%2A", "*"),
            Map.entry("%2C", ","),
            Map.entry("%3B", ";"));

    private final byte[] head;
    private final List<byte[]> secrets;
    private final boolean acceptV1;
    private final Clock clock;

    HubSpotSignature(String publicUrl, List<String> secrets, boolean acceptV1, Clock clock) {
        this.head = ("POST" + decoded(publicUrl)).getBytes(StandardCharsets.UTF_8);
        this.secrets =
                secrets.stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toList();
        this.acceptV1 = acceptV1;
        this.clock = clock;
    }

    static String decoded(String url) {
        String text = url;
        for (Map.Entry<String, String> code : DECODED.entrySet()) {
            text = text.replace(code.getKey(), code.getValue())
                    .replace(code.getKey().toLowerCase(Locale.ROOT), code.getValue());
        }
        return text;
    }

    /** Throws WebhookRefused (401). If there is a v3 signature, only that one counts. */
    void verify(WebhookRequest request) throws WebhookRefused {
        String v3 = request.header("X-HubSpot-Signature-v3").orElse(null);
        if (v3 != null) {
            verifyV3(request, v3.strip());
            return;
        }
        String v1 = request.header("X-HubSpot-Signature").orElse(null);
        if (v1 == null) {
            throw WebhookRefused.unverified("The header X-HubSpot-Signature-v3 is missing.");
        }
        String version =
                request.header("X-HubSpot-Signature-Version").orElse("v1").strip();
        if (!acceptV1 || !version.equals("v1")) {
            throw WebhookRefused.unverified(
                    "The webhook carries an older signature only. Where your app cannot send"
                            + " X-HubSpot-Signature-v3, set accept-v1 of this source; v2 is that of workflows, which are not taken.");
        }
        verifyV1(request, v1.strip());
    }

    private void verifyV3(WebhookRequest request, String given) throws WebhookRefused {
        String timestamp =
                request.header("X-HubSpot-Request-Timestamp").orElse("").strip();
        if (timestamp.isEmpty()
                || timestamp.length() > MOST_DIGITS
                || !timestamp.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw WebhookRefused.unverified(
                    "X-HubSpot-Request-Timestamp is missing or no number of milliseconds since 1970.");
        }
        Duration off = Duration.between(Instant.ofEpochMilli(Long.parseLong(timestamp)), clock.instant())
                .abs();
        if (off.compareTo(TOLERANCE) > 0) {
            throw WebhookRefused.unverified("The signed time is more than 5 minutes away from now. Check this"
                    + " machine's clock; a repetition has to be signed anew.");
        }
        byte[] time = timestamp.getBytes(StandardCharsets.UTF_8);
        List<String> expected = secrets.stream()
                .map(it ->
                        Base64.getEncoder().encodeToString(Secrets.hmac("HmacSHA256", it, head, request.body(), time)))
                .toList();
        if (!Secrets.matchesAny(given, expected)) {
            throw WebhookRefused.unverified("The v3 signature does not fit. public-url has to be the target URL as it"
                    + " stands in HubSpot, letter by letter, and secrets the app's client secret.");
        }
    }

    private void verifyV1(WebhookRequest request, String given) throws WebhookRefused {
        List<String> expected = secrets.stream()
                .map(it -> HexFormat.of().formatHex(sha256(it, request.body())))
                .toList();
        if (!Secrets.matchesAny(given.toLowerCase(Locale.ROOT), expected)) {
            throw WebhookRefused.unverified(
                    "The v1 signature does not fit. secrets has to hold the app's client secret.");
        }
    }

    private static byte[] sha256(byte[] secret, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(secret);
            return digest.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
