package io.leadloop;

import io.leadloop.spelling.NearestWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/**
 * Stops the start when a key under {@code leadloop.}, or under a root that is nearly that, is none that anything reads: a
 * misspelt one would leave its default in place without a word. Names every such key, where it stands, and the key that was probably meant. An environment
 * variable is left alone where a value names it ({@code ${LEADLOOP_META_TOKEN}}), and where Kubernetes made it for a
 * service called leadloop.
 */
@Component
class UnknownKeys implements BeanFactoryPostProcessor {

    private static final String VARIABLES = "LEADLOOP_";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)");
    private static final Pattern SERVICE_HOST = Pattern.compile("LEADLOOP_(\\w+_)?SERVICE_(HOST|PORT(_\\w+)?)");
    private static final Pattern SERVICE_PORT =
            Pattern.compile("LEADLOOP_(\\w+_)?PORT_\\d+_(TCP|UDP|SCTP)(_(ADDR|PORT|PROTO))?");

    /** In so many letters a root may differ and still be meant for ours. */
    private static final int ROOT_LETTERS = 2;

    private KnownKeys known = new KnownKeys(List.of(), Set.of());

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        ConfigurableEnvironment environment = factory.getBean(ConfigurableEnvironment.class);
        known = KnownKeys.ofClassPath(NamedAccountTypes.in(environment));
        Set<String> used = placeholders(environment);
        Set<String> mistakes = new TreeSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> keys) {
                for (String key : keys.getPropertyNames()) {
                    boolean isVariable = source instanceof SystemEnvironmentPropertySource && !key.contains(".");
                    if (isVariable
                            ? !used.contains(key) && !isVariableKnown(keys, key, environment)
                            : !isKnown(keys, key, environment)) {
                        mistakes.add(words(keys, key, isVariable, environment));
                    } else if (!used.contains(key) && isRootMisspelt(key, isVariable, environment)) {
                        mistakes.add(wordsOfRoot(keys, key, isVariable, environment));
                    }
                }
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(
                    "Correct or remove what is no key of LeadLoop (docs/configuration.md has them" + " all): "
                            + String.join("; ", mistakes) + ".");
        }
    }

    private static Set<String> placeholders(ConfigurableEnvironment environment) {
        Set<String> names = new HashSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> keys) {
                for (String key : keys.getPropertyNames()) {
                    if (keys.getProperty(key) instanceof CharSequence value) {
                        PLACEHOLDER.matcher(value).results().forEach(it -> names.add(it.group(1)));
                    }
                }
            }
        }
        return names;
    }

    private boolean isKnown(PropertySource<?> source, String key, ConfigurableEnvironment environment) {
        List<String> elements = elements(key);
        if (!KnownKey.uniform(elements.get(0)).equals(KnownKeys.ROOT)) {
            return true;
        }
        Collection<KnownKey> keys = keysFor(elements, environment);
        return known.isOfUnclearAccount(elements)
                || keys.stream().anyMatch(it -> it.takes(elements))
                || isEmpty(source.getProperty(key)) && keys.stream().anyMatch(it -> it.isBelow(elements));
    }

    private boolean isVariableKnown(PropertySource<?> source, String name, ConfigurableEnvironment environment) {
        if (!name.toUpperCase(Locale.ROOT).startsWith(VARIABLES)) {
            return true;
        }
        List<String> parts = parts(name);
        return known.isOfUnclearAccount(parts)
                || keysFor(parts, environment).stream().anyMatch(it -> it.takesVariable(parts))
                || SERVICE_HOST.matcher(name).matches()
                || SERVICE_PORT.matcher(name).matches()
                || name.endsWith("_PORT")
                        && String.valueOf(source.getProperty(name)).matches("(tcp|udp|sctp)://.*");
    }

    /** Other programs have variables too: of these only what is a key of ours but for its root counts. */
    private boolean isRootMisspelt(String key, boolean isVariable, ConfigurableEnvironment environment) {
        List<String> elements = isVariable ? parts(key) : elements(key);
        String root = elements.isEmpty() ? "" : KnownKey.uniform(elements.get(0));
        if (root.equals(KnownKeys.ROOT) || NearestWord.distance(root, KnownKeys.ROOT) > ROOT_LETTERS) {
            return false;
        }
        List<String> meant = underRoot(elements);
        return !isVariable || keysFor(meant, environment).stream().anyMatch(it -> it.takesVariable(meant));
    }

    private static List<String> underRoot(List<String> elements) {
        List<String> meant = new ArrayList<>(elements);
        meant.set(0, KnownKeys.ROOT);
        return meant;
    }

    private Collection<KnownKey> keysFor(List<String> elements, ConfigurableEnvironment environment) {
        String source = KnownKeys.sourceOf(elements);
        return source == null
                ? known.keys()
                : known.forSourceType(sourceType("leadloop.crm.sources." + source, environment));
    }

    /** A source with a preset is generic without saying so. */
    private static @Nullable String sourceType(String source, ConfigurableEnvironment environment) {
        String type = environment.getProperty(source + ".type");
        return type == null && environment.containsProperty(source + ".preset") ? "generic" : type;
    }

    /** {@code a.b-c[0].d} as its parts; what no name of Spring's can be is one part. */
    private static List<String> elements(String key) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < name.getNumberOfElements(); i++) {
            elements.add(name.getElement(i, ConfigurationPropertyName.Form.ORIGINAL));
        }
        return elements.isEmpty() ? List.of(key) : elements;
    }

    private static List<String> parts(String variable) {
        return Arrays.stream(variable.toLowerCase(Locale.ROOT).split("_+")).toList();
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value == null || value.toString().isBlank();
    }

    private String words(
            EnumerablePropertySource<?> source, String key, boolean isVariable, ConfigurableEnvironment environment) {
        List<String> elements = isVariable ? parts(key) : elements(key);
        Collection<KnownKey> candidates = keysFor(elements, environment);
        Optional<List<String>> nearest =
                isVariable ? NearestKey.toVariable(elements, candidates) : NearestKey.to(elements, candidates);
        return key + " (" + place(source, key) + ")"
                + nearest.map(it -> ", the nearest key is " + (isVariable ? variable(it) : String.join(".", it)))
                        .orElse(", no key is near it")
                + known.accountWithoutType(elements)
                        .map(it -> ", an account of your own name needs leadloop.destinations." + it + ".type")
                        .orElse("");
    }

    private String wordsOfRoot(
            EnumerablePropertySource<?> source, String key, boolean isVariable, ConfigurableEnvironment environment) {
        List<String> meant = underRoot(isVariable ? parts(key) : elements(key));
        Collection<KnownKey> candidates = keysFor(meant, environment);
        List<String> nearest = isVariable || candidates.stream().anyMatch(it -> it.takes(meant))
                ? meant
                : NearestKey.to(meant, candidates).orElse(List.of(KnownKeys.ROOT));
        return key + " (" + place(source, key) + "), the nearest key is "
                + (isVariable ? variable(nearest) : String.join(".", nearest));
    }

    private static String variable(List<String> elements) {
        return elements.stream()
                .map(it -> it.replace("-", "").toUpperCase(Locale.ROOT))
                .collect(Collectors.joining("_"));
    }

    /** The file with line and column where Spring knows them, else the name of the property source. */
    private static String place(PropertySource<?> source, String key) {
        Origin origin = OriginLookup.getOrigin(source, key);
        return origin == null || source instanceof SystemEnvironmentPropertySource
                ? source.getName()
                : origin.toString();
    }
}
