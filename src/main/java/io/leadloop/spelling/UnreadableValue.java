package io.leadloop.spelling;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;

/**
 * A configured value that has not the form of its key. The value itself is left out of the words: it may be a secret that
 * was put beside the wrong key.
 *
 * @param key its whole name
 * @param form what the key takes, in words with an example
 * @param place the file and line in which it stands; empty where that is not known
 */
public record UnreadableValue(String key, String form, String place) {

    public static UnreadableValue of(BindException wrong) {
        ConfigurationPropertyName name =
                wrong.getProperty() != null ? wrong.getProperty().getName() : wrong.getName();
        Class<?> type = wrong.getTarget().getType().resolve(Object.class);
        Origin place = wrong.getProperty() != null ? wrong.getProperty().getOrigin() : null;
        return new UnreadableValue(name.toString(), form(type), place == null ? "" : place.toString());
    }

    /**
     * The sentence for people.
     *
     * @param name the key as they know it: whole, or by what follows its prefix
     */
    public String words(String name) {
        return "'" + name + "' cannot be read as " + form + ".";
    }

    private static String form(Class<?> type) {
        if (type == Duration.class) {
            return "a duration, e.g. 90d, 6h or 45m";
        }
        if (type == URI.class) {
            return "an address, e.g. https://example.com";
        }
        if (type == LocalDate.class) {
            return "a day, e.g. 2027-03-31";
        }
        if (type == Currency.class) {
            return "a currency by its three letters (ISO 4217), e.g. EUR";
        }
        if (ZoneId.class.isAssignableFrom(type)) {
            return "a time zone by its IANA name, e.g. Europe/Berlin";
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(it -> String.valueOf(it).toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return Number.class.isAssignableFrom(type) || type.isPrimitive() ? "a number" : "what this key takes";
    }
}
