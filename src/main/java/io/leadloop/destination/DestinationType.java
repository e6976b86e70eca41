package io.leadloop.destination;

import java.util.function.BiFunction;
import org.springframework.boot.context.properties.bind.Binder;

/** A kind of ad platform: creates its accounts from the configuration under {@code leadloop.destinations.<name>}. */
public interface DestinationType {

    /** The value of {@code leadloop.destinations.<name>.type}; kebab-case. */
    String id();

    /**
     * Whether there is an account of the type's own name even where nothing is configured under it, so that the pages
     * name the platform. False for a type that is no platform.
     */
    default boolean isAlwaysThere() {
        return true;
    }

    /**
     * Creates the account. Throws IllegalStateException that names every missing key; the application does not start
     * then. Without any key the account is off.
     */
    Destination create(AccountName account, Binder configuration);

    /** A type whose accounts are made of what stands under their name. */
    static <P> DestinationType of(String id, Class<P> keys, BiFunction<AccountName, P, Destination> create) {
        return of(
                id,
                (account, configuration) -> create.apply(account, configuration.bindOrCreate(account.prefix(), keys)));
    }

    /** A type whose accounts are made of more than one part of the configuration. */
    static DestinationType of(String id, BiFunction<AccountName, Binder, Destination> create) {
        return new DestinationType() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Destination create(AccountName account, Binder configuration) {
                return create.apply(account, configuration);
            }
        };
    }
}
