package io.leadloop.destination.tiktok;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** TikTok event sources.. */
@Configuration(proxyBeanMethods = false)
class TikTokType {

    static final String ID = "tiktok";

    @Bean
    DestinationType tikTokAccounts(OutsideHttp http, PlatformSettings settings) {
        return DestinationType.of(
                ID, TikTokProperties.class, (account, keys) -> new TikTokDestination(account, keys, http, settings));
    }
}
