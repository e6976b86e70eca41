package io.leadloop.crm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Validates the settings of a source and collects everything that is missing. */
public final class SourceSettings {

    private final String prefix;
    private final List<String> missing = new ArrayList<>();

    /**
     * @param prefix {@code leadloop.crm.sources.<name>}
     */
    public SourceSettings(String prefix) {
        this.prefix = prefix;
    }

    /**
     * @param isGood whether the value is valid
     * @param key the key's name, what it is and where to find its value
     */
    public SourceSettings need(boolean isGood, String key) {
        if (!isGood) {
            missing.add(key);
        }
        return this;
    }

    public SourceSettings need(@Nullable String value, String key) {
        return need(value != null && !value.isBlank(), key);
    }

    /** Requires at least one secret, each of the given form. */
    public SourceSettings secrets(List<String> secrets, String form, String key) {
        return need(
                !secrets.isEmpty() && secrets.stream().allMatch(it -> it.strip().matches(form)), key);
    }

    public SourceSettings clickIdFields(Map<String, List<String>> configured) {
        missing.addAll(ClickIdFields.mistakes(configured));
        return this;
    }

    /** Throws IllegalStateException that names all that is missing; the application does not start then. */
    public void check() {
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Set under " + prefix + ": " + String.join("; ", missing) + ".");
        }
    }
}
