package io.leadloop.destination.openaiads;

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
 * ChatGPT ads. Off without keys.
 *
 * @param baseUrl the Conversions API
 * @param apiVersion of the Conversions API
 * @param pixelId of the Ads Manager, under Conversions
 * @param apiKey a Conversions API key (scope ads.third_party_events.write); neither the Ads API's nor a platform key
 * @param conversionActions the plan's action to an event type such as {@code lead_created}, or to the name of a custom
 *     event
 * @param actionSource web, mobile_app, offline, physical_store, phone_call, email or other
 * @param sourceUrl the landing page without query; required with the action source web
 * @param userSchema how hashed contact is written: OpenAI changed it in 2026-09
 * @param integrationSource how LeadLoop calls itself
 * @param maxClickAge null: clicks older than the window of 30 days are taken and probably not attributed
 * @param maxEventAge seven days, less a margin for the way and for clocks
 * @param validateOnly OpenAI checks the requests and records nothing; not in production
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.openai-ads")
record OpenAiAdsProperties(
        @DefaultValue("https://bzr.openai.com") URI baseUrl,
        @DefaultValue("v1") String apiVersion,
        @Nullable String pixelId,
        @Nullable String apiKey,
        @DefaultValue Map<String, String> conversionActions,
        @DefaultValue("offline") String actionSource,
        @Nullable URI sourceUrl,
        @DefaultValue("SEPTEMBER") UserSchema userSchema,
        @DefaultValue("leadloop") String integrationSource,
        @Nullable Duration maxClickAge,
        @DefaultValue("PT167H45M") Duration maxEventAge,
        @DefaultValue("false") boolean validateOnly) {

    /** The forms of {@code user}. */
    enum UserSchema {
        /** Single values; phones are forbidden. */
        JUNE,
        /** Lists of up to three. */
        SEPTEMBER
    }

    boolean isOn(AccountName account) {
        boolean on = MissingKeys.of(account)
                .needs("pixel-id", pixelId)
                .needs("api-key", apiKey)
                .allSet();
        if (on && actionSource.equals("web") && sourceUrl == null) {
            throw new IllegalStateException("Set " + account.prefix() + ".source-url: the action source web needs it.");
        }
        return on;
    }
}
