package io.leadloop.destination.microsoftads;

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
 * Microsoft Advertising. Off without keys. Signs in with a refresh token of a user of the account; Microsoft replaces it
 * as it is used, and the newest one is kept in the database (that it always does so is not confirmed).
 *
 * @param baseUrl the host of the Campaign Management API
 * @param apiVersion of the Campaign Management API
 * @param tokenUri where access tokens come from; for a single tenant its own address in place of {@code common}
 * @param scope what the token may do
 * @param developerToken of the application, from the developer portal
 * @param customerId the customer (manager account), digits
 * @param accountId the ad account that owns the goals, digits; sent as {@code CustomerAccountId}
 * @param clientId of the app registration by which LeadLoop signs in
 * @param clientSecret of the same app registration
 * @param refreshToken the first one; newer ones that Microsoft gives are kept in the database
 * @param conversionActions the plan's action to the name of an offline conversion goal, at most 100 characters. Microsoft
 *     may ignore a wrong name without an error. Two stages need two goals: the same click, goal and time count once
 * @param enhancedConversions whether the goals allow enhanced conversions: hashed mail and phone are told, and match
 *     without a click. A goal without them refuses such rows. The hashes have the forms of Microsoft's Conversions API;
 *     for this API they are not confirmed
 * @param maxClickAge the longest conversion window of the goals: 30 days unless set, at most 90
 * @param maxEventAge the oldest conversion
 * @param holdAfterClick Microsoft advises an hour; it names no limit
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.microsoft-ads")
record MicrosoftAdsProperties(
        @DefaultValue("https://campaign.api.bingads.microsoft.com")
        URI baseUrl,

        @DefaultValue("v13") String apiVersion,

        @DefaultValue("https://login.microsoftonline.com/common/oauth2/v2.0/token")
        URI tokenUri,

        @DefaultValue("https://ads.microsoft.com/msads.manage offline_access")
        String scope,

        @Nullable String developerToken,
        @Nullable String customerId,
        @Nullable String accountId,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String refreshToken,
        @DefaultValue Map<String, String> conversionActions,
        @DefaultValue("false") boolean enhancedConversions,
        @DefaultValue("90d") Duration maxClickAge,
        @DefaultValue("90d") Duration maxEventAge,
        @DefaultValue("1h") Duration holdAfterClick) {

    boolean isOn(AccountName account) {
        return MissingKeys.of(account)
                .needs("developer-token", developerToken)
                .needs("customer-id", customerId)
                .needs("account-id", accountId)
                .needs("client-id", clientId)
                .needs("client-secret", clientSecret)
                .needs("refresh-token", refreshToken)
                .allSet();
    }

    /** The name of the goal; an action without an entry is taken for one. */
    String goal(String action) {
        return conversionActions.getOrDefault(action, action);
    }
}
