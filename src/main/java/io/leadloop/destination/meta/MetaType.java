package io.leadloop.destination.meta;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Meta datasets. */
@Component
class MetaType implements DestinationType {

    static final String ID = "meta";

    private final OutsideHttp http;
    private final PlatformSettings settings;

    MetaType(OutsideHttp http, PlatformSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Destination create(AccountName account, Binder configuration) {
        return new MetaDestination(
                account, configuration.bindOrCreate(account.prefix(), MetaProperties.class), http, settings);
    }
}
