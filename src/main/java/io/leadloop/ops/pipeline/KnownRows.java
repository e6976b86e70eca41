package io.leadloop.ops.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** The rows of the tables' form that the draft knows already. */
final class KnownRows {

    private static final List<String> TABLES = List.of("stage", "rule", "line");

    private KnownRows() {}

    /** Each column of the tables without the values of rows that have no id yet. */
    static MultiValueMap<String, String> of(MultiValueMap<String, String> sent) {
        MultiValueMap<String, String> known = new LinkedMultiValueMap<>();
        sent.forEach((name, values) -> {
            String table = name.substring(0, Math.max(0, name.indexOf('.')));
            if (!TABLES.contains(table)) {
                if (!table.equals("unmapped")) {
                    known.put(name, values);
                }
            } else if (!name.endsWith(".remove")) {
                known.put(name, onlyOf(values, ids(sent, table)));
            }
        });
        return known;
    }

    private static List<String> onlyOf(List<String> values, List<String> ids) {
        List<String> kept = new ArrayList<>();
        for (int row = 0; row < values.size() && row < ids.size(); row++) {
            if (!ids.get(row).isBlank()) {
                kept.add(values.get(row));
            }
        }
        return kept;
    }

    private static List<String> ids(MultiValueMap<String, String> sent, String table) {
        return sent.getOrDefault(table + ".id", List.of());
    }

    /** Whether somebody wrote into a new row, marked one to go, or chose a stage for a status that waits. */
    static boolean areNotAll(MultiValueMap<String, String> sent) {
        return filled(sent, "stage", "name")
                || filled(sent, "rule", "status")
                || filled(sent, "line", "action")
                || TABLES.stream().anyMatch(it -> sent.containsKey(it + ".remove"))
                || sent.getOrDefault("unmapped.stage", List.of()).stream().anyMatch(it -> !it.isBlank());
    }

    private static boolean filled(MultiValueMap<String, String> sent, String table, String column) {
        List<String> ids = ids(sent, table);
        List<String> values = sent.getOrDefault(table + "." + column, List.of());
        for (int row = 0; row < values.size(); row++) {
            if (row >= ids.size() || ids.get(row).isBlank()) {
                if (!values.get(row).isBlank()) {
                    return true;
                }
            }
        }
        return false;
    }
}
