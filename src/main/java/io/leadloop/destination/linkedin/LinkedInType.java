package io.leadloop.destination.linkedin;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.time.Clock;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** LinkedIn ad accounts. */
@Component
class LinkedInType implements DestinationType {

    static final String ID = "linkedin";

    private final OutsideHttp http;
    private final PlatformSettings settings;
    private final RefreshTokens tokens;
    private final Clock clock;

    LinkedInType(OutsideHttp http, PlatformSettings settings, RefreshTokens tokens, Clock clock) {
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
        return new LinkedInDestination(
                account,
                configuration.bindOrCreate(account.prefix(), LinkedInProperties.class),
                http,
                settings,
                tokens,
                clock);
    }
}
