package io.leadloop.destination.snapchat;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Snapchat ad accounts. */
@Component
class SnapchatType implements DestinationType {

    static final String ID = "snapchat";

    private final OutsideHttp http;
    private final PlatformSettings settings;

    SnapchatType(OutsideHttp http, PlatformSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Destination create(AccountName account, Binder configuration) {
        return new SnapchatDestination(
                account, configuration.bindOrCreate(account.prefix(), SnapchatProperties.class), http, settings);
    }
}
