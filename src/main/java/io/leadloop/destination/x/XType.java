package io.leadloop.destination.x;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes X ad accounts of their keys. */
@Configuration(proxyBeanMethods = false)
class XType {

    static final String ID = "x";

    @Bean
    DestinationType xAccounts(OutsideHttp http, PlatformSettings settings, Clock clock) {
        return DestinationType.of(
                ID, XProperties.class, (account, keys) -> new XDestination(account, keys, http, settings, clock));
    }
}
