package io.leadloop.connection;

import java.util.Map;
import java.util.Set;

/** What a platform gave at a person's sign-in, for the connection; its values leave this room only through {@link Connections}. */
public final class SignedIn {

    private final ConnectionKind kind;
    private final String name;
    private final String type;
    private final Map<String, String> keys;
    private final Set<String> removed;
    private final String words;

    /**
     * @param keys the values that are new, secrets among them
     * @param removed the keys that hold no longer
     * @param words what is told to the person
     */
    SignedIn(
            ConnectionKind kind,
            String name,
            String type,
            Map<String, String> keys,
            Set<String> removed,
            String words) {
        this.kind = kind;
        this.name = name;
        this.type = type;
        this.keys = Map.copyOf(keys);
        this.removed = Set.copyOf(removed);
        this.words = words;
    }

    public ConnectionKind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    public String words() {
        return words;
    }

    String type() {
        return type;
    }

    Map<String, String> keys() {
        return keys;
    }

    Set<String> removed() {
        return removed;
    }
}
