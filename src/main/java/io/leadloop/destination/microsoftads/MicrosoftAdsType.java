package io.leadloop.destination.microsoftads;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.time.Clock;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Microsoft Advertising accounts. */
@Component
class MicrosoftAdsType implements DestinationType {

    static final String ID = "microsoft-ads";

    private final OutsideHttp http;
    private final PlatformSettings settings;
    private final RefreshTokens tokens;
    private final Clock clock;

    MicrosoftAdsType(OutsideHttp http, PlatformSettings settings, RefreshTokens tokens, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Destination create(AccountName account, Binder configuration) {
        return new MicrosoftAdsDestination(
                account,
                configuration.bindOrCreate(account.prefix(), MicrosoftAdsProperties.class),
                http,
                settings,
                tokens,
                clock);
    }
}
