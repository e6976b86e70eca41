package io.leadloop.destination.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.net.URI;

/**
 * Calls of Microsoft's REST APIs, each signed in as the account; they share one access token, because Microsoft replaces the
 * refresh token as it is used.
 */
final class MicrosoftAdsCalls {

    private final MicrosoftAdsProperties properties;
    private final OutsideHttp http;
    private final AccessToken token;

    MicrosoftAdsCalls(MicrosoftAdsProperties properties, OutsideHttp http, AccessToken token) {
        this.properties = properties;
        this.http = http;
        this.token = token;
    }

    /** Throws OAuth2AuthorizationException or RestClientException where no token is given. */
    OutsideAnswer post(URI uri, JsonNode body) throws OutsideHttp.NoAnswer {
        return token.call(bearer -> MicrosoftAdsResponse.signInAs401(http.post(uri, body, headers -> {
            headers.setBearerAuth(bearer);
            headers.set("DeveloperToken", properties.developerToken());
            headers.set("CustomerId", properties.customerId());
            headers.set("CustomerAccountId", properties.accountId());
        })));
    }

    OutsideHttp http() {
        return http;
    }
}
