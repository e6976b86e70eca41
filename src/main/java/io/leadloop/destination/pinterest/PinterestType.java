package io.leadloop.destination.pinterest;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Pinterest ad accounts of their keys. */
@Configuration(proxyBeanMethods = false)
class PinterestType {

    static final String ID = "pinterest";

    @Bean
    DestinationType pinterestAccounts(OutsideHttp http, PlatformSettings settings, RefreshTokens tokens, Clock clock) {
        return DestinationType.of(
                ID,
                (account, configuration) -> new PinterestDestination(
                        account,
                        configuration.bindOrCreate(account.prefix(), PinterestProperties.class),
                        configuration.bindOrCreate(account.prefix() + ".report", PinterestReportProperties.class),
                        http,
                        settings,
                        tokens,
                        clock));
    }
}
