package io.leadloop.connection;

import io.leadloop.connection.ConnectionStore.Kept;
import io.leadloop.http.AuthorizationCode.App;
import io.leadloop.http.AuthorizationCode.Given;
import io.leadloop.http.TokenError;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** What a connection takes of the tokens that a platform gave, and the words about it. */
record GivenTokens(SignInPlatform platform, Kept kept, ConnectionType type, Clock clock) {

    private static final String REFRESH = "refresh-token";
    private static final String ACCESS = "access-token";
    private static final String END = "credentials-end";

    /** Shorter access tokens are no way to sign in for days. */
    private static final Duration LASTING = Duration.ofDays(1);

    SignedIn of(App app, Given given) throws SignInFailed {
        Set<String> missing = SignInPlatform.missing(app.scopes(), given.scopes());
        if (!missing.isEmpty()) {
            throw failed("Not connected: " + platform.name() + " did not grant " + String.join(", ", missing)
                    + ". Connect again and leave every box ticked; if there is no box, allow the scope in the app.");
        }
        checkAccount(given);
        String refreshToken = given.refreshToken();
        if (refreshToken != null) {
            return signedIn(
                    Map.of(REFRESH, refreshToken),
                    Set.of(ACCESS, END),
                    "Connected with " + platform.name()
                            + (given.account() == null ? "" : ", account " + given.account())
                            + ". The refresh token is kept sealed; access is renewed by itself.");
        }
        return byAccessToken(given);
    }

    /** Whether the person chose, of several accounts, the one whose webhooks are taken. */
    private void checkAccount(Given given) throws SignInFailed {
        String wanted = kept.connection().keys().get("portal-id");
        if (given.account() != null && wanted != null && !wanted.equals(given.account())) {
            throw failed("Not connected: the account chosen at " + platform.name() + " is " + given.account()
                    + ", this connection is for " + wanted + " (portal-id). Connect again and choose that one.");
        }
    }

    private SignedIn byAccessToken(Given given) throws SignInFailed {
        Duration lasts = given.lasts();
        if (type.field(ACCESS).isEmpty()
                || type.field(END).isEmpty()
                || lasts == null
                || lasts.compareTo(LASTING) < 0) {
            throw failed("Not connected: " + platform.name() + " gave no refresh token. " + platform.noRefreshToken());
        }
        LocalDate end = LocalDate.ofInstant(clock.instant().plus(lasts), ZoneOffset.UTC);
        Map<String, String> keys = new HashMap<>();
        keys.put(ACCESS, given.accessToken());
        keys.put(END, end.toString());
        return signedIn(
                keys,
                Set.of(REFRESH),
                "Connected with " + platform.name() + " until " + end + ", by an access token: "
                        + platform.noRefreshToken() + " Connect again before that day; you will be warned.");
    }

    private SignedIn signedIn(Map<String, String> keys, Set<String> removed, String words) {
        Connection it = kept.connection();
        return new SignedIn(it.kind(), it.name(), it.type(), keys, removed, words);
    }

    private SignInFailed failed(String words) {
        return new SignInFailed(kept.connection().kind(), kept.connection().name(), words);
    }

    /** The platform's own words are not shown: whoever makes a link to us could write them. */
    static String denied(SignInPlatform platform, @Nullable String error) {
        if ("access_denied".equals(error) || "user_cancelled_authorize".equals(error)) {
            return "Not connected: access was not allowed at " + platform.name() + ".";
        }
        String code = error != null && error.matches("[a-z_]{1,40}") ? " (" + error + ")" : "";
        return "Not connected: " + platform.name() + " gave no consent" + code
                + ". Look at the app's scopes and redirect address there.";
    }

    static String silent(SignInPlatform platform) {
        return "Not connected: " + platform.name() + " did not answer at its token address. Begin again.";
    }

    /**
     * The words of an error that OAuth knows; of any other answer only its beginning, for the body may be anybody's.
     *
     * @param secrets what was sent, and is not shown if the answer repeats it
     */
    static String refused(SignInPlatform platform, OAuth2AuthorizationException refused, Set<String> secrets) {
        OAuth2Error error = refused.getError();
        String said = error.getDescription();
        String words = said == null ? "" : said;
        for (String secret : secrets) {
            words = words.replace(secret, "(secret)")
                    .replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), "(secret)");
        }
        if (!TokenError.refusesCredentials(refused)) {
            int body = words.indexOf(": ");
            return "Not connected: " + platform.name() + " gave no tokens"
                    + (body < 0 ? "" : " (" + words.substring(0, body) + ")")
                    + ". Look at the token address (token-uri) and begin again.";
        }
        return "Not connected: " + platform.name() + " refused the exchange: " + error.getErrorCode()
                + (words.isEmpty() ? "" : ", " + words)
                + ". invalid_client means that client-id or client-secret are wrong.";
    }
}
