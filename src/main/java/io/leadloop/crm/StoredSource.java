package io.leadloop.crm;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * A source that was made in the browser or by REST, with the same keys as one in the configuration.
 *
 * @param name as it stands in the address of its webhooks
 * @param type the CRM, as {@link CrmSourceType#type()}
 * @param version another one after each change
 * @param keys the values by their key below {@code leadloop.crm.sources.<name>}, secrets in clear
 */
public record StoredSource(String name, String type, int version, Map<String, String> keys) {

    /** Values are taken as they stand: a {@code ${...}} in them reads nothing of this machine. */
    Binder binder() {
        Map<String, String> named = new HashMap<>();
        keys.forEach((key, value) -> named.put(prefix() + "." + key, value));
        return new Binder(new MapConfigurationPropertySource(named));
    }

    String prefix() {
        return CrmSources.PREFIX + "." + name;
    }

    /** Names its keys, not their values. */
    @Override
    public String toString() {
        return "StoredSource[" + name + ", " + type + ", version " + version + ", " + keys.keySet() + "]";
    }
}
