package io.leadloop.connection;

import io.leadloop.crm.StoredSource;
import io.leadloop.crm.StoredSources;
import io.leadloop.destination.StoredAccount;
import io.leadloop.destination.StoredAccounts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The connections as accounts and sources are made of them. */
@Component
class StoredConnections implements StoredAccounts, StoredSources {

    private final ConnectionStore store;

    StoredConnections(ConnectionStore store) {
        this.store = store;
    }

    private Stream<ConnectionStore.Kept> of(ConnectionKind kind) {
        return store.all().stream().filter(it -> it.connection().kind() == kind);
    }

    /** One that is a draft or off has no keys, so that the plan knows its name and says that it is off. */
    @Override
    public List<StoredAccount> accounts() {
        return of(ConnectionKind.ACCOUNT).map(StoredConnections::account).toList();
    }

    private static StoredAccount account(ConnectionStore.Kept kept) {
        Connection it = kept.connection();
        return new StoredAccount(
                it.name(),
                it.type(),
                it.label(),
                it.version(),
                it.state() == ConnectionState.ON ? kept.allKeys() : Map.of());
    }

    @Override
    public List<StoredSource> sources() {
        return of(ConnectionKind.SOURCE)
                .filter(it -> it.connection().state() == ConnectionState.ON)
                .map(it -> new StoredSource(
                        it.connection().name(),
                        it.connection().type(),
                        it.connection().version(),
                        it.allKeys()))
                .toList();
    }
}
