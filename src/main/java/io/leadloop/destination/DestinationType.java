package io.leadloop.destination;

import org.springframework.boot.context.properties.bind.Binder;

/** A kind of ad platform: creates its accounts from the configuration under {@code leadloop.destinations.<name>}. */
public interface DestinationType {

    /** The value of {@code leadloop.destinations.<name>.type}; kebab-case. */
    String id();

    /**
     * Creates the account. Throws IllegalStateException that names every missing key; the application does not start
     * then. Without any key the account is off.
     */
    Destination create(AccountName account, Binder configuration);
}
