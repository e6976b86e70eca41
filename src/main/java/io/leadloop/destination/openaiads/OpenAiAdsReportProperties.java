package io.leadloop.destination.openaiads;

import io.leadloop.destination.BoundPerAccount;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Reads what OpenAI says of the ad account, by its Ads API. Off without a key, which is another one than that for conversions.
 *
 * @param baseUrl the Ads API
 * @param apiVersion of the Ads API
 * @param apiKey an Ads API key of the ad account, from the Ads Manager; kept apart from api-key
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.openai-ads.report")
record OpenAiAdsReportProperties(
        @DefaultValue("https://api.ads.openai.com") URI baseUrl,
        @DefaultValue("v1") String apiVersion,
        @Nullable String apiKey) {

    boolean isOn() {
        return apiKey != null && !apiKey.isBlank();
    }
}
