package io.leadloop.connection;

import io.leadloop.database.StorableText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The keys that somebody typed or sent, as a type of connection takes them; secrets apart. What is blank or null counts as left out. */
record TypedKeys(Map<String, String> keys, Map<String, String> secrets) {

    private static final int LONGEST_VALUE = 8_000;
    private static final int LONGEST_LABEL = 200;
    private static final int MOST_KEYS = 500;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern LIST_MEMBER = Pattern.compile("[^\\[\\]]+\\[(0|[1-9]\\d{0,3})]");
    private static final Pattern MAP_MEMBER = Pattern.compile("[^\\[\\]]+\\[[^\\[\\]]*[^\\[\\]\\s][^\\[\\]]*]");

    /**
     * What is as it was before passes: a rule that is newer than a connection does not keep anybody from switching it off.
     *
     * @param before null for a new connection
     */
    static TypedKeys of(ConnectionDraft draft, ConnectionType type, @Nullable Connection before)
            throws ConnectionRefused {
        Map<String, String> former = before == null ? Map.of() : before.keys();
        Map<String, String> wrong = new LinkedHashMap<>();
        if (draft.keys().size() > MOST_KEYS) {
            throw new ConnectionRefused("A connection has at most " + MOST_KEYS + " keys.", Map.of());
        }
        if (before == null || !Objects.equals(before.label(), draft.label())) {
            label(draft.label()).ifPresent(it -> wrong.put("label", it));
        }
        TypedKeys typed = new TypedKeys(new HashMap<>(), new HashMap<>());
        draft.keys().forEach((key, value) -> {
            if (value != null && !value.isBlank()) {
                (value.equals(former.get(key)) ? Optional.<String>empty() : mistake(type, key, value))
                        .ifPresentOrElse(
                                it -> wrong.put(key, it),
                                () -> (type.isSecret(key) ? typed.secrets : typed.keys).put(key, value.strip()));
            }
        });
        typed.gap(type, former)
                .ifPresent(it -> wrong.put(it, "The members of '" + it + "' are counted from 0 without a gap."));
        if (!wrong.isEmpty()) {
            throw new ConnectionRefused(String.join(" ", wrong.values()), wrong);
        }
        return typed;
    }

    private static Optional<String> label(@Nullable String label) {
        return label == null || label.length() <= LONGEST_LABEL && isStorable(label)
                ? Optional.empty()
                : Optional.of(
                        "What people call it has at most " + LONGEST_LABEL + " characters, all of them printable.");
    }

    private static Optional<String> mistake(ConnectionType type, String key, String value) {
        ConnectionField field = type.field(key).orElse(null);
        if (field == null || !isForm(field, key)) {
            return Optional.of(type.name() + " has no key '" + StorableText.of(key, LONGEST_LABEL) + "'"
                    + (field == null ? "." : ": write " + example(field) + "."));
        }
        if (value.length() > LONGEST_VALUE) {
            return Optional.of("'" + key + "' is longer than " + LONGEST_VALUE + " characters.");
        }
        if (!isStorable(key) || !isStorable(value)) {
            return Optional.of("'" + StorableText.of(key) + "' holds a character that no text has (NUL, half a pair).");
        }
        if (field.form() != ConnectionField.Form.DOCUMENT
                && CONTROL.matcher(value.strip()).find()) {
            return Optional.of(
                    "'" + key + "' holds a line break or another control character: paste it again in one line.");
        }
        return field.form() == ConnectionField.Form.ADDRESS && !isAddress(value.strip())
                ? Optional.of("'" + key
                        + "' has to be an address such as https://api.example.com, without a user or password.")
                : Optional.empty();
    }

    private static boolean isForm(ConnectionField field, String key) {
        return switch (field.form()) {
            // All members in one text, parted by commas, as in the configuration.
            case LIST -> key.equals(field.key()) || LIST_MEMBER.matcher(key).matches();
            case MAP -> MAP_MEMBER.matcher(key).matches();
            default -> key.equals(field.key());
        };
    }

    private static String example(ConnectionField field) {
        return switch (field.form()) {
            case LIST -> field.key() + "[0]";
            case MAP -> field.key() + "[name]";
            default -> field.key();
        };
    }

    private static boolean isStorable(String text) {
        return StorableText.of(text).equals(text);
    }

    /** A user in an address would be a secret that everybody sees. */
    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getPort() <= HIGHEST_PORT
                    && address.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The key of a list that lacks a member. */
    private Optional<String> gap(ConnectionType type, Map<String, String> former) {
        return type.fields().stream()
                .filter(it -> it.form() == ConnectionField.Form.LIST)
                .map(ConnectionField::key)
                .filter(list -> {
                    Map<String, String> all = new HashMap<>(keys);
                    all.putAll(secrets);
                    TreeSet<String> members = all.keySet().stream()
                            .filter(it -> it.startsWith(list + "["))
                            .collect(Collectors.toCollection(TreeSet::new));
                    boolean isAsBefore = members.stream().allMatch(it -> former.containsKey(it));
                    return !isAsBefore
                            && IntStream.range(0, members.size())
                                    .anyMatch(i -> !members.contains(list + "[" + i + "]"));
                })
                .findFirst();
    }
}
