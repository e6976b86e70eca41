package io.leadloop.destination.linkedin;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes LinkedIn ad accounts of their keys. */
@Configuration(proxyBeanMethods = false)
class LinkedInType {

    static final String ID = "linkedin";

    @Bean
    DestinationType linkedInAccounts(OutsideHttp http, PlatformSettings settings, RefreshTokens tokens, Clock clock) {
        return DestinationType.of(
                ID,
                (account, configuration) -> new LinkedInDestination(
                        account,
                        configuration.bindOrCreate(account.prefix(), LinkedInProperties.class),
                        configuration.bindOrCreate(account.prefix() + ".report", LinkedInReportProperties.class),
                        http,
                        settings,
                        tokens,
                        clock));
    }
}
