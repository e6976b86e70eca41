package io.leadloop.destination.pinterest;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Pinterest ad accounts.. */
@Configuration(proxyBeanMethods = false)
class PinterestType {

    static final String ID = "pinterest";

    @Bean
    DestinationType pinterestAccounts(OutsideHttp http, PlatformSettings settings) {
        return DestinationType.of(
                ID,
                PinterestProperties.class,
                (account, keys) -> new PinterestDestination(account, keys, http, settings));
    }
}
