package io.leadloop.destination.pinterest;

import io.leadloop.destination.BoundPerAccount;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reads what Pinterest counted and what the ads cost, by the analytics of the ad account. Off without a sign-in of its own,
 * since the conversion token that uploads use reads nothing: an {@code access-token}, which you renew yourself, or {@code
 * client-id}, {@code client-secret} and {@code refresh-token}, which wins where both are set; both with the scope {@code
 * ads:read}.
 *
 * @param accessToken an access token with the scope {@code ads:read}
 * @param clientId of the app that gave the refresh token
 * @param clientSecret of that app
 * @param refreshToken gives the access tokens; it ends after 60 days without use and is renewed by each
 * @param tokenUri where access tokens come from
 * @param columns the plan's action to the column that counts it, such as {@code TOTAL_LEAD} or {@code TOTAL_CHECKOUT}. An
 *     action that is not in here is not compared
 * @param valueColumns the plan's action to the column of its worth, in millionths of the currency, such as {@code
 *     TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR}; none where nothing is named
 * @param clickWindowDays how long after a click a conversion counts in the report: 0, 1, 7, 14, 30 or 60
 * @param engagementWindowDays how long after a save, close-up or swipe of a carousel a conversion counts in the report
 * @param viewWindowDays how long after a view a conversion counts in the report
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.pinterest.report")
record PinterestReportProperties(
        @Nullable String accessToken,
        @Nullable String clientId,
        @Nullable String clientSecret,
        @Nullable String refreshToken,

        @DefaultValue("https://api.pinterest.com/v5/oauth/token")
        URI tokenUri,

        @DefaultValue Map<String, String> columns,
        @DefaultValue Map<String, String> valueColumns,
        @DefaultValue("30") int clickWindowDays,
        @DefaultValue("30") int engagementWindowDays,
        @DefaultValue("1") int viewWindowDays) {

    boolean isOn() {
        return refreshes() || accessToken != null;
    }

    /** Whether the sign-in is by refresh token. */
    boolean refreshes() {
        return refreshToken != null && clientId != null && clientSecret != null;
    }

    int longestWindow() {
        return Math.max(clickWindowDays, Math.max(engagementWindowDays, viewWindowDays));
    }
}
