package io.leadloop.ops.pipeline;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A cell of the page's tables as somebody typed it into a form that could not be saved; the page puts it back. */
record Typed(String name, String value) implements Serializable {

    /** The cells of the tables, those of one column in the order of their rows. */
    static List<Typed> of(Map<String, String[]> sent) {
        List<Typed> cells = new ArrayList<>();
        new TreeMap<>(sent).forEach((name, values) -> {
            if (name.indexOf('.') > 0 && !name.endsWith(".id")) {
                for (String value : values) {
                    cells.add(new Typed(name, value));
                }
            }
        });
        return cells;
    }
}
