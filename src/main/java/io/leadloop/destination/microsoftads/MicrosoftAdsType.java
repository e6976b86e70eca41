package io.leadloop.destination.microsoftads;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Microsoft Advertising accounts of their keys. */
@Configuration(proxyBeanMethods = false)
class MicrosoftAdsType {

    static final String ID = "microsoft-ads";

    @Bean
    DestinationType microsoftAdsAccounts(
            OutsideHttp http, PlatformSettings settings, RefreshTokens tokens, Clock clock) {
        return DestinationType.of(
                ID,
                (account, configuration) -> new MicrosoftAdsDestination(
                        account,
                        configuration.bindOrCreate(account.prefix(), MicrosoftAdsProperties.class),
                        configuration.bindOrCreate(account.prefix() + ".report", MicrosoftAdsReportProperties.class),
                        http,
                        settings,
                        tokens,
                        clock));
    }
}
