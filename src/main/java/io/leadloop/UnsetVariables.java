package io.leadloop;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/**
 * Stops the start when one of our keys names an environment variable that is not set. Spring would take {@code
 * ${META_TOKEN}} for the token itself, and the first conversions would find out.
 */
@Component
class UnsetVariables implements BeanFactoryPostProcessor {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]+)}");

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        ConfigurableEnvironment environment = factory.getBean(ConfigurableEnvironment.class);
        Map<String, String> unset = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> known) {
                for (String key : known.getPropertyNames()) {
                    // The first source that has a key is the one that counts.
                    if (key.startsWith("leadloop.") && seen.add(key)) {
                        VARIABLE.matcher(String.valueOf(known.getProperty(key)))
                                .results()
                                .map(it -> it.group(1))
                                .filter(it -> !environment.containsProperty(it))
                                .forEach(it -> unset.put(key, it));
                    }
                }
            }
        }
        if (!unset.isEmpty()) {
            StringBuilder words = new StringBuilder("Set these environment variables, or the keys that name them:");
            unset.forEach((key, variable) ->
                    words.append(' ').append(variable).append(" (").append(key).append(')'));
            throw new IllegalStateException(words.append('.').toString());
        }
    }
}
