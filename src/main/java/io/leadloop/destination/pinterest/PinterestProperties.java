package io.leadloop.destination.pinterest;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.BoundPerAccount;
import io.leadloop.destination.MissingKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Pinterest. Off without keys.
 *
 * @param baseUrl the Pinterest API
 * @param apiVersion of the Pinterest API
 * @param adAccountId the ad account that receives the events, digits only
 * @param accessToken the conversion token of the Ads Manager
 * @param conversionActions the plan's action to an event name ({@code lead}, {@code checkout}, {@code custom}, ...); what
 *     is named here is sent as it is, an action that is not in here has to be one of the documented names
 * @param actionSource where the conversion happened. {@code offline} is the truth about a stage change in a CRM and keeps
 *     it apart from the leads that the Pinterest tag reports, but Pinterest deduplicates no offline events: after a lost
 *     answer one may count twice. {@code web} is deduplicated by event_id; the stages then stand among the website's
 *     events of the same name
 * @param maxClickAge the oldest click; Pinterest publishes no limit, none is checked without it
 * @param maxEventAge Pinterest publishes no limit; seven days is what another sender (Amperity) keeps to, less a margin
 *     for the way and for clocks
 * @param test Pinterest checks the requests and records nothing; not in production
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.pinterest")
record PinterestProperties(
        @DefaultValue("https://api.pinterest.com") URI baseUrl,
        @DefaultValue("v5") String apiVersion,
        @Nullable String adAccountId,
        @Nullable String accessToken,
        @DefaultValue Map<String, String> conversionActions,
        @DefaultValue("offline") ActionSource actionSource,
        @Nullable Duration maxClickAge,
        @DefaultValue("PT167H45M") Duration maxEventAge,
        @DefaultValue("false") boolean test) {

    enum ActionSource {
        OFFLINE,
        WEB,
        APP_ANDROID,
        APP_IOS;

        /** As Pinterest writes it. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean isOn(AccountName account) {
        return MissingKeys.of(account)
                .needs("ad-account-id", adAccountId)
                .needs("access-token", accessToken)
                .allSet();
    }

    String eventName(String action) {
        return conversionActions.getOrDefault(action, action);
    }
}
