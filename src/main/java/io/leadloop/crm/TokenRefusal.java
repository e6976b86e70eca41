package io.leadloop.crm;

import io.leadloop.http.TokenError;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;

/** Turns a token endpoint that gives no token into a {@link CrmUnavailable}, with the endpoint's own words. */
public final class TokenRefusal {

    private TokenRefusal() {}

    /**
     * @param advice what to check, a sentence
     * @param error its description is masked already, but for that of an endpoint that did not answer: it repeats the
     *     address
     */
    public static CrmUnavailable of(String crm, String advice, OAuth2AuthorizationException error) {
        String code = error.getError().getErrorCode();
        String words = error.getError().getDescription();
        if (TokenError.refusesCredentials(error)) {
            String said = words == null || words.isBlank() ? code : code + ": " + words;
            return new CrmUnavailable(
                    CrmUnavailable.Kind.SIGN_IN_REFUSED,
                    crm + " gives no access token. " + advice + " It says: \"" + said + "\".",
                    null);
        }
        return new CrmUnavailable(
                error.getCause() != null
                        ? crm + "'s token endpoint did not answer."
                        : crm + "'s token endpoint gave no token (" + code + ": " + words + ").",
                null);
    }
}
