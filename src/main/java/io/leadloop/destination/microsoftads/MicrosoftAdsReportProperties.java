package io.leadloop.destination.microsoftads;

import io.leadloop.destination.BoundPerAccount;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reads what Microsoft Advertising counted and what the ads cost, by its Reporting API. Signs in as the destination does. A
 * goal's numbers are told under the action that conversion-actions gives its name.
 *
 * @param enabled whether it is asked
 * @param baseUrl the Reporting API; where it is not set, the host beside the destination's base-url ({@code reporting} in
 *     place of {@code campaign})
 * @param accountUrl the Customer Management API, which tells name and currency of the account; where it is not set, the host
 *     beside the destination's base-url ({@code clientcenter} in place of {@code campaign})
 * @param conversionsColumn the column that counts: {@code AllConversions}, whole conversions of all goals, or
 *     {@code AllConversionsQualified}, which holds fractions where the goal shares a conversion between clicks (its name is
 *     of the SDK; not confirmed here)
 * @param valueColumn the column of their value, {@code AllRevenue}; in the account's currency, which is not said in writing
 * @param zone the calendar of the report's days: UTC, by Microsoft's guide; whether a day's row is a day of UTC or of the
 *     campaign is not said clearly, so compare one day with the web page
 * @param pollEvery how long to wait between two questions whether the report is made; Microsoft names minutes, small reports
 *     take seconds
 * @param pollLimit how long to wait for one report; the next time that it is asked for, it goes on where it stood
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.microsoft-ads.report")
record MicrosoftAdsReportProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable URI baseUrl,
        @Nullable URI accountUrl,
        @DefaultValue("AllConversions") String conversionsColumn,
        @DefaultValue("AllRevenue") String valueColumn,
        @DefaultValue("UTC") ZoneId zone,
        @DefaultValue("5s") Duration pollEvery,
        @DefaultValue("2m") Duration pollLimit) {

    private static final String CAMPAIGN_HOST = "//campaign.";

    URI reports(MicrosoftAdsProperties account) {
        return baseUrl != null ? baseUrl : beside(account.baseUrl(), "//reporting.");
    }

    URI accounts(MicrosoftAdsProperties account) {
        return accountUrl != null ? accountUrl : beside(account.baseUrl(), "//clientcenter.");
    }

    private static URI beside(URI campaign, String host) {
        return URI.create(campaign.toString().replace(CAMPAIGN_HOST, host));
    }
}
