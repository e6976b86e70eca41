package io.leadloop.destination;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How an account of an ad platform is called.
 *
 * @param id kebab-case; its name in configuration, topics, rows, metrics and addresses. The account that is named after its
 *     platform's type needs no type in the configuration
 * @param label what people call it; null for the platform's name, followed by the id where that is another one
 */
public record AccountName(String id, @Nullable String label) {

    static final String ROOT = "leadloop.destinations";

    /** Longest name in characters. */
    public static final int LONGEST = 40;

    /** Topics of the engine, tags of metrics and addresses are made of it. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Whether an account may be called so: small letters, digits and single dashes. */
    public static boolean isPossible(String name) {
        return name.length() <= LONGEST && NAME.matcher(name).matches();
    }

    /** The account that bears its type's name. */
    public static AccountName of(String type) {
        return new AccountName(type, null);
    }

    /** Where its keys stand: {@code leadloop.destinations.<id>}. */
    public String prefix() {
        return ROOT + "." + id;
    }

    /** What is configured for an account, where an environment variable may have written its name; null for nothing. */
    public static <T> @Nullable T find(Map<String, T> byName, String id) {
        T exact = byName.get(id);
        return exact != null
                ? exact
                : byName.entrySet().stream()
                        .filter(it -> letters(it.getKey()).equals(letters(id)))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }

    /** By which Spring compares names: an environment variable has no dashes, {@code GOOGLEADS} is {@code google-ads}. */
    static String letters(String id) {
        return id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    String words(String platform, String type) {
        if (label != null && !label.isBlank()) {
            return label.strip();
        }
        return id.equals(type) ? platform : platform + " (" + id + ")";
    }
}
