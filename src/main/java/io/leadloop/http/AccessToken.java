package io.leadloop.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.JwtBearerGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientJwtBearerTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.web.client.RestClient;

/**
 * An OAuth2 access token: fetched when first needed, kept until shortly before its end, never logged. Throws
 * OAuth2AuthorizationException when the platform refuses and RestClientException when it cannot be reached; both are for the caller to
 * put into words.
 */
public final class AccessToken {

    private static final Duration MARGIN = Duration.ofMinutes(2);
    private static final int UNAUTHORIZED = 401;

    private final Supplier<OAuth2AccessToken> fetch;
    private final Clock clock;
    private final boolean tellsItsEnd;
    private @Nullable OAuth2AccessToken token;
    private @Nullable Instant fetchedAt;

    private AccessToken(Supplier<OAuth2AccessToken> fetch, Clock clock) {
        this(fetch, clock, true);
    }

    private AccessToken(Supplier<OAuth2AccessToken> fetch, Clock clock, boolean tellsItsEnd) {
        this.fetch = fetch;
        this.clock = clock;
        this.tellsItsEnd = tellsItsEnd;
    }

    /** One call with a token in its header. */
    @FunctionalInterface
    public interface Call {
        OutsideAnswer with(String accessToken) throws OutsideHttp.NoAnswer;
    }

    /**
     * @param scope what to ask for; null for what the refresh token was given for
     */
    public record Client(
            String id,
            String secret,
            String refreshToken,
            URI tokenUri,
            @Nullable String scope) {}

    /** By a refresh token; one that the platform replaces is kept. The client's secret goes into the form. */
    public static AccessToken byRefreshToken(
            String destination, Client client, RefreshTokens tokens, OutsideHttp http, Clock clock) {
        return byRefreshToken(
                destination, client, ClientAuthenticationMethod.CLIENT_SECRET_POST, tokenCalls(http), tokens, clock);
    }

    /** The same, with the client's secret in the header {@code Authorization} (Pinterest). */
    public static AccessToken byRefreshTokenWithBasic(
            String destination, Client client, RefreshTokens tokens, OutsideHttp http, Clock clock) {
        return byRefreshToken(
                destination, client, ClientAuthenticationMethod.CLIENT_SECRET_BASIC, tokenCalls(http), tokens, clock);
    }

    /** The same from an endpoint that wants to be told who asks, too (Reddit). */
    public static AccessToken byRefreshTokenWithBasic(
            String destination, Client client, String userAgent, RefreshTokens tokens, OutsideHttp http, Clock clock) {
        return byRefreshToken(
                destination,
                client,
                ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                tokenCalls(http)
                        .mutate()
                        .defaultHeader(HttpHeaders.USER_AGENT, userAgent)
                        .build(),
                tokens,
                clock);
    }

    private static AccessToken byRefreshToken(
            String destination,
            Client client,
            ClientAuthenticationMethod method,
            RestClient calls,
            RefreshTokens tokens,
            Clock clock) {
        ClientRegistration registration = ClientRegistration.withRegistrationId(destination)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .clientAuthenticationMethod(method)
                .clientId(client.id())
                .clientSecret(client.secret())
                .tokenUri(client.tokenUri().toString())
                .build();
        var requests = new RestClientRefreshTokenTokenResponseClient();
        requests.setRestClient(calls);
        return new AccessToken(
                () -> {
                    Instant now = clock.instant();
                    // The grant wants the token that it replaces; there is none yet, so it gets an ended one.
                    var ended = new OAuth2AccessToken(
                            OAuth2AccessToken.TokenType.BEARER, "none", now.minusSeconds(2), now.minusSeconds(1));
                    String current = tokens.newest(destination, client.refreshToken());
                    OAuth2AccessTokenResponse answer = requests.getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                            registration,
                            ended,
                            new OAuth2RefreshToken(current, now),
                            client.scope() == null
                                    ? Set.of()
                                    : Set.of(client.scope().split(" "))));
                    OAuth2RefreshToken next = answer.getRefreshToken();
                    if (next != null && !next.getTokenValue().equals(current)) {
                        tokens.replace(destination, client.refreshToken(), next.getTokenValue());
                    }
                    return answer.getAccessToken();
                },
                clock);
    }

    /**
     * By a Google service account.
     *
     * @param keyFile the JSON key file that Google's console gives out
     * @param tokenUri overrides the endpoint in the file; null for that one
     */
    public static AccessToken byServiceAccount(
            Path keyFile, @Nullable URI tokenUri, String scope, OutsideHttp http, Clock clock) {
        RestClient calls = tokenCalls(http);
        try {
            JsonNode account = new ObjectMapper().readTree(keyFile.toFile());
            URI endpoint = tokenUri != null
                    ? tokenUri
                    : URI.create(account.path("token_uri").asText());
            ServiceAccountAssertion assertion = new ServiceAccountAssertion(account, endpoint, scope, clock);
            return new AccessToken(() -> assertion.exchange(calls), clock);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the service-account-file: " + e.getMessage(), e);
        }
    }

    /**
     * By client credentials, from an endpoint that does not say when its tokens end (Salesforce).
     *
     * @param name the caller's own, for its refusals
     */
    public static AccessToken byClientCredentials(
            String name, String clientId, String clientSecret, URI tokenUri, OutsideHttp http, Clock clock) {
        return byClientCredentials(name, clientId, clientSecret, tokenUri, Set.of(), http, clock)
                .untilRefused();
    }

    /** By client credentials for these scopes (Microsoft Entra ID). */
    public static AccessToken byClientCredentials(
            String name,
            String clientId,
            String clientSecret,
            URI tokenUri,
            Set<String> scopes,
            OutsideHttp http,
            Clock clock) {
        ClientRegistration registration = ClientRegistration.withRegistrationId(name)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .clientId(clientId)
                .clientSecret(clientSecret)
                .tokenUri(tokenUri.toString())
                .scope(scopes)
                .build();
        var requests = new RestClientClientCredentialsTokenResponseClient();
        requests.setRestClient(tokenCalls(http));
        return new AccessToken(
                () -> requests.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration))
                        .getAccessToken(),
                clock);
    }

    /** By a signed assertion of being a user (RFC 7523, section 2.1), from an endpoint that does not say when its tokens end. */
    public static AccessToken byJwtBearer(String name, JwtBearer bearer, URI tokenUri, OutsideHttp http, Clock clock) {
        ClientRegistration registration = ClientRegistration.withRegistrationId(name)
                .authorizationGrantType(AuthorizationGrantType.JWT_BEARER)
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .clientId(bearer.clientId())
                .tokenUri(tokenUri.toString())
                .build();
        var requests = new RestClientJwtBearerTokenResponseClient();
        requests.setRestClient(tokenCalls(http));
        return new AccessToken(
                () -> requests.getTokenResponse(new JwtBearerGrantRequest(registration, bearer.signed(clock.instant())))
                        .getAccessToken(),
                clock,
                false);
    }

    /** The same token, kept until it is refused: for endpoints that do not say when their tokens end. */
    public AccessToken untilRefused() {
        return new AccessToken(fetch, clock, false);
    }

    static RestClient tokenCalls(OutsideHttp http) {
        TokenAnswer answers = new TokenAnswer();
        return RestClient.builder()
                .requestFactory(http.requests())
                .messageConverters(it -> {
                    it.clear();
                    it.addAll(List.of(new FormHttpMessageConverter(), answers));
                })
                .defaultStatusHandler(answers)
                .build();
    }

    /** Calls with the token; when the platform refuses it before its time, once more with a new one. */
    public OutsideAnswer call(Call call) throws OutsideHttp.NoAnswer {
        return call(call, refused -> true);
    }

    /**
     * The same.
     *
     * @param mayBeTheToken whether a new token may help against a 401; false for one that is about the account
     */
    public OutsideAnswer call(Call call, Predicate<OutsideAnswer> mayBeTheToken) throws OutsideHttp.NoAnswer {
        String first = value();
        OutsideAnswer answer = call.with(first);
        if (answer.status() != UNAUTHORIZED || !mayBeTheToken.test(answer)) {
            return answer;
        }
        forget(first);
        return call.with(value());
    }

    /** By our own clock from when it was fetched; the library counts from its own. */
    private @Nullable Instant endOf(OAuth2AccessToken given) {
        Instant issued = given.getIssuedAt();
        Instant ends = given.getExpiresAt();
        return ends == null || issued == null || fetchedAt == null
                ? ends
                : fetchedAt.plus(Duration.between(issued, ends));
    }

    private synchronized String value() {
        OAuth2AccessToken current = token;
        Instant end = current == null || !tellsItsEnd ? null : endOf(current);
        Instant now = clock.instant();
        // A clock that was set back says nothing about the end of a token from later.
        boolean isFromLater = fetchedAt != null && fetchedAt.isAfter(now);
        if (current == null || isFromLater || (end != null && now.isAfter(end.minus(MARGIN)))) {
            current = fetch.get();
            token = current;
            fetchedAt = now;
        }
        return current.getTokenValue();
    }

    /** Forgets the refused token; one that another thread got meanwhile stays. */
    private synchronized void forget(String refused) {
        if (token != null && token.getTokenValue().equals(refused)) {
            token = null;
        }
    }
}
