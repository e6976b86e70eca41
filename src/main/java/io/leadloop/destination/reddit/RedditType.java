package io.leadloop.destination.reddit;

import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationType;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.http.OutsideHttp;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.stereotype.Component;

/** Reddit ad accounts. */
@Component
class RedditType implements DestinationType {

    static final String ID = "reddit";

    private final OutsideHttp http;
    private final PlatformSettings settings;

    RedditType(OutsideHttp http, PlatformSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Destination create(AccountName account, Binder configuration) {
        return new RedditDestination(
                account, configuration.bindOrCreate(account.prefix(), RedditProperties.class), http, settings);
    }
}
