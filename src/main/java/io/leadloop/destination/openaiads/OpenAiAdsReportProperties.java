package io.leadloop.destination.openaiads;

import io.leadloop.destination.BoundPerAccount;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reads what OpenAI counted and what the ads cost, by its Ads API. Off without a key of its own; the Conversions API key,
 * which uploads use, is for another API. An event's numbers are told under the action that conversion-actions gives its
 * name. Days that are over in the account's calendar only.
 *
 * @param baseUrl the Ads API
 * @param apiVersion of the Ads API
 * @param apiKey an Ads API key of the ad account, from the Ads Manager; kept apart from api-key
 * @param attributionWindowDays how long after a click an event is counted: 7, 14 or 30
 * @param viewThroughWindowDays how long after an impression: 0 or 1
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.openai-ads.report")
record OpenAiAdsReportProperties(
        @DefaultValue("https://api.ads.openai.com") URI baseUrl,
        @DefaultValue("v1") String apiVersion,
        @Nullable String apiKey,
        @DefaultValue("30") int attributionWindowDays,
        @DefaultValue("1") int viewThroughWindowDays) {

    boolean isOn() {
        return apiKey != null && !apiKey.isBlank();
    }
}
