package io.leadloop.destination;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * All accounts of ad platforms: one of each type that LeadLoop can speak to, named after it, whether it is configured or not,
 * those that are configured under names of their own, and those that people made in the browser. The last may change at any
 * time; a caller that keeps an account asks {@link #whenChanged}.
 */
@Component
public class Destinations {

    private final AccountFactory factory;
    private final StoredAccounts stored;
    private final PlatformSettings settings;
    private final LiveAccounts configured;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile LiveAccounts live;

    /**
     * @throws IllegalStateException if the configuration is wrong, or switches an account on that was made in the browser
     *     under the same name; the application does not start then
     */
    @Autowired
    Destinations(
            List<DestinationType> types,
            PlatformSettings settings,
            Environment environment,
            ObjectProvider<StoredAccounts> stored) {
        this(
                ConfiguredAccounts.of(types, settings, Binder.get(environment)),
                settings,
                new AccountFactory(types),
                stored.getIfAvailable(() -> List::of));
    }

    Destinations(
            List<Destination> configured, PlatformSettings settings, AccountFactory factory, StoredAccounts stored) {
        this.factory = factory;
        this.stored = stored;
        this.settings = settings;
        this.configured = LiveAccounts.configured(configured);
        List<StoredAccount> made = stored.accounts();
        List<String> twice = made.stream()
                .map(StoredAccount::name)
                .filter(this.configured::isConfigured)
                .toList();
        if (!twice.isEmpty()) {
            throw new IllegalStateException("Remove " + AccountName.ROOT + "." + String.join(", ", twice)
                    + " from the configuration, or start with the version before and remove the account of this name"
                    + " in the browser: an account is made in one of the two places.");
        }
        this.live = this.configured.withStored(made, this.configured, factory);
    }

    public List<Destination> all() {
        return live.all();
    }

    public Optional<Destination> find(String id) {
        return live.find(id);
    }

    /** The type of the account; its own id where no account of this name is configured (any more). */
    public String typeOf(String id) {
        return find(id).map(it -> it.profile().type()).orElse(id);
    }

    /** What is set alike for every account. */
    public PlatformSettings.Account settingsOf(String id) {
        return live.settings(id).orElseGet(() -> settings.account(id));
    }

    /** Why an account that was made in the browser is off on this node though it should be on; empty where all is well. */
    public Optional<String> problemOf(String id) {
        return live.problem(id);
    }

    /** Whether the configuration switches an account of this name on. */
    public boolean isConfigured(String id) {
        return configured.isConfigured(id);
    }

    /** Reads again what people made, and tells those that asked for it if anything changed. */
    public synchronized void refresh() {
        List<StoredAccount> made = stored.accounts().stream()
                .filter(it -> !configured.isConfigured(it.name()))
                .toList();
        live = configured.withStored(made, live, factory);
        listeners.forEach(Runnable::run);
    }

    /** @param listener runs now and after each change of the accounts */
    public void whenChanged(Runnable listener) {
        listeners.add(listener);
        listener.run();
    }

    /** The account, for a look or a test; it is not one of {@link #all()}. */
    public Destination create(StoredAccount account) throws CannotBeMade {
        try {
            return factory.create(account);
        } catch (BindException | IllegalStateException | IllegalArgumentException wrong) {
            throw new CannotBeMade(AccountFactory.mistake(wrong));
        }
    }

    /** The keys do not make an account. */
    public static final class CannotBeMade extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient AccountMistake mistake;

        CannotBeMade(AccountMistake mistake) {
            super(mistake.words());
            this.mistake = mistake;
        }

        public AccountMistake mistake() {
            return mistake;
        }
    }
}
