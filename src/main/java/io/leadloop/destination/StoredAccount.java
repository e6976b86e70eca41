package io.leadloop.destination;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * An account that was made in the browser or by REST, with the same keys as one in the configuration.
 *
 * @param name its name, as {@link AccountName#id()}
 * @param type the ad platform, as {@link DestinationType#id()}
 * @param label what people call it; null for the platform's name
 * @param version another one after each change
 * @param keys the values by their key below {@code leadloop.destinations.<name>}, secrets in clear; none for an account that is
 *     switched off
 */
public record StoredAccount(
        String name, String type, @Nullable String label, int version, Map<String, String> keys) {

    /** Values are taken as they stand: a {@code ${...}} in them reads nothing of this machine. */
    Binder binder() {
        return new Binder(new MapConfigurationPropertySource(keys.entrySet().stream()
                .collect(Collectors.toMap(it -> accountName().prefix() + "." + it.getKey(), Map.Entry::getValue))));
    }

    /** Without its keys: off. */
    StoredAccount withoutKeys() {
        return new StoredAccount(name, type, label, version, Map.of());
    }

    AccountName accountName() {
        return new AccountName(name, label);
    }

    /** Names its keys, not their values. */
    @Override
    public String toString() {
        return "StoredAccount[" + name + ", " + type + ", version " + version + ", " + keys.keySet() + "]";
    }
}
