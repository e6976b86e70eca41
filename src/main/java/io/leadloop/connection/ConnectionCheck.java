package io.leadloop.connection;

import io.leadloop.connection.ConnectionStore.Kept;
import io.leadloop.crm.CrmSources;
import io.leadloop.crm.StoredSource;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.destination.StoredAccount;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whether a connection can be made as somebody wants it, and what it is then. */
@Component
class ConnectionCheck {

    /** Words that stand in the addresses of pages where a name stands otherwise. */
    private static final Set<String> RESERVED = Set.of("new");

    private final ConnectionTypes types;
    private final Destinations destinations;
    private final CrmSources sources;

    ConnectionCheck(ConnectionTypes types, Destinations destinations, CrmSources sources) {
        this.types = types;
        this.destinations = destinations;
        this.sources = sources;
    }

    /** The connection with the secrets that it keeps; its version is that of the draft. */
    Kept of(ConnectionDraft draft, Optional<Kept> before, String who, Instant now) throws ConnectionRefused {
        ConnectionType type = types.find(draft.kind(), draft.type())
                .orElseThrow(() -> ConnectionRefused.at("type", "There is no type '" + draft.type() + "'."));
        checkName(draft, before);
        Map<String, String> keys = new HashMap<>();
        Map<String, String> secrets = new HashMap<>();
        // What is removed keeps nothing: neither keys nor secrets nor what people called it.
        boolean isRemoved = draft.state() == ConnectionState.REMOVED;
        if (!isRemoved) {
            TypedKeys typed =
                    TypedKeys.of(draft, type, before.map(Kept::connection).orElse(null));
            keys.putAll(typed.keys());
            secrets.putAll(typed.secrets());
            if (before.isPresent()) {
                keepSecrets(before.get(), type, keys, secrets);
            }
        }
        Kept wanted = new Kept(
                new Connection(
                        draft.kind(),
                        draft.name(),
                        draft.type(),
                        isRemoved ? null : draft.label(),
                        draft.state(),
                        keys,
                        secrets.keySet(),
                        draft.basedOn(),
                        now,
                        who),
                secrets);
        if (draft.state() == ConnectionState.ON) {
            checkWhole(wanted);
        }
        return wanted;
    }

    private void checkName(ConnectionDraft draft, Optional<Kept> before) throws ConnectionRefused {
        String name = draft.name();
        if (!AccountName.isPossible(name)) {
            throw ConnectionRefused.at(
                    "name",
                    "Give it a name of small letters, digits and single dashes, at most " + AccountName.LONGEST
                            + " long, as brand-uk.");
        }
        if (before.isEmpty() && RESERVED.contains(name)) {
            throw ConnectionRefused.at("name", "'" + name + "' is a word of this page's address. Choose another name.");
        }
        boolean isConfigured =
                draft.kind() == ConnectionKind.ACCOUNT ? destinations.isConfigured(name) : sources.isConfigured(name);
        if (isConfigured) {
            throw ConnectionRefused.at(
                    "name",
                    "'" + name + "' stands in the configuration of this installation ("
                            + draft.kind().root() + "." + name + ") and is changed there. Choose another name.");
        }
        if (draft.kind() == ConnectionKind.ACCOUNT
                && !name.equals(draft.type())
                && types.find(ConnectionKind.ACCOUNT, name).isPresent()) {
            throw ConnectionRefused.at(
                    "name", "'" + name + "' is the name of another platform; this account would be taken for it.");
        }
        if (before.isPresent() && !before.get().connection().type().equals(draft.type())) {
            throw ConnectionRefused.at(
                    "type",
                    "'" + name + "' is of the type " + before.get().connection().type()
                            + ", which stays. Make a connection of another name.");
        }
    }

    /**
     * Secrets that were not typed again stay, unless an address changed: whoever may change the address, and may not read the
     * secret, would have it sent to themselves.
     */
    private static void keepSecrets(
            Kept before, ConnectionType type, Map<String, String> keys, Map<String, String> secrets)
            throws ConnectionRefused {
        Map<String, String> kept = new HashMap<>();
        before.secrets().forEach((key, value) -> {
            boolean isTyped = secrets.keySet().stream()
                    .anyMatch(it -> Connection.field(it).equals(Connection.field(key)));
            if (!isTyped) {
                kept.put(key, value);
            }
        });
        Optional<String> moved = type.fields().stream()
                .filter(it ->
                        it.form() == ConnectionField.Form.ADDRESS || it.key().endsWith("-path"))
                .map(ConnectionField::key)
                .filter(it -> !Objects.equals(before.connection().keys().get(it), keys.get(it)))
                .findFirst();
        if (moved.isPresent() && !kept.isEmpty()) {
            Map<String, String> again = new LinkedHashMap<>();
            kept.keySet()
                    .forEach(it -> again.put(
                            Connection.field(it),
                            "Type it again: it would go to another address (" + moved.get() + ")."));
            throw new ConnectionRefused(
                    "The address " + moved.get() + " changed: type the secrets again ("
                            + String.join(", ", again.keySet()) + ").",
                    again);
        }
        secrets.putAll(kept);
    }

    private void checkWhole(Kept wanted) throws ConnectionRefused {
        Connection it = wanted.connection();
        if (it.kind() == ConnectionKind.SOURCE) {
            Optional<String> mistake =
                    sources.mistakeOf(new StoredSource(it.name(), it.type(), it.version(), wanted.allKeys()));
            if (mistake.isPresent()) {
                throw new ConnectionRefused(mistake.get(), named(it, mistake.get()));
            }
            return;
        }
        account(wanted);
    }

    /** The account of a connection, also while it is not on. */
    Destination account(Kept kept) throws ConnectionRefused {
        Connection it = kept.connection();
        StoredAccount account = new StoredAccount(it.name(), it.type(), it.label(), it.version(), kept.allKeys());
        try {
            Destination made = destinations.create(account);
            if (!made.isOn()) {
                throw new ConnectionRefused(
                        "Nothing is typed yet: an account without its keys cannot be on.", Map.of());
            }
            return made;
        } catch (Destinations.CannotBeMade wrong) {
            Map<String, String> fields = new LinkedHashMap<>();
            wrong.mistake()
                    .keys()
                    .forEach(key ->
                            fields.put(Connection.field(key), wrong.mistake().words()));
            throw new ConnectionRefused(wrong.mistake().words(), fields);
        }
    }

    /** The fields that the words name; a source says what is missing in one sentence. */
    private Map<String, String> named(Connection connection, String words) {
        Map<String, String> fields = new LinkedHashMap<>();
        types.find(connection.kind(), connection.type()).orElseThrow().fields().stream()
                .map(ConnectionField::key)
                .filter(key -> words.matches("(?s).*(?<![\\w-])" + key.replace(".", "\\.") + "(?![\\w-]).*"))
                .forEach(key -> fields.put(key, "See above."));
        return fields;
    }
}
