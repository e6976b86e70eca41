package io.leadloop.destination.reddit;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reddit ad accounts.. */
@Configuration(proxyBeanMethods = false)
class RedditType {

    static final String ID = "reddit";

    @Bean
    DestinationType redditAccounts(OutsideHttp http, PlatformSettings settings) {
        return DestinationType.of(
                ID, RedditProperties.class, (account, keys) -> new RedditDestination(account, keys, http, settings));
    }
}
