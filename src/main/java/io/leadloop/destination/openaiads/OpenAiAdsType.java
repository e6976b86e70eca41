package io.leadloop.destination.openaiads;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes OpenAI ad accounts of their keys. */
@Configuration(proxyBeanMethods = false)
class OpenAiAdsType {

    static final String ID = "openai-ads";

    @Bean
    DestinationType openAiAdsAccounts(OutsideHttp http, PlatformSettings settings, Clock clock) {
        return DestinationType.of(
                ID,
                (account, configuration) -> new OpenAiAdsDestination(
                        account,
                        configuration.bindOrCreate(account.prefix(), OpenAiAdsProperties.class),
                        configuration.bindOrCreate(account.prefix() + ".report", OpenAiAdsReportProperties.class),
                        http,
                        settings,
                        clock));
    }
}
