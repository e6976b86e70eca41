package io.leadloop.destination.linkedin;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.BoundPerAccount;
import io.leadloop.destination.MissingKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * LinkedIn. Off without keys. Signs in with {@code access-token}, which ends after some weeks, or with {@code client-id},
 * {@code client-secret} and {@code refresh-token}, which wins where both are set. The token needs the scopes
 * {@code rw_conversions} and {@code r_ads} and a member who manages the ad account.
 *
 * @param baseUrl the Marketing API
 * @param apiVersion the month, {@code yyyyMM}; a version lives about a year
 * @param tokenUri where access tokens come from
 * @param accessToken a token that you renew yourself; it ends after about 60 days
 * @param clientId of the developer application that gave the refresh token
 * @param clientSecret of the same application
 * @param refreshToken gives the access tokens; it ends after a year and is not prolonged by its use
 * @param conversionActions the plan's action to the numeric id of a conversion rule of the method CONVERSIONS_API; a rule
 *     must be tied to campaigns, or LinkedIn attributes nothing to it
 * @param maxClickAge the longest window of the rules: LinkedIn looks back 90 days, for some types of rules up to 365
 *     (which of the two holds is not confirmed)
 * @param maxEventAge 90 days, less a margin for the way and for clocks: one event too old refuses the whole request
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.linkedin")
record LinkedInProperties(
        @DefaultValue("https://api.linkedin.com") URI baseUrl,
        @DefaultValue("202609") String apiVersion,

        @DefaultValue("https://www.linkedin.com/oauth/v2/accessToken")
        URI tokenUri,

        @Nullable String accessToken,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String refreshToken,
        @DefaultValue Map<String, String> conversionActions,
        @DefaultValue("90d") Duration maxClickAge,
        @DefaultValue("PT2159H45M") Duration maxEventAge) {

    boolean isOn(AccountName account) {
        MissingKeys keys = MissingKeys.of(account);
        if (refreshes()) {
            return keys.needs("client-id", clientId)
                    .needs("client-secret", clientSecret)
                    .needs("refresh-token", refreshToken)
                    .allSet();
        }
        return keys.needs("access-token", accessToken).allSet();
    }

    /** Whether the sign-in is by refresh token. */
    boolean refreshes() {
        return refreshToken != null || (accessToken == null && (clientId != null || clientSecret != null));
    }

    /** The id of the conversion rule; an action without an entry is taken for one. */
    String rule(String action) {
        return conversionActions.getOrDefault(action, action);
    }
}
