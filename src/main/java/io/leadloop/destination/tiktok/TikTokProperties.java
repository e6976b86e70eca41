package io.leadloop.destination.tiktok;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.BoundPerAccount;
import io.leadloop.destination.MissingKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * TikTok. Off without keys; needs the access token and at least one of the three sources.
 *
 * @param baseUrl the Business API
 * @param apiVersion of the Business API
 * @param accessToken an Events API token of the Events Manager; it does not expire
 * @param pixelCode the source of leads that came to the website with a ttclid
 * @param crmEventSetId the source of leads that came from instant forms
 * @param offlineEventSetId the source of leads that are known by hashed mail or phone only
 * @param landingPage told as the page of website leads, which TikTok wants; the address without query
 * @param leadEventSource the CRM's product name, told with leads of instant forms
 * @param conversionActions the plan's action to the event's name, for website leads and where the others say nothing
 * @param crmActions the plan's action to a custom event name for leads of instant forms
 * @param offlineActions the plan's action to a standard event name for offline events
 * @param maxClickAge the longest click-through window that the Attribution Manager offers
 * @param maxEventAge 28 days for offline events by partners' documents; UNCONFIRMED for the other sources
 * @param testEventCode shows the events under "Test events"; they count, so it is refused in production
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.tiktok")
record TikTokProperties(
        @DefaultValue("https://business-api.tiktok.com") URI baseUrl,
        @DefaultValue("v1.3") String apiVersion,
        @Nullable String accessToken,
        @Nullable String pixelCode,
        @Nullable String crmEventSetId,
        @Nullable String offlineEventSetId,
        @Nullable URI landingPage,
        @DefaultValue("CRM") String leadEventSource,
        @DefaultValue Map<String, String> conversionActions,
        @DefaultValue Map<String, String> crmActions,
        @DefaultValue Map<String, String> offlineActions,
        @DefaultValue("28d") Duration maxClickAge,
        @DefaultValue("28d") Duration maxEventAge,
        @Nullable String testEventCode) {

    boolean isOn(AccountName account) {
        String anySource = Stream.of(pixelCode, crmEventSetId, offlineEventSetId)
                .filter(it -> it != null && !it.isBlank())
                .findFirst()
                .orElse(null);
        MissingKeys keys = MissingKeys.of(account)
                .needs("access-token", accessToken)
                .needs("pixel-code (or crm-event-set-id, offline-event-set-id)", anySource);
        return (pixelCode == null
                        ? keys
                        : keys.needs("landing-page", landingPage == null ? null : landingPage.toString()))
                .allSet();
    }
}
