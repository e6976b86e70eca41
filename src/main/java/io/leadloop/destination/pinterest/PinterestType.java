package io.leadloop.destination.pinterest;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Pinterest ad accounts. */
@Component
class PinterestType implements DestinationType {

    static final String ID = "pinterest";

    private final OutsideHttp http;
    private final PlatformSettings settings;

    PinterestType(OutsideHttp http, PlatformSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Destination create(AccountName account, Binder configuration) {
        return new PinterestDestination(
                account, configuration.bindOrCreate(account.prefix(), PinterestProperties.class), http, settings);
    }
}
