package io.leadloop.destination.googleads;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.BoundPerAccount;
import io.leadloop.destination.MissingKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Google Ads. Off without keys. Signs in with a service account ({@code service-account-file}) or a refresh token
 * ({@code client-id}, {@code client-secret}, {@code refresh-token}); either must be a user of the Ads account and carry
 * the scope {@code https://www.googleapis.com/auth/datamanager}.
 *
 * @param baseUrl the Data Manager API
 * @param apiVersion of the Data Manager API
 * @param tokenUri overrides Google's token endpoint
 * @param serviceAccountFile the key file of a service account, JSON; in place of the three keys of an OAuth client
 * @param clientId of the OAuth client by which LeadLoop signs in, with a refresh token
 * @param clientSecret of the same OAuth client
 * @param refreshToken gives the access tokens; of a user of the Ads account
 * @param customerId the Ads account that owns the conversion actions; digits only
 * @param loginCustomerId the manager account through which it is reached
 * @param conversionActions the plan's action to the numeric id of an action of type UPLOAD_CLICKS
 * @param eventSource WEB, APP, IN_STORE, PHONE, MESSAGE or OTHER: where the leads come from
 * @param maxClickAge the longest lookback window of the conversion actions
 * @param holdAfterClick Google refuses conversions of younger clicks (6 hours in the Ads API; the Data Manager names the
 *     reason TOO_RECENT_CLICK without a number)
 * @param validateOnly Google checks the requests and counts nothing; not in production
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.google-ads")
record GoogleAdsProperties(
        @DefaultValue("https://datamanager.googleapis.com") URI baseUrl,
        @DefaultValue("v1") String apiVersion,
        @Nullable URI tokenUri,
        @Nullable Path serviceAccountFile,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String refreshToken,
        @Nullable String customerId,
        @Nullable String loginCustomerId,
        @DefaultValue Map<String, String> conversionActions,
        @DefaultValue("WEB") String eventSource,
        @DefaultValue("90d") Duration maxClickAge,
        @DefaultValue("6h") Duration holdAfterClick,
        @DefaultValue("false") boolean validateOnly) {

    boolean isOn(AccountName account) {
        MissingKeys keys = MissingKeys.of(account).needs("customer-id", customerId);
        if (serviceAccountFile != null) {
            return keys.needs("service-account-file", serviceAccountFile.toString())
                    .allSet();
        }
        return keys.needs("client-id", clientId)
                .needs("client-secret", clientSecret)
                .needs("refresh-token", refreshToken)
                .allSet();
    }
}
