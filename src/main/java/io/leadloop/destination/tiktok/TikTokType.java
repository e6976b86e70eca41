package io.leadloop.destination.tiktok;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes TikTok event sources of their keys. */
@Configuration(proxyBeanMethods = false)
class TikTokType {

    static final String ID = "tiktok";

    @Bean
    DestinationType tikTokAccounts(OutsideHttp http, PlatformSettings settings, Clock clock) {
        return DestinationType.of(
                ID,
                (account, configuration) -> new TikTokDestination(
                        account,
                        configuration.bindOrCreate(account.prefix(), TikTokProperties.class),
                        configuration.bindOrCreate(account.prefix() + ".report", TikTokReportProperties.class),
                        http,
                        settings,
                        clock));
    }
}
