package io.leadloop.destination.snapchat;

import io.leadloop.destination.BoundPerAccount;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reads what Snapchat counted and what the ads cost, by the Marketing API's statistics of an ad account. Off without the account's
 * id and a sign-in of its own ({@code client-id}, {@code client-secret}, {@code refresh-token} of the scope {@code
 * snapchat-marketing-api}), since the long-lived token that uploads use reads no statistics.
 *
 * @param baseUrl the Marketing API
 * @param apiVersion of the Marketing API
 * @param adAccountId the ad account, as Ads Manager shows it
 * @param clientId of an OAuth app of the Business Manager
 * @param clientSecret of that app
 * @param refreshToken gives the access tokens, which end after an hour; it lives until it is revoked
 * @param tokenUri where access tokens come from
 * @param columns the plan's action to the field that counts it, such as {@code conversion_purchases}, {@code
 *     conversion_sign_ups} or {@code custom_event_1}; Snap's pages do not agree on all names. An action that is not in here is
 *     not compared
 * @param valueColumns the plan's action to the field of its worth, in millionths of the currency, such as {@code
 *     conversion_purchases_value}; none where nothing is named
 * @param source which conversions count: {@code offline}, {@code web}, {@code app}, {@code total}, {@code total_off_platform} or
 *     {@code total_on_platform}; null for the one of the destination's action-source. Whether the answer's fields bear the source
 *     as a suffix is not confirmed: both forms are read
 * @param swipeWindow how long after a swipe a conversion counts in the report: {@code 1_DAY}, {@code 7_DAY}, {@code 28_DAY}
 * @param viewWindow how long after a view a conversion counts in the report: {@code none}, {@code 1_HOUR}, {@code 3_HOUR}, {@code 6_HOUR}, {@code 1_DAY}, {@code
 *     7_DAY}
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.snapchat.report")
record SnapchatReportProperties(
        @DefaultValue("https://adsapi.snapchat.com") URI baseUrl,
        @DefaultValue("v1") String apiVersion,
        @Nullable String adAccountId,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String refreshToken,

        @DefaultValue("https://accounts.snapchat.com/login/oauth2/access_token")
        URI tokenUri,

        @DefaultValue Map<String, String> columns,
        @DefaultValue Map<String, String> valueColumns,
        @Nullable String source,
        @DefaultValue("28_DAY") String swipeWindow,
        @DefaultValue("1_DAY") String viewWindow) {

    boolean isOn() {
        return adAccountId != null && clientId != null && clientSecret != null && refreshToken != null;
    }
}
