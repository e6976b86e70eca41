package io.leadloop.crm.generic;

import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Verifies an HMAC over the body, or over a time and the body, in a configured header. */
final class HmacSignature implements Verifier {

    private static final String BODY = "{body}";
    private static final String TIMESTAMP = "{timestamp}";

    private final GenericProperties.Hmac form;
    private final List<byte[]> keys;
    private final SignedTime signedTime;

    HmacSignature(GenericProperties.Hmac form, List<String> secrets, Duration tolerance, Clock clock) {
        this.form = form;
        this.keys =
                secrets.stream().map(it -> it.getBytes(StandardCharsets.UTF_8)).toList();
        this.signedTime = new SignedTime(tolerance, clock);
        if (!form.signed().endsWith(BODY) || (form.signed().contains(TIMESTAMP) && form.timestampHeader() == null)) {
            throw new IllegalStateException(
                    "hmac.signed has to end with {body}, and needs hmac.timestamp-header where it"
                            + " names {timestamp}; it is '" + form.signed() + "'");
        }
        try {
            Secrets.hmac(form.algorithm(), new byte[] {1});
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "hmac.algorithm is '" + form.algorithm()
                            + "', which this Java does not know as a keyed hash such as" + " HmacSHA256",
                    e);
        }
    }

    @Override
    public Optional<String> verify(WebhookRequest request) throws WebhookRefused {
        String given = request.header(form.header())
                .filter(it -> it.startsWith(form.prefix()))
                .map(it -> it.substring(form.prefix().length()))
                .orElseThrow(() -> WebhookRefused.unverified(
                        "The header " + form.header() + " is missing or does not begin with '" + form.prefix() + "'."));
        byte[] head = head(request).getBytes(StandardCharsets.UTF_8);
        boolean matches = false;
        for (byte[] key : keys) {
            byte[] hash = Secrets.hmac(form.algorithm(), key, head, request.body());
            boolean hex = form.encoding() == GenericProperties.Encoding.HEX;
            String expected =
                    hex ? HexFormat.of().formatHex(hash) : Base64.getEncoder().encodeToString(hash);
            String comparable = hex ? given.toLowerCase(java.util.Locale.ROOT) : given;
            matches |= MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8), comparable.getBytes(StandardCharsets.UTF_8));
        }
        if (!matches) {
            throw WebhookRefused.unverified(
                    "The signature does not fit the body. Sign the raw bytes with this source's" + " secret.");
        }
        return Optional.empty();
    }

    private String head(WebhookRequest request) throws WebhookRefused {
        String head = form.signed().substring(0, form.signed().length() - BODY.length());
        String header = form.timestampHeader();
        if (!head.contains(TIMESTAMP) || header == null) {
            return head;
        }
        String timestamp = request.header(header)
                .orElseThrow(() -> WebhookRefused.unverified("The header " + header + " is missing."));
        signedTime.check(timestamp);
        return head.replace(TIMESTAMP, timestamp);
    }
}
