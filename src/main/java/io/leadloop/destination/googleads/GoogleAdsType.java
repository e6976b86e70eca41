package io.leadloop.destination.googleads;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.time.Clock;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Google Ads accounts, spoken to over the Data Manager API. */
@Component
class GoogleAdsType implements DestinationType {

    static final String ID = "google-ads";

    private final OutsideHttp http;
    private final PlatformSettings settings;
    private final RefreshTokens tokens;
    private final Clock clock;

    GoogleAdsType(OutsideHttp http, PlatformSettings settings, RefreshTokens tokens, Clock clock) {
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
        return new GoogleAdsDestination(
                account,
                configuration.bindOrCreate(account.prefix(), GoogleAdsProperties.class),
                configuration.bindOrCreate(account.prefix() + ".report", GoogleAdsReportProperties.class),
                http,
                settings,
                tokens,
                clock);
    }
}
