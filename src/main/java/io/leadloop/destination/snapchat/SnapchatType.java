package io.leadloop.destination.snapchat;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Snapchat ad accounts.. */
@Configuration(proxyBeanMethods = false)
class SnapchatType {

    static final String ID = "snapchat";

    @Bean
    DestinationType snapchatAccounts(OutsideHttp http, PlatformSettings settings) {
        return DestinationType.of(
                ID,
                SnapchatProperties.class,
                (account, keys) -> new SnapchatDestination(account, keys, http, settings));
    }
}
