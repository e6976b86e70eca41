package io.leadloop.crm;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** Turns a token endpoint that gives no token into a {@link CrmUnavailable}, with the endpoint's own words (RFC 6749, 5.2). */
public final class TokenRefusal {

    private static final int SERVER_ERROR = 500;
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);
    private static final Set<String> PASSING_CODES = Set.of("server_error", "temporarily_unavailable", "slow_down");

    private TokenRefusal() {}

    /**
     * @param advice what to check, a sentence
     */
    public static CrmUnavailable of(String crm, String advice, OAuth2AuthorizationException refused) {
        Throwable cause = refused.getCause();
        if (cause instanceof RestClientException failure
                && (cause instanceof ResourceAccessException || cause instanceof RestClientResponseException)) {
            return of(crm, advice, failure);
        }
        String code = String.valueOf(refused.getError().getErrorCode());
        String description = refused.getError().getDescription();
        // The client's own text about an answer that is none of a token endpoint; it repeats the address.
        boolean isOwn = code.equals("invalid_token_response") || description == null;
        String message = crm + " gives no access token (" + CrmErrorText.masked(code) + "). " + advice
                + (isOwn ? "" : CrmErrorText.of(code, String.valueOf(description)));
        return PASSING_CODES.contains(code)
                ? new CrmUnavailable(message, null)
                : new CrmUnavailable(CrmUnavailable.Kind.SIGN_IN_REFUSED, message, null);
    }

    /** The same of an answer that is no error of RFC 6749. */
    public static CrmUnavailable of(String crm, String advice, RestClientException failure) {
        RestClientResponseException answer = answer(failure);
        if (answer == null) {
            return new CrmUnavailable(crm + " did not answer.", null);
        }
        int status = answer.getStatusCode().value();
        if (status >= SERVER_ERROR || PASSING.contains(status)) {
            return new CrmUnavailable(crm + "'s token endpoint answered " + status + ".", null);
        }
        return new CrmUnavailable(
                CrmUnavailable.Kind.SIGN_IN_REFUSED,
                crm + " gives no access token (" + status + "). " + advice
                        + CrmErrorText.ofBody(answer.getResponseBodyAsString()),
                null);
    }

    private static @Nullable RestClientResponseException answer(RestClientException failure) {
        return failure instanceof RestClientResponseException answer ? answer : null;
    }
}
