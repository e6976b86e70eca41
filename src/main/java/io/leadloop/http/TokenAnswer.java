package io.leadloop.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.web.client.ResponseErrorHandler;

/**
 * Reads what a token endpoint answers (RFC 6749, 5.1 and 5.2): an error comes with 400 or 401, with some providers with 200
 * or 403, and its {@code error_description} is kept; a token without {@code token_type} is a Bearer token (LinkedIn's has
 * none). What is neither is no verdict on the credentials: an OAuth2AuthorizationException of the code {@link #NO_ANSWER}.
 */
final class TokenAnswer extends AbstractHttpMessageConverter<OAuth2AccessTokenResponse>
        implements ResponseErrorHandler {

    /** Spring's own name for it; nothing that a provider may say. */
    static final String NO_ANSWER = "invalid_token_response";

    /** The number of the HubSpot account that a token is for. */
    static final String HUBSPOT_ACCOUNT = "hub_id";

    private static final int MOST_BYTES = 256 * 1024;
    private static final int LONGEST_CODE = 60;
    private static final Set<Integer> REFUSES = Set.of(200, 400, 401, 403);

    TokenAnswer() {
        super(MediaType.ALL);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return OAuth2AccessTokenResponse.class.isAssignableFrom(type);
    }

    @Override
    public boolean hasError(ClientHttpResponse response) throws IOException {
        return response.getStatusCode().value() != 200;
    }

    @Override
    public void handleError(java.net.URI url, org.springframework.http.HttpMethod method, ClientHttpResponse response)
            throws IOException {
        throw refused(read(response, response.getStatusCode().value()));
    }

    @Override
    protected OAuth2AccessTokenResponse readInternal(
            Class<? extends OAuth2AccessTokenResponse> type, HttpInputMessage message) throws IOException {
        OutsideAnswer answer = read(message, 200);
        JsonNode body = answer.json();
        String token = text(body, "access_token");
        if (token == null) {
            throw refused(answer);
        }
        OAuth2AccessTokenResponse.Builder response =
                OAuth2AccessTokenResponse.withToken(token).tokenType(OAuth2AccessToken.TokenType.BEARER);
        // Some providers write the number as text.
        long seconds = body.path("expires_in").asLong(0);
        if (seconds > 0) {
            response.expiresIn(Math.min(seconds, Duration.ofDays(3_650).toSeconds()));
        }
        response.scopes(scopes(body));
        if (body.path(HUBSPOT_ACCOUNT).isIntegralNumber()) {
            response.additionalParameters(
                    Map.of(HUBSPOT_ACCOUNT, body.path(HUBSPOT_ACCOUNT).asText()));
        }
        String next = text(body, "refresh_token");
        return next == null ? response.build() : response.refreshToken(next).build();
    }

    /** LinkedIn separates them by commas, HubSpot gives a list called {@code scopes}; empty where none are told. */
    private static Set<String> scopes(JsonNode body) {
        Set<String> scopes = new LinkedHashSet<>();
        body.path("scopes").forEach(it -> scopes.add(it.asText()));
        String scope = text(body, "scope");
        if (scope != null) {
            scopes.addAll(List.of(scope.split("[ ,]+")));
        }
        return scopes;
    }

    private static OAuth2AuthorizationException refused(OutsideAnswer answer) {
        String code = text(answer.json(), "error");
        if (code == null || !REFUSES.contains(answer.status()) || !answer.mayBeJson()) {
            String said = answer.masked();
            return exception(
                    NO_ANSWER,
                    "HTTP " + answer.status() + " without an access_token" + (said.isEmpty() ? "" : ": " + said));
        }
        String words = text(answer.json(), "error_description");
        return exception(MaskedWords.of(code, LONGEST_CODE), words == null ? "" : MaskedWords.of(words));
    }

    private static OAuth2AuthorizationException exception(String code, String words) {
        return new OAuth2AuthorizationException(new OAuth2Error(code, words, null));
    }

    private static OutsideAnswer read(HttpInputMessage message, int status) throws IOException {
        HttpHeaders headers = message.getHeaders();
        String body = AnswerText.read(message.getBody(), headers.getFirst(HttpHeaders.CONTENT_ENCODING), MOST_BYTES);
        return new OutsideAnswer(status, body, null, headers.getFirst(HttpHeaders.CONTENT_TYPE));
    }

    private static @Nullable String text(JsonNode body, String field) {
        String text = body.path(field).isTextual() ? body.path(field).asText().strip() : "";
        return text.isEmpty() ? null : text;
    }

    @Override
    protected void writeInternal(OAuth2AccessTokenResponse response, HttpOutputMessage message) {
        throw new HttpMessageNotWritableException("Token answers are only read");
    }
}
