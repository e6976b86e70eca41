package io.leadloop.crm.close;

import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Verifies Close's signature: hex HMAC-SHA256 over the time in seconds and the raw body, with a key given in hex. */
final class CloseSignature {

    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final List<byte[]> keys;
    private final Duration tolerance;
    private final Clock clock;

    /** Throws IllegalArgumentException for a key that is not hex. */
    CloseSignature(List<String> keys, Duration tolerance, Clock clock) {
        this.keys = keys.stream()
                .map(it -> HexFormat.of().parseHex(it.strip().toLowerCase(Locale.ROOT)))
                .toList();
        this.tolerance = tolerance;
        this.clock = clock;
    }

    void verify(WebhookRequest request) throws WebhookRefused {
        String time = request.header("close-sig-timestamp").orElse("").strip();
        if (!time.matches("\\d{1,12}")) {
            throw WebhookRefused.unverified("close-sig-timestamp is missing or no number of seconds since 1970.");
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), clock.instant());
        if (age.compareTo(tolerance) > 0 || age.negated().compareTo(AHEAD) > 0) {
            throw WebhookRefused.unverified(
                    "The signed time is too far away from now. Check this machine's clock, or raise"
                            + " tolerance of this source.");
        }
        byte[] signed = time.getBytes(StandardCharsets.UTF_8);
        List<String> expected = keys.stream()
                .map(it -> HexFormat.of().formatHex(Secrets.hmac("HmacSHA256", it, signed, request.body())))
                .toList();
        String given = request.header("close-sig-hash").orElse("").strip().toLowerCase(Locale.ROOT);
        if (!Secrets.matchesAny(given, expected)) {
            throw WebhookRefused.unverified(
                    "close-sig-hash does not fit. secrets has to hold the signature_key that Close"
                            + " gave out when the webhook subscription was created.");
        }
    }
}
