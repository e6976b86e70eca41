package io.leadloop.destination;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** A type of value in words with an example. */
    static String form(Class<?> type) {
        if (type == Duration.class) {
            return "a duration, e.g. 90d, 6h or 45m";
        }
        if (type == URI.class) {
            return "an address, e.g. https://example.com";
        }
        if (type == LocalDate.class) {
            return "a day, e.g. 2027-03-31";
        }
        if (ZoneId.class.isAssignableFrom(type)) {
            return "a time zone, e.g. Europe/Berlin or UTC";
        }
        if (type == Currency.class) {
            return "a currency by its three letters (ISO 4217), e.g. EUR";
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(it -> String.valueOf(it).toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return type == boolean.class || type == Boolean.class ? "true or false" : "a number";
    }
}
