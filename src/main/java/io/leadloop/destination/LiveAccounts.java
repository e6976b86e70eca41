package io.leadloop.destination;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;

/**
 * The accounts as they are at one moment: those of the configuration, and beside them those that people made. One that did not
 * change is the same object as before, with its access token.
 */
final class LiveAccounts {

    /**
     * @param stored null for an account of the configuration
     * @param problem why an account that people made is off though it should be on; null where nothing is wrong
     */
    private record Entry(
            Destination destination,
            PlatformSettings.@Nullable Account settings,
            @Nullable StoredAccount stored,
            @Nullable String problem) {}

    private final Map<String, Entry> byName = new TreeMap<>();

    static LiveAccounts configured(List<Destination> configured) {
        LiveAccounts accounts = new LiveAccounts();
        configured.forEach(it -> accounts.byName.put(it.profile().id(), new Entry(it, null, null, null)));
        return accounts;
    }

    /** These, and the ones that people made; {@link #withStored} of the accounts of the configuration. */
    LiveAccounts withStored(List<StoredAccount> stored, LiveAccounts before, AccountFactory factory) {
        LiveAccounts next = new LiveAccounts();
        next.byName.putAll(byName);
        for (StoredAccount account : stored) {
            Entry former = before.byName.get(account.name());
            boolean isUnchanged = former != null
                    && former.stored() != null
                    && former.stored().equals(account)
                    && former.problem() == null;
            next.byName.put(account.name(), isUnchanged ? former : entry(account, factory));
        }
        return next;
    }

    private static Entry entry(StoredAccount account, AccountFactory factory) {
        PlatformSettings.Account settings = factory.settings(account);
        try {
            return new Entry(factory.create(account), settings, account, null);
        } catch (BindException | IllegalStateException | IllegalArgumentException wrong) {
            return new Entry(
                    factory.create(account.withoutKeys()),
                    settings,
                    account,
                    AccountFactory.mistake(wrong).words());
        }
    }

    /** Whether the configuration switches an account of this name on, however an environment variable writes it. */
    boolean isConfigured(String name) {
        return byName.entrySet().stream()
                .anyMatch(it -> AccountName.letters(it.getKey()).equals(AccountName.letters(name))
                        && it.getValue().destination().isOn());
    }

    List<Destination> all() {
        return byName.values().stream()
                .map(Entry::destination)
                .sorted(Comparator.comparing(it -> it.profile().id()))
                .toList();
    }

    Optional<Destination> find(String name) {
        return Optional.ofNullable(byName.get(name)).map(Entry::destination);
    }

    Optional<PlatformSettings.Account> settings(String name) {
        return Optional.ofNullable(byName.get(name)).map(Entry::settings);
    }

    Optional<String> problem(String name) {
        return Optional.ofNullable(byName.get(name)).map(Entry::problem);
    }
}
