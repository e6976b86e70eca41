package io.leadloop.http;

import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;

/** What a token endpoint that gave no token said of the credentials. */
public final class TokenError {

    /** No answer of a token endpoint, or trouble of its own (RFC 6749, 4.1.2.1; RFC 8628, 3.5). */
    private static final Set<String> NO_VERDICT =
            Set.of(TokenAnswer.NO_ANSWER, "server_error", "temporarily_unavailable", "slow_down");

    private TokenError() {}

    /** Whether it refused the credentials. False for silence, for what is no answer of its own and for passing trouble. */
    public static boolean refusesCredentials(OAuth2AuthorizationException error) {
        return !NO_VERDICT.contains(error.getError().getErrorCode());
    }
}
