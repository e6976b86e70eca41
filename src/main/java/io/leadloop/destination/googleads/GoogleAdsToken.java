package io.leadloop.destination.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.PlatformHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;

/** Google's access token: fetched when first needed, kept until shortly before its end, never logged. */
final class GoogleAdsToken {

    static final String SCOPE = "https://www.googleapis.com/auth/datamanager";
    private static final URI GOOGLE_TOKEN_URI = URI.create("https://oauth2.googleapis.com/token");
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final Supplier<OAuth2AccessToken> fetch;
    private final Clock clock;
    private @Nullable OAuth2AccessToken token;

    private GoogleAdsToken(Supplier<OAuth2AccessToken> fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    static GoogleAdsToken of(GoogleAdsProperties properties, PlatformHttp platformHttp, Clock clock) {
        RestClient http = RestClient.builder()
                .requestFactory(platformHttp.requests())
                .messageConverters(it -> {
                    it.clear();
                    it.addAll(List.of(
                            new FormHttpMessageConverter(), new OAuth2AccessTokenResponseHttpMessageConverter()));
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
        return properties.serviceAccountFile() == null
                ? new GoogleAdsToken(byRefreshToken(properties, http, clock), clock)
                : new GoogleAdsToken(byServiceAccount(properties, http, clock), clock);
    }

    /** Throws OAuth2AuthorizationException when Google refuses, RestClientException when it cannot be reached. */
    synchronized String value() {
        OAuth2AccessToken current = token;
        Instant end = current == null ? null : current.getExpiresAt();
        if (current == null || (end != null && clock.instant().isAfter(end.minus(MARGIN)))) {
            current = fetch.get();
            token = current;
        }
        return current.getTokenValue();
    }

    /** Forgets the token, because Google refused it before its time. */
    synchronized void forget() {
        token = null;
    }

    private static Supplier<OAuth2AccessToken> byRefreshToken(
            GoogleAdsProperties properties, RestClient http, Clock clock) {
        URI tokenUri = properties.tokenUri() == null ? GOOGLE_TOKEN_URI : properties.tokenUri();
        ClientRegistration client = ClientRegistration.withRegistrationId("google-ads")
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .clientId(Objects.requireNonNull(properties.clientId()))
                .clientSecret(Objects.requireNonNull(properties.clientSecret()))
                .tokenUri(tokenUri.toString())
                .build();
        var requests = new RestClientRefreshTokenTokenResponseClient();
        requests.setRestClient(http);
        String refreshToken = Objects.requireNonNull(properties.refreshToken());
        return () -> {
            Instant now = clock.instant();
            // The grant wants the token that it replaces; there is none yet, so it gets an ended one.
            var ended = new OAuth2AccessToken(
                    OAuth2AccessToken.TokenType.BEARER, "none", now.minusSeconds(2), now.minusSeconds(1));
            return requests.getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                            client, ended, new OAuth2RefreshToken(refreshToken, now)))
                    .getAccessToken();
        };
    }

    private static Supplier<OAuth2AccessToken> byServiceAccount(
            GoogleAdsProperties properties, RestClient http, Clock clock) {
        try {
            JsonNode account = new ObjectMapper()
                    .readTree(Objects.requireNonNull(properties.serviceAccountFile())
                            .toFile());
            URI tokenUri = properties.tokenUri() != null
                    ? properties.tokenUri()
                    : URI.create(account.path("token_uri").asText(GOOGLE_TOKEN_URI.toString()));
            ServiceAccountAssertion assertion = new ServiceAccountAssertion(account, tokenUri, clock);
            return () -> assertion.exchange(http);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read leadloop.destinations.google-ads.service-account-file: " + e.getMessage(), e);
        }
    }
}
