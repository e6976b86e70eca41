package io.leadloop.crm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks whether a source can work with its settings, and names everything that is missing at once. */
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
     * @param isGood whether the key can be used as it is
     * @param key its name, what it is and where it is found
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

    /** All of them of the form; at least one. */
    public SourceSettings secrets(List<String> secrets, String form, String key) {
        return need(
                !secrets.isEmpty() && secrets.stream().allMatch(it -> it.strip().matches(form)), key);
    }

    public SourceSettings clickIdFields(Map<String, List<String>> configured) {
        missing.addAll(ClickIdFields.mistakes(configured));
        return this;
    }

    /** Throws IllegalStateException with all that is missing; the start stops with it. */
    public void check() {
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Set under " + prefix + ": " + String.join("; ", missing) + ".");
        }
    }
}
