package io.leadloop;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** Of which types the accounts are that have names of their own: by {@code leadloop.destinations.<name>.type}. */
final class NamedAccountTypes {

    private static final Pattern KEY =
            Pattern.compile("leadloop\\.destinations(?:\\.([^.\\[\\]]+)|\\.?\\[([^\\]]+)])\\.type");
    private static final Pattern VARIABLE = Pattern.compile("LEADLOOP_DESTINATIONS_([A-Z0-9_]+)_TYPE");

    private NamedAccountTypes() {}

    /** The types as they are written, known or not, by the names. */
    static Map<String, String> in(ConfigurableEnvironment environment) {
        Map<String, String> accounts = new HashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> keys) {
                for (String key : keys.getPropertyNames()) {
                    Matcher name = KEY.matcher(key);
                    Matcher variable = VARIABLE.matcher(key);
                    if (name.matches()) {
                        accounts.putIfAbsent(
                                name.group(1) != null ? name.group(1) : name.group(2),
                                environment.resolvePlaceholders(value(keys, key)));
                    } else if (variable.matches()) {
                        accounts.putIfAbsent(
                                variable.group(1).toLowerCase(Locale.ROOT).replace('_', '-'), value(keys, key));
                    }
                }
            }
        }
        return accounts;
    }

    private static String value(PropertySource<?> source, String key) {
        return String.valueOf(source.getProperty(key));
    }
}
