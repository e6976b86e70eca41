package io.leadloop.http;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.stereotype.Component;

/** A person's consent, fetched by an authorization code (RFC 6749, 4.1) with PKCE (RFC 7636) where the platform knows it. */
@Component
public class AuthorizationCode {

    private final OutsideHttp http;

    AuthorizationCode(OutsideHttp http) {
        this.http = http;
    }

    /**
     * An OAuth app and what it asks for.
     *
     * @param redirectUri where the person comes back, as it is registered with the app
     * @param parameters further ones of the authorize address
     * @param proves whether the code is bound to a verifier (PKCE, S256)
     */
    public record App(
            String clientId,
            String clientSecret,
            URI authorizeUri,
            URI tokenUri,
            URI redirectUri,
            Set<String> scopes,
            Map<String, String> parameters,
            boolean proves) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "App[" + authorizeUri + "]";
        }
    }

    /**
     * A consent that is asked for.
     *
     * @param address where the person says yes
     * @param verifier proves later who asked; null without PKCE
     */
    public record Asked(URI address, @Nullable String verifier) {

        /** Without the verifier. */
        @Override
        public String toString() {
            return "Asked[]";
        }
    }

    /**
     * What the platform gave.
     *
     * @param lasts how long the access token; null where it is not said
     * @param scopes what was granted; empty where the answer does not say, which means what was asked for (RFC 6749, 5.1)
     * @param account the number of the account; null for all but HubSpot
     */
    public record Given(
            String accessToken,
            @Nullable Duration lasts,
            @Nullable String refreshToken,
            Set<String> scopes,
            @Nullable String account) {

        /** Without the tokens. */
        @Override
        public String toString() {
            return "Given[" + scopes + "]";
        }
    }

    public static Asked ask(App app, String state) {
        OAuth2AuthorizationRequest.Builder request = request(app, state);
        if (app.proves()) {
            OAuth2AuthorizationRequestCustomizers.withPkce().accept(request);
        }
        OAuth2AuthorizationRequest asked = request.build();
        return new Asked(
                URI.create(asked.getAuthorizationRequestUri()), asked.getAttribute(PkceParameterNames.CODE_VERIFIER));
    }

    /** Throws OAuth2AuthorizationException when the platform refuses, RestClientException when it cannot be reached. */
    public Given redeem(App app, String state, String code, @Nullable String verifier) {
        OAuth2AuthorizationRequest.Builder request = request(app, state);
        if (verifier != null) {
            request.attributes(it -> it.put(PkceParameterNames.CODE_VERIFIER, verifier));
        }
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(code)
                .redirectUri(app.redirectUri().toString())
                .state(state)
                .build();
        RestClientAuthorizationCodeTokenResponseClient requests = new RestClientAuthorizationCodeTokenResponseClient();
        requests.setRestClient(AccessToken.tokenCalls(http));
        OAuth2AccessTokenResponse answer = requests.getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(
                registration(app), new OAuth2AuthorizationExchange(request.build(), response)));
        OAuth2AccessToken token = answer.getAccessToken();
        return new Given(
                token.getTokenValue(),
                lasts(token),
                answer.getRefreshToken() == null
                        ? null
                        : answer.getRefreshToken().getTokenValue(),
                Objects.requireNonNullElse(token.getScopes(), Set.of()),
                (String) answer.getAdditionalParameters().get(TokenAnswer.HUBSPOT_ACCOUNT));
    }

    /** Null too for a second or less: Spring's word for an end that was not said. */
    private static @Nullable Duration lasts(OAuth2AccessToken token) {
        Instant from = token.getIssuedAt();
        Instant end = token.getExpiresAt();
        Duration lasts = from == null || end == null ? Duration.ZERO : Duration.between(from, end);
        return lasts.compareTo(Duration.ofSeconds(1)) > 0 ? lasts : null;
    }

    private static OAuth2AuthorizationRequest.Builder request(App app, String state) {
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(app.authorizeUri().toString())
                .clientId(app.clientId())
                .redirectUri(app.redirectUri().toString())
                .scopes(app.scopes())
                .state(state)
                .additionalParameters(it -> it.putAll(app.parameters()));
    }

    private static ClientRegistration registration(App app) {
        return ClientRegistration.withRegistrationId("connection")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .clientId(app.clientId())
                .clientSecret(app.clientSecret())
                .authorizationUri(app.authorizeUri().toString())
                .tokenUri(app.tokenUri().toString())
                .redirectUri(app.redirectUri().toString())
                .build();
    }
}
