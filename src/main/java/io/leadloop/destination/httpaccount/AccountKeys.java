package io.leadloop.destination.httpaccount;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The account's own values for {@code {{key.<name>}}}. An environment variable writes a name without its dashes. */
final class AccountKeys {

    private final Map<String, String> byLetters = new HashMap<>();

    AccountKeys(Map<String, String> said) {
        said.forEach((name, value) -> byLetters.put(letters(name), value));
    }

    @Nullable
    String find(String name) {
        return byLetters.get(letters(name));
    }

    /** Of a key that was checked to be there. */
    String of(String name) {
        return Objects.requireNonNull(find(name));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Keys may be secrets. */
    @Override
    public String toString() {
        return byLetters.size() + " keys";
    }
}
