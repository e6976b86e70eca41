package io.leadloop.destination;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a destination without keys, which is off, from one with half of them, which is a mistake: the start stops and
 * names every missing key at once.
 */
public final class MissingKeys {

    private final String prefix;
    private final List<String> missing = new ArrayList<>();
    private boolean anyIsSet;

    private MissingKeys(AccountName account) {
        this.prefix = account.prefix() + ".";
    }

    public static MissingKeys of(AccountName account) {
        return new MissingKeys(account);
    }

    public MissingKeys needs(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            missing.add(prefix + key);
        } else {
            anyIsSet = true;
        }
        return this;
    }

    /** True when all keys are set, false when none is; throws IllegalStateException for anything between. */
    public boolean allSet() {
        if (!missing.isEmpty() && anyIsSet) {
            throw new IllegalStateException("Set " + String.join(", ", missing) + ", or remove the other keys of "
                    + prefix.substring(0, prefix.length() - 1) + " to switch this destination off.");
        }
        return missing.isEmpty();
    }
}
