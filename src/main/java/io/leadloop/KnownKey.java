package io.leadloop;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key of the configuration metadata. Names are compared by Spring's relaxed rules: letter case, dashes and underscores
 * inside an element do not count.
 *
 * @param elements the name's parts between the dots; {@code *} for the name of a source
 * @param form what may stand below the name
 * @param sourceType the type of source that has this key; null for a key of all types, or of no source
 */
record KnownKey(List<String> elements, Form form, @Nullable String sourceType) {

    static final String ANY = "*";

    enum Form {
        /** One value. */
        VALUE,
        /** One value, or one for each index. */
        LIST,
        /** Values by keys of any name. */
        MAP
    }

    static KnownKey of(List<String> elements, @Nullable String javaType, @Nullable String sourceType) {
        String type = javaType == null ? "" : javaType;
        if (type.startsWith("java.util.Map")) {
            return new KnownKey(elements, Form.MAP, sourceType);
        }
        boolean isMany = type.startsWith("java.util.List") || type.startsWith("java.util.Set") || type.endsWith("[]");
        return new KnownKey(elements, isMany ? Form.LIST : Form.VALUE, sourceType);
    }

    /** Whether a key of these parts is read as this one, or as a part of it. */
    boolean takes(List<String> key) {
        return isAt(elements, key) && fits(key.subList(elements.size(), key.size()));
    }

    /**
     * Whether an environment variable of these parts is read as this key. Dashes are left out ({@code ENCRYPTIONKEY}); as
     * underscores ({@code ENCRYPTION_KEY}) they are not understood in the names of maps.
     */
    boolean takesVariable(List<String> parts) {
        List<String> split =
                elements.stream().flatMap(it -> Stream.of(it.split("-"))).toList();
        return takes(parts)
                || form != Form.MAP && isAt(split, parts) && fits(parts.subList(split.size(), parts.size()));
    }

    /** Whether there are keys below one of these parts: it may stand without a value, as an empty section does. */
    boolean isBelow(List<String> key) {
        return key.size() < elements.size() && isAt(elements.subList(0, key.size()), key);
    }

    private boolean fits(List<String> rest) {
        return switch (form) {
            case VALUE -> rest.isEmpty();
            case LIST -> rest.isEmpty() || rest.size() == 1 && rest.get(0).matches("\\d+");
            case MAP -> true;
        };
    }

    private static boolean isAt(List<String> known, List<String> key) {
        if (key.size() < known.size()) {
            return false;
        }
        for (int i = 0; i < known.size(); i++) {
            if (!known.get(i).equals(ANY) && !uniform(known.get(i)).equals(uniform(key.get(i)))) {
                return false;
            }
        }
        return true;
    }

    static String uniform(String element) {
        return element.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
