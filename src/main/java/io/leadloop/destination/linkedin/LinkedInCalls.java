package io.leadloop.destination.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Calls of LinkedIn's Marketing API, each signed in as the account. They throw OAuth2AuthorizationException or
 * RestClientException where no token is given.
 */
final class LinkedInCalls {

    private final LinkedInProperties properties;
    private final OutsideHttp http;
    /** Null where the token is a fixed one. */
    private final @Nullable AccessToken token;

    LinkedInCalls(LinkedInProperties properties, OutsideHttp http, @Nullable AccessToken token) {
        this.properties = properties;
        this.http = http;
        this.token = token;
    }

    OutsideAnswer get(URI uri) throws OutsideHttp.NoAnswer {
        return signedIn(bearer -> http.get(uri, headers(bearer)));
    }

    OutsideAnswer post(URI uri, JsonNode body) throws OutsideHttp.NoAnswer {
        return signedIn(bearer -> http.post(uri, body, headers(bearer)));
    }

    /** @param method of Rest.li, such as {@code BATCH_CREATE} */
    OutsideAnswer post(URI uri, JsonNode body, String method) throws OutsideHttp.NoAnswer {
        return signedIn(bearer ->
                http.post(uri, body, headers(bearer).andThen(headers -> headers.set("X-RestLi-Method", method))));
    }

    private OutsideAnswer signedIn(AccessToken.Call call) throws OutsideHttp.NoAnswer {
        return token == null
                ? call.with(Objects.requireNonNull(properties.accessToken()))
                : token.call(call, LinkedInResponse::mayBeTheToken);
    }

    private Consumer<HttpHeaders> headers(String bearer) {
        return headers -> {
            headers.setBearerAuth(bearer);
            headers.set("LinkedIn-Version", properties.apiVersion());
            headers.set("X-Restli-Protocol-Version", "2.0.0");
        };
    }
}
