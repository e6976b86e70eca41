package io.leadloop.ops.connections;

import io.leadloop.connection.ConnectionField;
import io.leadloop.connection.ConnectionField.Form;
import io.leadloop.connection.ConnectionType;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * What the form of a new connection is filled with: the addresses that the configuration has for the platform itself, so that
 * where the sandbox stands in for the platforms a new account leads there too.
 */
@Component
class SuggestedKeys {

    private final Environment environment;

    SuggestedKeys(Environment environment) {
        this.environment = environment;
    }

    Map<String, String> of(ConnectionType type) {
        Map<String, String> keys = new HashMap<>();
        for (ConnectionField field : type.fields()) {
            String configured = field.form() == Form.ADDRESS && !field.isSecret()
                    ? environment.getProperty(root(type) + "." + field.key())
                    : null;
            if (configured != null && !configured.equals(field.standard())) {
                keys.put(field.key(), configured);
            }
        }
        return keys;
    }

    private static String root(ConnectionType type) {
        return switch (type.kind()) {
            case ACCOUNT -> "leadloop.destinations." + type.id();
            case SOURCE -> "leadloop.crm.sources." + type.id();
        };
    }
}
