package io.leadloop.connection;

import io.leadloop.connection.ConnectionStore.Kept;
import io.leadloop.database.AfterCommit;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.Destination;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps connections. What is saved as {@link ConnectionState#ON} works on this node at once, on the others within seconds. */
@Component
public class Connections {

    private final ConnectionStore store;
    private final ConnectionCheck check;
    private final ConnectionWatch watch;
    private final Clock clock;

    Connections(ConnectionStore store, ConnectionCheck check, ConnectionWatch watch, Clock clock) {
        this.store = store;
        this.check = check;
        this.watch = watch;
        this.clock = clock;
    }

    /** What changed in a version of a connection; the values of secrets are never kept. */
    public record Change(int version, ConnectionState state, List<String> keys, Instant at, String by) {}

    public List<Connection> all() {
        return store.all().stream().map(Kept::connection).toList();
    }

    public List<Connection> all(ConnectionKind kind) {
        return all().stream().filter(it -> it.kind() == kind).toList();
    }

    public Optional<Connection> find(ConnectionKind kind, String name) {
        return store.find(kind, name).map(Kept::connection).filter(it -> it.state() != ConnectionState.REMOVED);
    }

    /** The newest first. */
    public List<Change> history(ConnectionKind kind, String name) {
        return store.history(kind, name).stream()
                .map(it -> new Change(it.version(), it.state(), it.changedKeys(), it.at(), it.by()))
                .toList();
    }

    /**
     * Saves a connection, and what it takes over of its secrets.
     *
     * @throws ConnectionRefused if it cannot be made so, or was changed meanwhile
     */
    @Transactional(rollbackFor = ConnectionRefused.class)
    public Connection save(ConnectionDraft draft, String who) throws ConnectionRefused {
        Kept before = before(draft);
        return write(draft, before, before, who);
    }

    /**
     * Saves what a platform gave at a person's sign-in; the rest of the connection stays.
     *
     * @throws ConnectionRefused if the connection was removed or became one of another type meanwhile
     */
    @Transactional(rollbackFor = ConnectionRefused.class)
    public Connection take(SignedIn given, String who) throws ConnectionRefused {
        Kept before = store.find(given.kind(), given.name())
                .filter(it -> it.connection().state() != ConnectionState.REMOVED)
                .filter(it -> it.connection().type().equals(given.type()))
                .orElseThrow(() ->
                        ConnectionRefused.at("name", "The connection '" + given.name() + "' was removed meanwhile."));
        Connection it = before.connection();
        Map<String, String> keys = new HashMap<>(it.keys());
        Map<String, String> secrets = new HashMap<>(before.secrets());
        given.removed().forEach(key -> {
            keys.remove(key);
            secrets.remove(key);
        });
        keys.putAll(given.keys());
        ConnectionDraft draft =
                new ConnectionDraft(it.kind(), it.name(), it.type(), it.label(), it.state(), keys, it.version());
        return write(draft, before, new Kept(it, secrets), who);
    }

    /** @param kept the former one, with the secrets that it may keep */
    private Connection write(ConnectionDraft draft, @Nullable Kept before, @Nullable Kept kept, String who)
            throws ConnectionRefused {
        Kept wanted = check.of(draft, Optional.ofNullable(kept), who, clock.instant());
        int written = before != null ? before.connection().version() : removed(draft);
        Kept numbered = numbered(wanted, written + 1);
        if (!store.write(numbered, written, changed(before, numbered))) {
            throw ConnectionRefused.at(
                    "name", "Somebody changed the connection '" + draft.name() + "' at the same moment.");
        }
        AfterCommit.run(watch::takeOver);
        return numbered.connection();
    }

    /** The version of a connection of that name that was removed; 0 for none, also where somebody makes one at this moment. */
    private int removed(ConnectionDraft draft) {
        return store.find(draft.kind(), draft.name())
                .filter(it -> it.connection().state() == ConnectionState.REMOVED)
                .map(it -> it.connection().version())
                .orElse(0);
    }

    /**
     * The names of what {@link #save} would change, without their values; nothing is changed.
     *
     * @throws ConnectionRefused as {@link #save}
     */
    public Set<String> difference(ConnectionDraft draft, String who) throws ConnectionRefused {
        Kept before = before(draft);
        return changed(before, check.of(draft, Optional.ofNullable(before), who, clock.instant()));
    }

    private @Nullable Kept before(ConnectionDraft draft) throws ConnectionRefused {
        Kept before = store.find(draft.kind(), draft.name())
                .filter(it -> it.connection().state() != ConnectionState.REMOVED)
                .orElse(null);
        int version = before == null ? 0 : before.connection().version();
        if (version == draft.basedOn()) {
            return before;
        }
        throw ConnectionRefused.at("name", meanwhile(draft, version));
    }

    private static String meanwhile(ConnectionDraft draft, int version) {
        if (version == 0) {
            return "The connection '" + draft.name() + "' was removed meanwhile.";
        }
        return draft.basedOn() == 0
                ? "There is a connection '" + draft.name() + "' already."
                : "Somebody changed the connection '" + draft.name() + "' meanwhile (version " + version
                        + "). Load it anew.";
    }

    /**
     * Tries an ad account as it is saved, also one that is a draft or off; nothing is sent that counts.
     *
     * @param planned an action that the plan reports to it; null to take one that the account maps
     * @throws ConnectionRefused if its keys make no account
     */
    public AccountTrial trial(String name, @Nullable String planned) throws ConnectionRefused {
        Kept kept = kept(name);
        return AccountTrial.of(
                check.account(kept), planned != null ? planned : action(kept.connection()), clock.instant());
    }

    /**
     * The ad account of a connection as it is saved, also of one that is a draft or off.
     *
     * @throws ConnectionRefused if its keys make no account
     */
    public Destination account(String name) throws ConnectionRefused {
        return check.account(kept(name));
    }

    private Kept kept(String name) throws ConnectionRefused {
        return store.find(ConnectionKind.ACCOUNT, name)
                .filter(it -> it.connection().state() != ConnectionState.REMOVED)
                .orElseThrow(() -> ConnectionRefused.at("name", "There is no connection '" + name + "'."));
    }

    /** The first of the plan's actions that the account maps; else the one of a won deal. */
    private static String action(Connection connection) {
        return connection.keys().keySet().stream()
                .filter(it -> it.startsWith("conversion-actions["))
                .map(it -> it.substring(it.indexOf('[') + 1, it.length() - 1))
                .findFirst()
                .orElse("won");
    }

    /** The connection in another state, its keys as they are. */
    @Transactional(rollbackFor = ConnectionRefused.class)
    public Connection put(ConnectionKind kind, String name, ConnectionState state, int basedOn, String who)
            throws ConnectionRefused {
        Connection it = find(kind, name)
                .orElseThrow(() -> ConnectionRefused.at("name", "There is no connection '" + name + "'."));
        return save(new ConnectionDraft(kind, name, it.type(), it.label(), state, it.keys(), basedOn), who);
    }

    private static Kept numbered(Kept wanted, int version) {
        Connection it = wanted.connection();
        return new Kept(
                new Connection(
                        it.kind(),
                        it.name(),
                        it.type(),
                        it.label(),
                        it.state(),
                        it.keys(),
                        it.secrets(),
                        version,
                        it.changedAt(),
                        it.changedBy()),
                wanted.secrets());
    }

    private static Set<String> changed(@Nullable Kept before, Kept after) {
        Map<String, String> former = before == null ? Map.of() : told(before);
        Map<String, String> now = told(after);
        return Stream.concat(former.keySet().stream(), now.keySet().stream())
                .filter(it -> !Objects.equals(former.get(it), now.get(it)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> told(Kept kept) {
        Map<String, String> all = new HashMap<>(kept.allKeys());
        all.put("state", kept.connection().state().name());
        String label = kept.connection().label();
        if (label != null) {
            all.put("label", label);
        }
        return all;
    }
}
