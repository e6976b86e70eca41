package io.leadloop.destination.x;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import java.time.Clock;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** X ad accounts. */
@Component
class XType implements DestinationType {

    static final String ID = "x";

    private final OutsideHttp http;
    private final PlatformSettings settings;
    private final Clock clock;

    XType(OutsideHttp http, PlatformSettings settings, Clock clock) {
        this.http = http;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Destination create(AccountName account, Binder configuration) {
        return new XDestination(
                account, configuration.bindOrCreate(account.prefix(), XProperties.class), http, settings, clock);
    }
}
