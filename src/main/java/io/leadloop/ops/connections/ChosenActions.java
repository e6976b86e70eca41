package io.leadloop.ops.connections;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows in which a person chooses the account's actions: {@code row.<key>.<n>.name} and {@code row.<key>.<n>.value} are the
 * lines {@code name = value} of the key. A row without a value is left out.
 */
final class ChosenActions {

    private static final String ROW = "row.";
    private static final String NAME = ".name";
    private static final String VALUE = ".value";

    private ChosenActions() {}

    static Map<String, String> asLines(Map<String, String> sent) {
        Map<String, String> typed = new HashMap<>();
        Map<String, StringBuilder> lines = new TreeMap<>();
        new TreeMap<>(sent).forEach((field, text) -> {
            if (!field.startsWith(ROW)) {
                typed.put(field, text);
            } else if (field.endsWith(NAME)) {
                String row = field.substring(0, field.length() - NAME.length());
                String value = sent.getOrDefault(row + VALUE, "").strip();
                StringBuilder key = lines.computeIfAbsent(
                        row.substring(ROW.length(), row.lastIndexOf('.')), it -> new StringBuilder());
                if (!value.isEmpty()) {
                    key.append(text.strip()).append(" = ").append(value).append('\n');
                }
            }
        });
        lines.forEach((key, text) -> typed.put(ConnectionForm.KEY + key, text.toString()));
        return typed;
    }
}
