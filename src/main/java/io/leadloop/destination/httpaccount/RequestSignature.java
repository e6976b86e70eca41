package io.leadloop.destination.httpaccount;

import io.leadloop.destination.httpaccount.HttpAccountProperties.Auth;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * How a request shows who sends it: by a token, or by a signature over its bytes.
 *
 * @param name the header or the query's parameter; null where the kind has its own or none is set
 * @param prefix stands before the value in a header
 */
record RequestSignature(Auth auth, @Nullable String name, String prefix, String secret) {

    private static final String KEY_PREFIX = "whsec_";
    private static final String DEFAULT_HEADER = "X-Signature";

    /** Throws IllegalArgumentException for a secret that cannot be one. */
    static RequestSignature of(Auth auth, @Nullable String name, String prefix, String secret) {
        RequestHeaders.checked(prefix + secret);
        if (auth == Auth.STANDARD_WEBHOOKS && !secret.isEmpty()) {
            key(secret);
        }
        String header = name == null && auth == Auth.HMAC_SHA256 ? DEFAULT_HEADER : name;
        return new RequestSignature(auth, header, prefix, secret);
    }

    boolean needsName() {
        return auth == Auth.HEADER || auth == Auth.QUERY;
    }

    /** The address with the token in its query, where it stands there. */
    URI on(URI uri) {
        if (auth != Auth.QUERY) {
            return uri;
        }
        String join = uri.getRawQuery() == null ? "?" : "&";
        return URI.create(uri + join + encoded(String.valueOf(name)) + "=" + encoded(secret));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * @param id of the message, the same at each try
     */
    void sign(HttpHeaders headers, String id, Instant now, byte[] body) {
        switch (auth) {
            case NONE, QUERY -> {}
            case BEARER -> headers.setBearerAuth(secret);
            case HEADER -> headers.set(String.valueOf(name), prefix + secret);
            case HMAC_SHA256 ->
                headers.set(
                        String.valueOf(name),
                        prefix + HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body)));
            case STANDARD_WEBHOOKS -> {
                String seconds = Long.toString(now.getEpochSecond());
                byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
                headers.set("webhook-id", id);
                headers.set("webhook-timestamp", seconds);
                headers.set(
                        "webhook-signature", "v1," + Base64.getEncoder().encodeToString(hmac(key(secret), head, body)));
            }
        }
    }

    private static byte[] key(String secret) {
        if (!secret.startsWith(KEY_PREFIX)) {
            throw new IllegalArgumentException(
                    "a secret of Standard Webhooks is whsec_ and base64; make one with: echo whsec_$(openssl rand -base64 32)");
        }
        try {
            return Base64.getDecoder().decode(secret.substring(KEY_PREFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("what follows whsec_ has to be base64", e);
        }
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** Never its secret. */
    @Override
    public String toString() {
        return auth.name();
    }
}
