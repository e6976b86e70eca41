package io.leadloop.destination.reddit;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Reddit ad accounts of their keys. */
@Configuration(proxyBeanMethods = false)
class RedditType {

    static final String ID = "reddit";

    @Bean
    DestinationType redditAccounts(OutsideHttp http, PlatformSettings settings, RefreshTokens tokens, Clock clock) {
        return DestinationType.of(
                ID,
                (account, configuration) -> new RedditDestination(
                        account,
                        configuration.bindOrCreate(account.prefix(), RedditProperties.class),
                        configuration.bindOrCreate(account.prefix() + ".report", RedditReportProperties.class),
                        http,
                        settings,
                        tokens,
                        clock));
    }
}
