package io.leadloop.destination.googleads;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Google Ads accounts, spoken to over the Data Manager API of their keys. */
@Configuration(proxyBeanMethods = false)
class GoogleAdsType {

    static final String ID = "google-ads";

    @Bean
    DestinationType googleAdsAccounts(OutsideHttp http, PlatformSettings settings, RefreshTokens tokens, Clock clock) {
        return DestinationType.of(
                ID,
                (account, configuration) -> new GoogleAdsDestination(
                        account,
                        configuration.bindOrCreate(account.prefix(), GoogleAdsProperties.class),
                        configuration.bindOrCreate(account.prefix() + ".report", GoogleAdsReportProperties.class),
                        http,
                        settings,
                        tokens,
                        clock));
    }
}
