package io.leadloop.destination.meta;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Meta datasets. */
@Configuration(proxyBeanMethods = false)
class MetaType {

    static final String ID = "meta";

    @Bean
    DestinationType metaAccounts(OutsideHttp http, PlatformSettings settings, Clock clock) {
        return DestinationType.of(
                ID,
                (account, configuration) -> new MetaDestination(
                        account,
                        configuration.bindOrCreate(account.prefix(), MetaProperties.class),
                        configuration.bindOrCreate(account.prefix() + ".report", MetaReportProperties.class),
                        http,
                        settings,
                        clock));
    }
}
