package io.leadloop.destination;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/** Reads which accounts are configured, by what names, and creates them. */
final class ConfiguredAccounts {

    private final Map<String, DestinationType> types;
    private final PlatformSettings settings;
    private final Binder configuration;
    private final Set<String> letters = new HashSet<>();
    private final List<Destination> accounts = new ArrayList<>();

    private ConfiguredAccounts(List<DestinationType> types, PlatformSettings settings, Binder configuration) {
        this.types = types.stream()
                .collect(Collectors.toMap(DestinationType::id, Function.identity(), (a, b) -> a, TreeMap::new));
        this.settings = settings;
        this.configuration = configuration;
    }

    /**
     * @throws IllegalStateException for an account without a type, of an unknown type, or with a name that cannot be one; the
     *     application does not start then
     */
    static List<Destination> of(List<DestinationType> types, PlatformSettings settings, Binder configuration) {
        ConfiguredAccounts read = new ConfiguredAccounts(types, settings, configuration);
        read.types.values().forEach(read::addNamedAfter);
        // A name in full before the same one as a part of an environment variable, which has no dashes.
        settings.destinations().keySet().stream()
                .sorted((a, b) -> b.length() != a.length() ? b.length() - a.length() : a.compareTo(b))
                .forEach(read::add);
        return read.accounts;
    }

    private void addNamedAfter(DestinationType type) {
        String said = settings.account(type.id()).type();
        if (said != null && !said.equals(type.id())) {
            throw new IllegalStateException(AccountName.ROOT + "." + type.id() + ".type is " + said
                    + ": an account with the name of another platform would be taken for it. Call it otherwise.");
        }
        if (type.isAlwaysThere() || isConfigured(type.id())) {
            create(type.id(), type);
        }
    }

    /** By any key: of those that are not common to all accounts the settings know nothing. */
    private boolean isConfigured(String name) {
        return configuration
                .bind(AccountName.of(name).prefix(), Bindable.mapOf(String.class, Object.class))
                .isBound();
    }

    private void add(String name) {
        if (letters.contains(AccountName.letters(name))) {
            return;
        }
        String type = settings.account(name).type();
        DestinationType known = type == null ? null : types.get(type);
        if (known == null) {
            throw new IllegalStateException("Set " + AccountName.ROOT + "." + name + ".type to one of "
                    + String.join(", ", types.keySet()) + said(type) + ".");
        }
        if (!AccountName.isPossible(name)) {
            throw new IllegalStateException("Give the account " + AccountName.ROOT + "." + name
                    + " a name of small letters, digits and single dashes, at most " + AccountName.LONGEST
                    + " long, as brand-uk.");
        }
        create(name, known);
    }

    private static String said(@Nullable String type) {
        return type == null ? "" : ", it is '" + type + "'";
    }

    private void create(String name, DestinationType type) {
        letters.add(AccountName.letters(name));
        accounts.add(type.create(new AccountName(name, settings.account(name).label()), configuration));
    }
}
