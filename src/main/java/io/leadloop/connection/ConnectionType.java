package io.leadloop.connection;

import java.util.List;
import java.util.Optional;

/**
 * A type of connection with the fields of its form.
 *
 * @param id the value of {@code type} in the configuration
 * @param name the platform's or CRM's
 * @param fields the main ones first, in the order in which they are typed
 */
public record ConnectionType(ConnectionKind kind, String id, String name, List<ConnectionField> fields) {

    public Optional<ConnectionField> field(String key) {
        return fields.stream()
                .filter(it -> it.key().equals(Connection.field(key)))
                .findFirst();
    }

    public boolean isSecret(String key) {
        return field(key).map(ConnectionField::isSecret).orElse(false);
    }
}
