package io.leadloop.sandbox.x;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.web.util.UriUtils;

/** Checks an OAuth 1.0a header as X does. Written apart from the signing side, so that one mistake is not made twice. */
final class XSignature {

    static final String CONSUMER_KEY = "demo-x-consumer";
    static final String CONSUMER_SECRET = "demo-x-consumer-secret";
    static final String TOKEN = "demo-x-token";
    static final String TOKEN_SECRET = "demo-x-token-secret";
    private static final Pattern PAIR = Pattern.compile("(oauth_[a-z_]+)=\"([^\"]*)\"");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private XSignature() {}

    /**
     * @param address as the client called it, without a query
     */
    static boolean isGood(String header, String method, String address, Instant now) {
        if (!header.startsWith("OAuth ")) {
            return false;
        }
        Map<String, String> sent = new TreeMap<>();
        for (Matcher pair = PAIR.matcher(header); pair.find(); ) {
            sent.put(pair.group(1), UriUtils.decode(pair.group(2), StandardCharsets.UTF_8));
        }
        String signature = sent.remove("oauth_signature");
        return signature != null
                && CONSUMER_KEY.equals(sent.get("oauth_consumer_key"))
                && TOKEN.equals(sent.get("oauth_token"))
                && "HMAC-SHA1".equals(sent.get("oauth_signature_method"))
                && "1.0".equals(sent.get("oauth_version"))
                && !sent.getOrDefault("oauth_nonce", "").isBlank()
                && isRecent(sent.getOrDefault("oauth_timestamp", ""), now)
                && MessageDigest.isEqual(signature.getBytes(StandardCharsets.UTF_8), expected(method, address, sent));
    }

    private static boolean isRecent(String seconds, Instant now) {
        return seconds.matches("\\d{1,12}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), now)
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0;
    }

    private static byte[] expected(String method, String address, Map<String, String> sent) {
        StringBuilder parameters = new StringBuilder();
        sent.forEach((name, value) -> parameters
                .append(parameters.isEmpty() ? "" : "&")
                .append(encode(name))
                .append('=')
                .append(encode(value)));
        String base = method + "&" + encode(address) + "&" + encode(parameters.toString());
        String key = encode(CONSUMER_SECRET) + "&" + encode(TOKEN_SECRET);
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encode(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
