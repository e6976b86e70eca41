package io.leadloop.connection;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key of a type of connection, as its form shows it.
 *
 * @param key below the connection's name, e.g. {@code customer-id}
 * @param form how it is typed
 * @param standard the value where nothing is typed; null for none
 * @param choices the only values, for {@link Form#CHOICE}
 * @param about one sentence of what it is
 * @param where where a person finds its value; empty where {@code about} says enough
 * @param isMain whether the form shows it at once; the others are behind "More settings"
 */
public record ConnectionField(
        String key,
        Form form,
        @Nullable String standard,
        List<String> choices,
        String about,
        String where,
        boolean isMain) {

    private static final Pattern SECRET =
            Pattern.compile("(.*[-.])?(tokens?|secrets?|password|(api|consumer)-key|headers|keys)");

    /** How a value is typed. */
    public enum Form {
        TEXT,
        ADDRESS,
        YES_NO,
        CHOICE,
        /** Text of several lines. */
        DOCUMENT,
        /** One value a line. */
        LIST,
        /** Lines of {@code name = value}. */
        MAP
    }

    /** Whether its value is never shown again. */
    public boolean isSecret() {
        return SECRET.matcher(key).matches();
    }

    /** The key as people say it: {@code report.developer-token} is "Report developer token". */
    public String label() {
        String words = key.replace('-', ' ').replace('.', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** Where its value is found, else what it is; one sentence or more. */
    public String hint() {
        if (!where.isEmpty() || about.isEmpty()) {
            return where;
        }
        return Character.toUpperCase(about.charAt(0)) + about.substring(1) + ".";
    }

    ConnectionField shownLater() {
        return new ConnectionField(key, form, standard, choices, about, where, false);
    }

    ConnectionField shownFirst(String where) {
        return new ConnectionField(key, form, standard, choices, about, where, true);
    }
}
