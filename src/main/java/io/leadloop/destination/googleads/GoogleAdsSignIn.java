package io.leadloop.destination.googleads;

import io.leadloop.destination.AccountName;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;

/** Google's tokens, by a service account or a refresh token. */
final class GoogleAdsSignIn {

    private static final URI TOKEN_URI = URI.create("https://oauth2.googleapis.com/token");

    private GoogleAdsSignIn() {}

    /**
     * @param scope of a service account's token; a refresh token carries those for which it was given
     */
    static AccessToken token(
            AccountName account,
            GoogleAdsProperties properties,
            String scope,
            RefreshTokens tokens,
            OutsideHttp http,
            Clock clock) {
        if (properties.serviceAccountFile() != null) {
            return AccessToken.byServiceAccount(
                    properties.serviceAccountFile(), properties.tokenUri(), scope, http, clock);
        }
        AccessToken.Client client = new AccessToken.Client(
                Objects.requireNonNull(properties.clientId()),
                Objects.requireNonNull(properties.clientSecret()),
                Objects.requireNonNull(properties.refreshToken()),
                properties.tokenUri() == null ? TOKEN_URI : properties.tokenUri(),
                null);
        return AccessToken.byRefreshToken(account.id(), client, tokens, http, clock);
    }
}
