package io.leadloop.destination.googleadslegacy;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Google Ads accounts, spoken to over the Google Ads API of their keys. */
@Configuration(proxyBeanMethods = false)
class GoogleAdsLegacyType {

    static final String ID = "google-ads-legacy";

    @Bean
    DestinationType googleAdsLegacyAccounts(
            OutsideHttp http, PlatformSettings settings, RefreshTokens tokens, Clock clock) {
        return DestinationType.of(
                ID,
                GoogleAdsLegacyProperties.class,
                (account, keys) -> new GoogleAdsLegacyDestination(account, keys, http, settings, tokens, clock));
    }
}
