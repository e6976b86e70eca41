package io.leadloop.destination;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why an account cannot be made of its keys.
 *
 * @param words for people; holds no value that was typed
 * @param keys the ones that are missing or cannot be read, below the account's prefix
 */
public record AccountMistake(String words, Set<String> keys) {

    /** How the configuration switches an account off; in the browser there is a button. */
    private static final Pattern OTHERWISE_OFF = Pattern.compile(", or remove the other keys of .*$");

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9.-]*[a-z0-9]");

    static AccountMistake at(String key, String words) {
        return new AccountMistake(words, Set.of(key));
    }

    /** Of words that name the keys in full: people know them by what follows the prefix. */
    static AccountMistake naming(Pattern prefix, String words) {
        Set<String> keys = new LinkedHashSet<>();
        Matcher found = prefix.matcher(words);
        while (found.find()) {
            Matcher key = KEY.matcher(words).region(found.end(), words.length());
            if (key.lookingAt()) {
                keys.add(key.group());
            }
        }
        return new AccountMistake(
                OTHERWISE_OFF.matcher(prefix.matcher(words).replaceAll("")).replaceFirst("."), keys);
    }
}
