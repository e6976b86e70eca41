package io.leadloop.destination.x;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.web.util.UriUtils;

/**
 * Signs requests by OAuth 1.0a with HMAC-SHA1 (RFC 5849, 3.4.2), which X still asks for. A class of our own, because no
 * library that is alive does this for requests of Spring's client; it knows only what X needs: queries, and bodies
 * of JSON, of which the signature covers nothing (3.4.1.3.1).
 */
final class OAuth1 {

    private static final String ALGORITHM = "HmacSHA1";

    private final Credentials credentials;
    private final Supplier<String> nonces;
    private final Clock clock;

    /** The app and the user in whose name it speaks. */
    record Credentials(String consumerKey, String consumerSecret, String token, String tokenSecret) {

        /** Kept out of logs. */
        @Override
        public String toString() {
            return "OAuth 1.0a credentials";
        }
    }

    record Parameter(String name, String value) {

        private Parameter encoded() {
            return new Parameter(encode(name), encode(value));
        }
    }

    /**
     * @param nonces a text for each request that nobody can guess; none comes twice in the same second
     */
    OAuth1(Credentials credentials, Supplier<String> nonces, Clock clock) {
        this.credentials = credentials;
        this.nonces = nonces;
        this.clock = clock;
    }

    /** The value of the header {@code Authorization}. */
    String authorization(String method, URI address) {
        return authorization(method, address, List.of());
    }

    /**
     * The value of the header {@code Authorization}.
     *
     * @param query that the address has, see {@link #withQuery}; it is signed too (3.4.1.3.1)
     */
    String authorization(String method, URI address, List<Parameter> query) {
        List<Parameter> parameters = List.of(
                new Parameter("oauth_consumer_key", credentials.consumerKey()),
                new Parameter("oauth_nonce", nonces.get()),
                new Parameter("oauth_signature_method", "HMAC-SHA1"),
                new Parameter("oauth_timestamp", String.valueOf(clock.instant().getEpochSecond())),
                new Parameter("oauth_token", credentials.token()),
                new Parameter("oauth_version", "1.0"));
        Parameter signature = new Parameter(
                "oauth_signature",
                signature(
                        method,
                        address,
                        Stream.concat(query.stream(), parameters.stream()).toList(),
                        credentials));
        return Stream.concat(parameters.stream(), Stream.of(signature))
                .map(Parameter::encoded)
                .map(it -> it.name() + "=\"" + it.value() + "\"")
                .collect(Collectors.joining(", ", "OAuth ", ""));
    }

    /** Encoded as it is signed: X wants {@code :} and {@code ,} encoded too. */
    static URI withQuery(URI address, List<Parameter> query) {
        return URI.create(address + "?"
                + query.stream()
                        .map(Parameter::encoded)
                        .map(it -> it.name() + "=" + it.value())
                        .collect(Collectors.joining("&")));
    }

    static String signature(String method, URI address, List<Parameter> parameters, Credentials credentials) {
        String key = encode(credentials.consumerSecret()) + "&" + encode(credentials.tokenSecret());
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder()
                    .encodeToString(
                            mac.doFinal(base(method, address, parameters).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign by " + ALGORITHM, e);
        }
    }

    /** The signature base string (3.4.1). */
    static String base(String method, URI address, List<Parameter> parameters) {
        String normalized = parameters.stream()
                .map(Parameter::encoded)
                .sorted((one, other) -> one.name().equals(other.name())
                        ? one.value().compareTo(other.value())
                        : one.name().compareTo(other.name()))
                .map(it -> it.name() + "=" + it.value())
                .collect(Collectors.joining("&"));
        return method + "&" + encode(base(address)) + "&" + encode(normalized);
    }

    /** Without a query, and without a port that the scheme implies (3.4.1.2). */
    private static String base(URI address) {
        Map<String, Integer> implied = Map.of("http", 80, "https", 443);
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        boolean told =
                address.getPort() != -1 && !Integer.valueOf(address.getPort()).equals(implied.get(scheme));
        return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + (told ? ":" + address.getPort() : "")
                + address.getRawPath();
    }

    /** All but letters, digits and {@code - . _ ~} (3.6). */
    private static String encode(String text) {
        return UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
