package io.leadloop.destination;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * All accounts of ad platforms: one of each type that LeadLoop can speak to, named after it, whether it is configured or not, and
 * those that are configured under names of their own.
 */
@Component
public class Destinations {

    private final List<Destination> all;

    @Autowired
    Destinations(List<DestinationType> types, PlatformSettings settings, Environment environment) {
        this(ConfiguredAccounts.of(types, settings, Binder.get(environment)));
    }

    Destinations(List<Destination> all) {
        this.all = all.stream()
                .sorted(Comparator.comparing(it -> it.profile().id()))
                .toList();
    }

    public List<Destination> all() {
        return all;
    }

    public Optional<Destination> find(String id) {
        return all.stream().filter(it -> it.profile().id().equals(id)).findFirst();
    }

    /** The type of the account; its own id where no account of this name is configured (any more). */
    public String typeOf(String id) {
        return find(id).map(it -> it.profile().type()).orElse(id);
    }
}
