package io.leadloop.destination.openaiads;

import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** OpenAI ad accounts.. */
@Configuration(proxyBeanMethods = false)
class OpenAiAdsType {

    static final String ID = "openai-ads";

    @Bean
    DestinationType openAiAdsAccounts(OutsideHttp http, PlatformSettings settings) {
        return DestinationType.of(
                ID,
                OpenAiAdsProperties.class,
                (account, keys) -> new OpenAiAdsDestination(account, keys, http, settings));
    }
}
