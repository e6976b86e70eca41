package io.leadloop.destination.googleadslegacy;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.time.Clock;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Google Ads accounts, spoken to over the Google Ads API. */
@Component
class GoogleAdsLegacyType implements DestinationType {

    static final String ID = "google-ads-legacy";

    private final OutsideHttp http;
    private final PlatformSettings settings;
    private final RefreshTokens tokens;
    private final Clock clock;

    GoogleAdsLegacyType(OutsideHttp http, PlatformSettings settings, RefreshTokens tokens, Clock clock) {
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
        return new GoogleAdsLegacyDestination(
                account,
                configuration.bindOrCreate(account.prefix(), GoogleAdsLegacyProperties.class),
                http,
                settings,
                tokens,
                clock);
    }
}
