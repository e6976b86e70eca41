package io.leadloop.destination.snapchat;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Snapchat ad accounts of their keys. */
@Configuration(proxyBeanMethods = false)
class SnapchatType {

    static final String ID = "snapchat";

    @Bean
    DestinationType snapchatAccounts(OutsideHttp http, PlatformSettings settings, RefreshTokens tokens, Clock clock) {
        return DestinationType.of(
                ID,
                (account, configuration) -> new SnapchatDestination(
                        account,
                        configuration.bindOrCreate(account.prefix(), SnapchatProperties.class),
                        configuration.bindOrCreate(account.prefix() + ".report", SnapchatReportProperties.class),
                        http,
                        settings,
                        tokens,
                        clock));
    }
}
