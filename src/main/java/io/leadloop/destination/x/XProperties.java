package io.leadloop.destination.x;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.BoundPerAccount;
import io.leadloop.destination.MissingKeys;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * X. Off without keys.
 *
 * @param baseUrl the Ads API
 * @param apiVersion of the Ads API
 * @param pixelId the base tag (pixel) of the ad account, base 36
 * @param consumerKey of the app that has access to the Ads API
 * @param consumerSecret of the same app
 * @param accessToken of a user who is ad manager or administrator of the account
 * @param accessTokenSecret of the same user
 * @param conversionActions the plan's action to the id of the event in the Events Manager: tw-pixel-event, or the event
 *     alone
 * @param phoneForm which form of the phone is hashed: X says "E164 Standard" and shows no hash, so the + is unconfirmed
 * @param maxClickAge the oldest click that is told; null for no limit, X publishes none
 * @param maxEventAge the oldest conversion that is told; X publishes none, the default is on the long side so that X
 *     decides
 * @param adAccountId the ads account, as it stands in the address of Ads Manager; for the list of its events, uploads do not
 *     need it
 */
@BoundPerAccount
@ConfigurationProperties("leadloop.destinations.x")
record XProperties(
        @DefaultValue("https://ads-api.x.com") URI baseUrl,
        @DefaultValue("12") String apiVersion,
        @Nullable String pixelId,
        @Nullable String consumerKey,
        @Nullable String consumerSecret,
        @Nullable String accessToken,
        @Nullable String accessTokenSecret,
        @DefaultValue Map<String, String> conversionActions,
        @DefaultValue("e164") PhoneForm phoneForm,
        @Nullable Duration maxClickAge,
        @DefaultValue("90d") Duration maxEventAge,
        @Nullable String adAccountId) {

    enum PhoneForm {
        /** With the leading +. */
        E164,
        /** Without it. */
        DIGITS
    }

    boolean isOn(AccountName account) {
        return MissingKeys.of(account)
                .needs("pixel-id", pixelId)
                .needs("consumer-key", consumerKey)
                .needs("consumer-secret", consumerSecret)
                .needs("access-token", accessToken)
                .needs("access-token-secret", accessTokenSecret)
                .allSet();
    }

    /** Only where {@link #isOn()}. */
    OAuth1.Credentials credentials() {
        return new OAuth1.Credentials(
                Objects.requireNonNull(consumerKey),
                Objects.requireNonNull(consumerSecret),
                Objects.requireNonNull(accessToken),
                Objects.requireNonNull(accessTokenSecret));
    }

    /** The id of the event for the plan's action; an action that is not mapped is its own id. */
    String eventId(String action) {
        return conversionActions.getOrDefault(action, action);
    }
}
