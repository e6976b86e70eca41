package io.leadloop.destination.reddit;

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
 * Reddit. Off without keys.
 *
 * @param baseUrl the Ads API
 * @param apiVersion of the Ads API
 * @param pixelId the pixel that receives the events, as the Events Manager shows it
 * @param accessToken the conversion access token of the Events Manager; it does not expire
 * @param conversionActions the plan's action to a tracking type ({@code LEAD}, {@code PURCHASE}, ...) or to the name of a
 *     custom event; an action that is not in here is a name itself
 * @param actionSource where the conversion happened; whether Reddit attributes these differently is not published
 * @param maxClickAge the oldest click; Reddit publishes no limit, none is checked without it
 * @param maxEventAge 168 hours, less a margin for the way and for clocks
 * @param testId shows the events in the Events Manager's test tool; Reddit does not publish whether they count, so it is
 *     refused in production
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.reddit")
record RedditProperties(
        @DefaultValue("https://ads-api.reddit.com") URI baseUrl,
        @DefaultValue("v3") String apiVersion,
        @Nullable String pixelId,
        @Nullable String accessToken,
        @DefaultValue Map<String, String> conversionActions,
        @DefaultValue("OTHER") ActionSource actionSource,
        @Nullable Duration maxClickAge,
        @DefaultValue("PT167H45M") Duration maxEventAge,
        @Nullable String testId) {

    enum ActionSource {
        WEBSITE,
        APP,
        PHYSICAL_STORE,
        OTHER
    }

    boolean isOn(AccountName account) {
        return MissingKeys.of(account)
                .needs("pixel-id", pixelId)
                .needs("access-token", accessToken)
                .allSet();
    }

    String eventName(String action) {
        return conversionActions.getOrDefault(action, action);
    }
}
