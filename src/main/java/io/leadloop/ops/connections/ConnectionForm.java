package io.leadloop.ops.connections;

import io.leadloop.connection.AccountAudits.ActionChoice;
import io.leadloop.connection.Connection;
import io.leadloop.connection.ConnectionField;
import io.leadloop.connection.ConnectionField.Form;
import io.leadloop.connection.ConnectionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form of a connection as a page shows it: what is kept or was typed, and what is wrong with it.
 *
 * @param name the connection's; empty while it is new
 * @param version the one that the form was made of; 0 for a new one
 * @param problem why it was not saved; null where it was, or nobody tried
 */
record ConnectionForm(
        ConnectionType type,
        String name,
        String label,
        int version,
        List<Field> fields,
        @Nullable String problem,
        Map<String, String> wrong) {

    static final String KEY = "key.";

    /**
     * One line of a map.
     *
     * @param isListed whether the value is one of those to choose from, or not chosen yet
     */
    public record Line(String name, String value, boolean isListed) {}

    /**
     * @param value in lines for maps and lists; empty for a secret, unless it was typed just now
     * @param isKept whether a secret is set already and stays if nothing is typed
     */
    public record Field(
            ConnectionField of,
            String value,
            boolean isKept,
            @Nullable String wrong) {

        public String input() {
            return KEY + of.key();
        }

        /** The lines of a map, each parted at its first sign; then those of the names that have none yet. */
        public List<Line> lines(List<String> names, List<ActionChoice> choices) {
            List<Line> lines = new ArrayList<>();
            for (String line : ConnectionForm.lines(value)) {
                int sign = line.indexOf('=');
                String chosen = sign < 0 ? "" : line.substring(sign + 1).strip();
                boolean isListed = chosen.isEmpty()
                        || choices.stream().anyMatch(it -> it.value().equals(chosen));
                lines.add(new Line((sign < 0 ? line : line.substring(0, sign)).strip(), chosen, isListed));
            }
            names.stream()
                    .filter(name -> lines.stream().noneMatch(it -> it.name().equals(name)))
                    .forEach(name -> lines.add(new Line(name, "", true)));
            lines.add(new Line("", "", true));
            return lines;
        }

        public boolean isOfLines() {
            return of.form() == Form.MAP || of.form() == Form.LIST || of.form() == Form.DOCUMENT;
        }
    }

    static ConnectionForm of(ConnectionType type, Map<String, String> suggested) {
        return new ConnectionForm(
                type,
                "",
                "",
                0,
                fields(type, it -> suggested.getOrDefault(it.key(), ""), it -> false, Map.of()),
                null,
                Map.of());
    }

    static ConnectionForm of(ConnectionType type, Connection kept) {
        return new ConnectionForm(
                type,
                kept.name(),
                kept.label() == null ? "" : kept.label(),
                kept.version(),
                fields(type, it -> lines(it, kept.keys()), it -> isKept(it, kept), Map.of()),
                null,
                Map.of());
    }

    /** As it was typed, with what is wrong beside the fields. */
    static ConnectionForm refused(
            ConnectionType type,
            Map<String, String> typed,
            @Nullable Connection kept,
            String problem,
            Map<String, String> wrong) {
        return new ConnectionForm(
                type,
                typed.getOrDefault("name", ""),
                typed.getOrDefault("label", ""),
                kept == null ? 0 : kept.version(),
                fields(
                        type,
                        it -> typed.getOrDefault(KEY + it.key(), ""),
                        it -> kept != null && isKept(it, kept),
                        wrong),
                problem,
                wrong);
    }

    /** What the field holds; empty for nothing, and for a key that the type does not have. */
    String value(String key) {
        return fields.stream()
                .filter(it -> it.of().key().equals(key))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }

    public List<Field> main() {
        return fields.stream().filter(it -> it.of().isMain()).toList();
    }

    public List<Field> more() {
        return fields.stream().filter(it -> !it.of().isMain()).toList();
    }

    /** Whether something behind "More settings" is set or wrong. */
    public boolean isMoreOpen() {
        return more().stream().anyMatch(it -> it.wrong() != null);
    }

    private static List<Field> fields(
            ConnectionType type,
            java.util.function.Function<ConnectionField, String> value,
            java.util.function.Predicate<ConnectionField> isKept,
            Map<String, String> wrong) {
        return type.fields().stream()
                .map(it -> new Field(it, value.apply(it), isKept.test(it), wrong.get(it.key())))
                .toList();
    }

    private static boolean isKept(ConnectionField field, Connection kept) {
        return kept.secrets().stream().anyMatch(it -> it.equals(field.key()) || it.startsWith(field.key() + "["));
    }

    private static String lines(ConnectionField field, Map<String, String> keys) {
        String start = field.key() + "[";
        return switch (field.form()) {
            case LIST ->
                keys.entrySet().stream()
                        .filter(it -> it.getKey().startsWith(start))
                        .sorted(java.util.Comparator.comparingInt(it -> Integer.parseInt(member(it.getKey()))))
                        .map(Map.Entry::getValue)
                        .collect(Collectors.joining("\n"));
            case MAP ->
                keys.entrySet().stream()
                        .filter(it -> it.getKey().startsWith(start))
                        .map(it -> member(it.getKey()) + " = " + it.getValue())
                        .sorted()
                        .collect(Collectors.joining("\n"));
            default -> keys.getOrDefault(field.key(), "");
        };
    }

    private static String member(String key) {
        return key.substring(key.indexOf('[') + 1, key.length() - 1);
    }

    /** The keys of what was typed: a line of a list is {@code key[0]}, one of a map {@code key[name]}. */
    static Map<String, String> keys(ConnectionType type, Map<String, String> typed) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (ConnectionField field : type.fields()) {
            String text = typed.getOrDefault(KEY + field.key(), "").strip();
            if (text.isEmpty()) {
                continue;
            }
            switch (field.form()) {
                case LIST -> {
                    List<String> lines = lines(text);
                    for (int i = 0; i < lines.size(); i++) {
                        keys.put(field.key() + "[" + i + "]", lines.get(i));
                    }
                }
                case MAP ->
                    lines(text).forEach(line -> {
                        int sign = line.indexOf('=');
                        String member = (sign < 0 ? line : line.substring(0, sign)).strip();
                        String value = sign < 0 ? "" : line.substring(sign + 1).strip();
                        keys.put(field.key() + "[" + member + "]", value);
                    });
                default -> keys.put(field.key(), text);
            }
        }
        return keys;
    }

    /** What is wrong with the lines themselves, by field. */
    static Map<String, String> mistakes(ConnectionType type, Map<String, String> typed) {
        Map<String, String> wrong = new LinkedHashMap<>();
        type.fields().stream().filter(it -> it.form() == Form.MAP).forEach(field -> {
            for (String line : lines(typed.getOrDefault(KEY + field.key(), ""))) {
                int sign = line.indexOf('=');
                String name = sign < 1 ? "" : line.substring(0, sign);
                if (name.isBlank() || line.substring(sign + 1).isBlank() || name.contains("[") || name.contains("]")) {
                    wrong.putIfAbsent(field.key(), "Write one name = value a line; this is none: " + line);
                }
            }
        });
        return wrong;
    }

    private static List<String> lines(String text) {
        return new ArrayList<>(
                text.lines().map(String::strip).filter(it -> !it.isEmpty()).toList());
    }
}
