package io.leadloop.connection;

import java.util.Optional;

/** The values of a connection, with those that hold where nothing is typed. */
record ConnectionValues(ConnectionStore.Kept kept, ConnectionType type) {

    Optional<String> of(String key) {
        return Optional.ofNullable(kept.connection().keys().get(key))
                .or(() -> Optional.ofNullable(kept.secrets().get(key)))
                .or(() -> type.field(key).map(ConnectionField::standard));
    }

    /** Whether somebody typed it. */
    boolean isSet(String key) {
        return kept.connection().keys().containsKey(key) || kept.secrets().containsKey(key);
    }

    /** Names no value. */
    @Override
    public String toString() {
        return kept.toString();
    }
}
