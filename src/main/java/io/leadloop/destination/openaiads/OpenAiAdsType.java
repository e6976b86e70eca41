package io.leadloop.destination.openaiads;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** OpenAI ad accounts. */
@Component
class OpenAiAdsType implements DestinationType {

    static final String ID = "openai-ads";

    private final OutsideHttp http;
    private final PlatformSettings settings;

    OpenAiAdsType(OutsideHttp http, PlatformSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Destination create(AccountName account, Binder configuration) {
        return new OpenAiAdsDestination(
                account, configuration.bindOrCreate(account.prefix(), OpenAiAdsProperties.class), http, settings);
    }
}
