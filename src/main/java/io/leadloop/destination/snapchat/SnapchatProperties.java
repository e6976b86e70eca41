package io.leadloop.destination.snapchat;

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
 * Snapchat. Off without keys.
 *
 * @param baseUrl the Conversions API
 * @param apiVersion of the Conversions API
 * @param pixelId the Snap Pixel that receives the events
 * @param accessToken a Conversions API token of the pixel's organisation, long-lived
 * @param conversionActions the plan's action to Snap's event name, e.g. PURCHASE, SIGN_UP or CUSTOM_EVENT_1
 * @param actionSource where the conversion happened: OFFLINE for what a CRM sees, or WEB
 * @param eventSourceUrl the page of the lead's form; Snap demands one with WEB. Null to tell none
 * @param maxClickAge the oldest click that is told; null for no limit, Snap publishes none
 * @param maxEventAge 37 days, less a margin for the way and for clocks. Other pages of Snap's say 28 days or 7: shorten it
 *     where Snap refuses older events
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.snapchat")
record SnapchatProperties(
        @DefaultValue("https://tr.snapchat.com") URI baseUrl,
        @DefaultValue("v3") String apiVersion,
        @Nullable String pixelId,
        @Nullable String accessToken,
        @DefaultValue Map<String, String> conversionActions,
        @DefaultValue("OFFLINE") String actionSource,
        @Nullable String eventSourceUrl,
        @Nullable Duration maxClickAge,
        @DefaultValue("PT887H45M") Duration maxEventAge) {

    boolean isOn(AccountName account) {
        MissingKeys keys = MissingKeys.of(account).needs("pixel-id", pixelId).needs("access-token", accessToken);
        // Without the page Snap would refuse every event.
        return actionSource.equals("WEB") && pixelId != null
                ? keys.needs("event-source-url", eventSourceUrl).allSet()
                : keys.allSet();
    }

    /** Snap's name for the plan's action; an action that is not mapped is its own name. */
    String eventName(String action) {
        return conversionActions.getOrDefault(action, action);
    }
}
