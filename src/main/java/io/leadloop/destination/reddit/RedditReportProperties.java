package io.leadloop.destination.reddit;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.BoundPerAccount;
import io.leadloop.destination.MissingKeys;
import io.leadloop.destination.PlatformReports.Basis;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reads what Reddit counted and what the ads cost, by the reports of its Ads API. Off without keys; the conversion access
 * token, which uploads use, cannot read it.
 *
 * @param adAccountId the ad account in which the ads run, {@code a2_...} or {@code t2_...}
 * @param clientId of a Reddit app (reddit.com/prefs/apps) of the type web app
 * @param clientSecret of the same app
 * @param refreshToken of a user who may see the ad account, with the scope {@code adsread} and {@code duration=permanent};
 *     one that Reddit replaces is kept in the database
 * @param tokenUri where access tokens come from
 * @param userAgent how LeadLoop calls itself; Reddit wants {@code platform:app:version (by /u/name)} and slows others down
 * @param columns the plan's action to the fields of the report that count it, added up. Without them those of the tracking
 *     type under conversion-actions, clicks and views; a custom event has no field that is published, so its action is not
 *     told without
 * @param valueColumns the plan's action to the field of its value in hundredths of the account's currency; without it that of
 *     the tracking type, where it has one
 * @param basis on which day Reddit counts: it does not publish it, so {@code unknown}; set {@code click} or
 *     {@code conversion} if Reddit has told you
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.reddit.report")
record RedditReportProperties(
        @Nullable String adAccountId,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String refreshToken,

        @DefaultValue("https://www.reddit.com/api/v1/access_token")
        URI tokenUri,

        @DefaultValue("server:leadloop:1") String userAgent,
        @DefaultValue Map<String, List<String>> columns,
        @DefaultValue Map<String, String> valueColumns,
        @DefaultValue("UNKNOWN") Basis basis) {

    boolean isOn(AccountName account) {
        return MissingKeys.of(account)
                .needs("report.ad-account-id", adAccountId)
                .needs("report.client-id", clientId)
                .needs("report.client-secret", clientSecret)
                .needs("report.refresh-token", refreshToken)
                .allSet();
    }
}
