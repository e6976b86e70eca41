package io.leadloop.destination.googleadslegacy;

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
 * Google Ads by the Google Ads API, for developer tokens that are allowed to. Off without keys. Signs in with a service
 * account ({@code service-account-file}) or a refresh token ({@code client-id}, {@code client-secret}, {@code
 * refresh-token}) of the scope {@code https://www.googleapis.com/auth/adwords}.
 *
 * @param baseUrl the Google Ads API
 * @param apiVersion of the Google Ads API; each lives about a year
 * @param tokenUri overrides Google's token endpoint
 * @param serviceAccountFile the key file of a service account, JSON; in place of the three keys of an OAuth client
 * @param clientId of the OAuth client by which LeadLoop signs in, with a refresh token
 * @param clientSecret of the same OAuth client
 * @param refreshToken gives the access tokens; of a user of the Ads account
 * @param developerToken of the manager account's API centre
 * @param customerId the account's conversion customer (the manager under cross-account tracking); digits
 * @param loginCustomerId the manager account through which it is reached
 * @param conversionActions the plan's action to the numeric id of an action of type UPLOAD_CLICKS
 * @param conversionEnvironment APP or WEB; itself only for some tokens, so it is sent only where it is set
 * @param maxClickAge the longest lookback window of the conversion actions
 * @param holdAfterClick Google answers TOO_RECENT_EVENT to conversions of younger clicks
 * @param validateOnly Google checks the requests and counts nothing; not in production
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.google-ads-legacy")
record GoogleAdsLegacyProperties(
        @DefaultValue("https://googleads.googleapis.com") URI baseUrl,
        @DefaultValue("v25") String apiVersion,
        @Nullable URI tokenUri,
        @Nullable Path serviceAccountFile,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String refreshToken,
        @Nullable String developerToken,
        @Nullable String customerId,
        @Nullable String loginCustomerId,
        @DefaultValue Map<String, String> conversionActions,
        @Nullable String conversionEnvironment,
        @DefaultValue("90d") Duration maxClickAge,
        @DefaultValue("6h") Duration holdAfterClick,
        @DefaultValue("false") boolean validateOnly) {

    boolean isOn(AccountName account) {
        MissingKeys keys =
                MissingKeys.of(account).needs("customer-id", customerId).needs("developer-token", developerToken);
        if (serviceAccountFile != null) {
            return keys.needs("service-account-file", serviceAccountFile.toString())
                    .allSet();
        }
        return keys.needs("client-id", clientId)
                .needs("client-secret", clientSecret)
                .needs("refresh-token", refreshToken)
                .allSet();
    }

    String digits(@Nullable String account) {
        return account == null ? "" : account.replace("-", "");
    }
}
