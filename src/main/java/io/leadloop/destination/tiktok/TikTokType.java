package io.leadloop.destination.tiktok;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** TikTok event sources. */
@Component
class TikTokType implements DestinationType {

    static final String ID = "tiktok";

    private final OutsideHttp http;
    private final PlatformSettings settings;

    TikTokType(OutsideHttp http, PlatformSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Destination create(AccountName account, Binder configuration) {
        return new TikTokDestination(
                account, configuration.bindOrCreate(account.prefix(), TikTokProperties.class), http, settings);
    }
}
